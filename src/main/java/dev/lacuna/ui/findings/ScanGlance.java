package dev.lacuna.ui.findings;

import dev.lacuna.investigation.LiveState;
import dev.lacuna.investigation.Scan;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.ui.kit.Texts;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the scan behind the findings stands, as far as words about it need to know.
///
/// @param progress the running scan's progress
/// @param records what committed readers see of the part that was scanned; known at the end
/// @param partitions how many partitions are looked at
/// @param place where it stopped short: "orders/3 at position 4 120"; else empty
/// @param reason why, for people; else empty
record ScanGlance(Phase phase, ProgressSnapshot progress, long records, int partitions, String place, String reason) {

    private static final Texts TEXTS = Texts.of(ScanGlance.class);

    enum Phase {
        NO_SCAN,
        RUNNING,
        /// All that was there was seen, and what comes is looked at.
        FOLLOWING,
        /// Only times were looked up; what was read are parts that were looked at closer.
        OVERVIEW,
        /// Everything that was asked for was seen.
        COMPLETE,
        /// Some partition was not read to its end.
        PARTIAL,
        CANCELLED,
        FAILED
    }

    private static final List<Phase> TOLD_FIRST = List.of(
            Phase.FAILED,
            Phase.PARTIAL,
            Phase.CANCELLED,
            Phase.RUNNING,
            Phase.FOLLOWING,
            Phase.OVERVIEW,
            Phase.COMPLETE,
            Phase.NO_SCAN);

    static final ScanGlance NO_SCAN = new ScanGlance(Phase.NO_SCAN, ProgressSnapshot.NONE, 0, 0, "", "");

    /// Of several, where that stands which is furthest from all being seen; counts are those of all.
    static ScanGlance of(List<Scan> scans) {
        if (scans.size() < 2) {
            return of(scans.isEmpty() ? null : scans.getFirst());
        }
        List<ScanGlance> all = scans.stream().map(ScanGlance::of).toList();
        ScanGlance told = all.stream()
                .min(Comparator.comparingInt(glance -> TOLD_FIRST.indexOf(glance.phase())))
                .orElse(NO_SCAN);
        return new ScanGlance(
                told.phase(),
                told.progress(),
                all.stream().mapToLong(ScanGlance::records).sum(),
                all.stream().mapToInt(ScanGlance::partitions).sum(),
                told.place(),
                told.reason());
    }

    static ScanGlance of(@Nullable Scan scan) {
        if (scan == null) {
            return NO_SCAN;
        }
        TaskHandle<Scan> task = scan.task();
        int partitions = scan.ranges().size();
        if (scan.isOverview() && !scan.isReading()) {
            return new ScanGlance(Phase.OVERVIEW, task.progress(), scan.index().events(), partitions, "", "");
        }
        return switch (task.state()) {
            case QUEUED, RUNNING, PAUSED, CANCELLING -> running(scan, task.progress(), partitions);
            case CANCELLED -> new ScanGlance(Phase.CANCELLED, task.progress(), scan.events(), partitions, "", "");
            case FAILED ->
                new ScanGlance(
                        Phase.FAILED,
                        task.progress(),
                        scan.events(),
                        partitions,
                        "",
                        task.failure().map(ScanGlance::words).orElse(""));
            case DONE -> ended(scan, task.progress(), partitions);
        };
    }

    private static ScanGlance running(Scan scan, ProgressSnapshot progress, int partitions) {
        boolean live = scan.live()
                .filter(state -> state.stage() == LiveState.Stage.LIVE || state.stage() == LiveState.Stage.WAITING)
                .isPresent();
        return live
                ? new ScanGlance(Phase.FOLLOWING, progress, scan.events(), partitions, "", "")
                : new ScanGlance(Phase.RUNNING, progress, 0, partitions, "", "");
    }

    private static ScanGlance ended(Scan scan, ProgressSnapshot progress, int partitions) {
        if (scan.isComplete()) {
            return new ScanGlance(Phase.COMPLETE, progress, scan.events(), partitions, "", "");
        }
        for (PartitionOutcome outcome : scan.outcomes()) {
            if (!outcome.isComplete() && outcome.end() != PartitionOutcome.End.HEAD_MOVED) {
                String place = TEXTS.get("scan.place", outcome.asked().partition(), String.valueOf(outcome.reached()));
                String reason = outcome.failure().orElse("");
                return new ScanGlance(Phase.PARTIAL, progress, scan.events(), partitions, place, reason);
            }
        }
        return new ScanGlance(Phase.PARTIAL, progress, scan.events(), partitions, "", "");
    }

    private static String words(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
