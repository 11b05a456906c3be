package dev.lacuna.ui.findings;

import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;

/// Says in a sentence how far a scan came. "Nothing found" is only said of what was looked at.
final class ScanWords {

    private static final Texts TEXTS = Texts.of(ScanWords.class);

    private ScanWords() {}

    /// For an empty table: why it is empty.
    ///
    /// @param quiet how many findings there are that are not shown because they are harmless
    static String whyEmpty(ScanGlance glance, int quiet) {
        String why = switch (glance.phase()) {
            case NO_SCAN -> TEXTS.get("empty.no-scan");
            case RUNNING -> TEXTS.get("empty.running", reached(glance.progress()));
            case FOLLOWING -> TEXTS.get("empty.following", records(glance.records()), partitions(glance.partitions()));
            case OVERVIEW ->
                TEXTS.get(
                        glance.records() == 0 ? "empty.overview" : "empty.overview.partly", records(glance.records()));
            case COMPLETE -> TEXTS.get("empty.complete", records(glance.records()), partitions(glance.partitions()));
            case PARTIAL -> partial(glance);
            case CANCELLED -> TEXTS.get("empty.cancelled", reached(glance.progress()));
            case FAILED -> TEXTS.get("empty.failed", sentence(glance.reason()));
        };
        return withQuiet(why, quiet);
    }

    /// The same where a filter leaves findings out.
    ///
    /// @param quiet how many it takes that are not shown all the same
    static String whyEmpty(int leftOut, int quiet) {
        String key = quiet == 0 ? "empty.filtered" : "empty.filtered.some";
        return withQuiet(TEXTS.get(key, Formats.number(leftOut)), quiet);
    }

    private static String withQuiet(String why, int quiet) {
        return quiet == 0 ? why : why + "\n" + TEXTS.get("empty.quiet." + (quiet == 1 ? "one" : "many"), quiet);
    }

    private static String partial(ScanGlance glance) {
        return TEXTS.get("empty.partial", records(glance.records()), stop(glance));
    }

    /// One short line on the scan, below the table.
    static String coverage(ScanGlance glance) {
        return switch (glance.phase()) {
            case NO_SCAN -> "";
            case RUNNING -> TEXTS.get("coverage.running", reached(glance.progress()));
            case FOLLOWING ->
                TEXTS.get("coverage.following", records(glance.records()), partitions(glance.partitions()));
            case OVERVIEW ->
                TEXTS.get(
                        glance.records() == 0 ? "coverage.overview" : "coverage.overview.partly",
                        partitions(glance.partitions()),
                        records(glance.records()));
            case COMPLETE -> TEXTS.get("coverage.complete", records(glance.records()), partitions(glance.partitions()));
            case PARTIAL -> TEXTS.get("coverage.partial", records(glance.records()), stop(glance));
            case CANCELLED -> TEXTS.get("coverage.cancelled", reached(glance.progress()));
            case FAILED -> TEXTS.get("coverage.failed", sentence(glance.reason()));
        };
    }

    private static String stop(ScanGlance glance) {
        if (glance.place().isEmpty()) {
            return TEXTS.get("stop.unknown");
        }
        return glance.reason().isEmpty()
                ? TEXTS.get("stop.place", glance.place())
                : TEXTS.get("stop.reason", glance.place(), sentence(glance.reason()));
    }

    /// "12 400 of 41 230 positions"
    static String reached(ProgressSnapshot progress) {
        if (progress.unit().isEmpty()) {
            return TEXTS.get("reached.starting");
        }
        return progress.total() < 0
                ? TEXTS.get("reached.open", Formats.number(progress.done()), progress.unit())
                : TEXTS.get(
                        "reached", Formats.number(progress.done()), Formats.number(progress.total()), progress.unit());
    }

    private static String records(long count) {
        return TEXTS.get(count == 1 ? "records.one" : "records.many", Formats.number(count));
    }

    private static String partitions(int count) {
        return TEXTS.get(count == 1 ? "partitions.one" : "partitions.many", Formats.number(count));
    }

    /// Without the stop at its end, so that it fits into a sentence.
    private static String sentence(String text) {
        String stripped = text.strip();
        return stripped.endsWith(".") ? stripped.substring(0, stripped.length() - 1) : stripped;
    }
}
