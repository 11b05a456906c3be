package dev.lacuna.ui.findings;

import dev.lacuna.model.Cause;
import dev.lacuna.model.Finding;
import dev.lacuna.ui.kit.FindingStyle;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;

/// The short texts of a finding, as the table and the details show them.
final class FindingWords {

    private static final Texts TEXTS = Texts.of(FindingWords.class);

    private FindingWords() {}

    /// "orders / 2"
    static String where(Finding finding) {
        return TEXTS.get(
                "where",
                finding.partition().stream().name(),
                Integer.toString(finding.partition().number()));
    }

    /// "partition 2", where it goes without saying of which stream
    static String partition(Finding finding) {
        return TEXTS.get("where.alone", Integer.toString(finding.partition().number()));
    }

    /// "orders / partition 2 · 08:12:41.003 – 08:15:34.118 UTC"
    static String placeAndTime(Finding finding, Formats formats) {
        String place = TEXTS.get(
                "place",
                finding.partition().stream().name(),
                Integer.toString(finding.partition().number()));
        long from = finding.time().fromMillis();
        long to = finding.time().toMillis();
        if (from <= 0) {
            return place;
        }
        String time = from == to ? formats.time(from) : formats.span(from, to);
        return TEXTS.get("place.time", place, time, formats.zoneName());
    }

    /// Why somebody has dismissed it, in their words.
    static String dismissal(Finding finding) {
        String reason = finding.evidence().text("dismissed_because");
        return reason == null ? TEXTS.get("detail.dismissed") : reason;
    }

    /// Why it happened, and of what is not missing also how much: "resent by app, 41 duplicate events".
    static String cause(Finding finding) {
        String cause = finding.cause() == Cause.NO_EVENTS
                ? TEXTS.get("cause.no-events", Formats.duration(finding.time().millis()))
                : TEXTS.get("cause." + finding.cause().id());
        String summary = finding.explanation().summary();
        boolean counted = finding.missing().isPresent() || finding.cause() == Cause.NO_EVENTS;
        return counted || summary.isBlank() ? cause : TEXTS.get("cause.with", cause, summary);
    }

    /// The same where there is little room.
    static String briefCause(Finding finding) {
        return finding.cause() == Cause.NO_EVENTS
                ? TEXTS.get(
                        "cause.no-events.brief", Formats.duration(finding.time().millis()))
                : TEXTS.get("cause." + finding.cause().id());
    }

    static String status(Finding finding) {
        return TEXTS.get("status." + finding.status().id());
    }

    /// The whole line, for reading aloud and for copying.
    static String line(Finding finding, Formats formats) {
        return String.join(
                "\t",
                FindingStyle.kindName(finding),
                where(finding),
                formats.iso(finding.time().fromMillis()),
                Formats.missing(finding.missing(), finding.basis()),
                FindingStyle.of(finding).verdict(),
                cause(finding),
                status(finding),
                finding.id());
    }
}
