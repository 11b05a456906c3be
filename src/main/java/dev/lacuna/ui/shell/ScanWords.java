package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Depth;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.task.TaskState;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is said about a scan: how much it has seen, and where and why it stopped.
final class ScanWords {

    private static final Texts TEXTS = Texts.of(ScanWords.class);
    private static final int MOST_STOPS = 3;

    private ScanWords() {}

    /// "scanned 06:00 – 09:00 · 61 217 events exact · every record"
    static String coverage(Scan scan, Formats formats) {
        long unread = scan.index().unread();
        if (scan.isOverview() || scan.index().events() == 0 && unread > 0) {
            return overview(scan, unread);
        }
        String events = TEXTS.get("scan.events", Formats.number(scan.index().events()));
        String depth = TEXTS.get(scan.request().depth() == Depth.RECORDS ? "scan.records" : "scan.batches");
        String when = scan.index()
                .extent()
                .map(span -> formats.shortSpan(span.fromMillis() / 1000 * 1000, (span.toMillis() + 999) / 1000 * 1000))
                .orElse("");
        String verb = TEXTS.get(
                scan.isFollowing()
                        ? "scan.following"
                        : scan.task().state().isTerminal() ? "scan.scanned" : "scan.scanning",
                when);
        return verb.strip() + " · " + events + " · " + depth;
    }

    /// "overview: about 61 200 000 positions, 1 200 events of them read"
    private static String overview(Scan scan, long unread) {
        long read = scan.index().events();
        return read == 0
                ? TEXTS.get("scan.overview", Formats.compact(unread))
                : TEXTS.get("scan.overview.partly", Formats.compact(unread + read), Formats.number(read));
    }

    /// Why a scan that has ended has not seen everything; empty when it has.
    static Optional<String> shortfall(Scan scan) {
        TaskState state = scan.task().state();
        String stream = scan.stream().stream().name();
        if (state == TaskState.FAILED) {
            return Optional.of(
                    TEXTS.get("stop.failed", stream, Problem.words(scan.task().failure())));
        }
        List<String> stops = new ArrayList<>();
        int cancelled = 0;
        for (PartitionOutcome outcome : scan.outcomes()) {
            switch (outcome.end()) {
                case CANCELLED -> cancelled++;
                case COMPLETE, HEAD_MOVED -> {}
                case LOG_ENDED, FAILED -> stops.add(stop(outcome));
            }
        }
        if (!stops.isEmpty()) {
            return Optional.of(TEXTS.get("stop.partly", stream, listed(stops)));
        }
        if (state == TaskState.CANCELLED || cancelled > 0) {
            return Optional.of(TEXTS.get(
                    "stop.cancelled", stream, Formats.number(scan.index().events())));
        }
        return Optional.empty();
    }

    private static String stop(PartitionOutcome outcome) {
        String why = outcome.failure().orElseGet(() -> TEXTS.get("stop.logended"));
        return TEXTS.get("stop.at", outcome.asked().partition(), outcome.reached(), why);
    }

    private static String listed(List<String> stops) {
        String first = String.join("; ", stops.subList(0, Math.min(MOST_STOPS, stops.size())));
        return stops.size() <= MOST_STOPS ? first : first + "; " + TEXTS.get("stop.more", stops.size() - MOST_STOPS);
    }
}
