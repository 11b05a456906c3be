package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Finding;
import dev.lacuna.ui.timeline.TimelineSource;
import java.util.List;
import java.util.function.BiConsumer;

/// What has happened to the scans in view, and to the repairs drawn on them, since somebody looked last.
final class ScanNews {

    /// What is so now and was not before.
    ///
    /// @param any whether there is anything to draw
    /// @param findings whether there are other findings, or other scans
    /// @param ended whether a scan has ended
    record News(boolean any, boolean findings, boolean ended) {}

    private List<Seen> seen = List.of();
    private List<Seen> told = List.of();
    private List<TimelineSource.Replay> seenReplays = List.of();

    /// All of it is news again.
    void forget() {
        seen = List.of();
    }

    News look(List<Scan> scans, List<TimelineSource.Replay> replays) {
        List<Seen> now = scans.stream().map(Seen::of).toList();
        boolean running = now.stream().anyMatch(scan -> !scan.ended());
        boolean any = !now.isEmpty() && (running || !now.equals(seen) || !replays.equals(seenReplays));
        var news = new News(any, any && !Seen.sameFindings(now, seen), Seen.anyEnded(now, seen));
        seen = now;
        seenReplays = replays;
        return news;
    }

    /// Tells the findings of each stream, where what was looked at last has others than were told before.
    void tellFindings(List<Scan> scans, BiConsumer<String, List<Finding>> action) {
        if (Seen.sameFindings(seen, told)) {
            return;
        }
        told = seen;
        scans.forEach(scan ->
                action.accept(scan.stream().stream().name(), scan.findings().all()));
    }
}
