package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.Verification;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.repair.replay.ReplayReport;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskState;
import dev.lacuna.ui.timeline.TimelineSource.Replay;
import dev.lacuna.ui.timeline.TimelineSource.ReplayStage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// The repairs that were run since a stream was opened, as they paint over its lanes. Safe from any thread.
final class RunningRepairs {

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    private volatile List<Replay> recorded = List.of();

    private static final class Entry {
        private final ReplayPlan plan;
        private final TimeSpan time;
        private final Set<PartitionRef> partitions;
        private final TaskHandle<ReplayReport> task;
        private volatile Optional<Verification> verification = Optional.empty();

        Entry(ReplayPlan plan, TimeSpan time, Set<PartitionRef> partitions, TaskHandle<ReplayReport> task) {
            this.plan = plan;
            this.time = time;
            this.partitions = partitions;
            this.task = task;
        }

        Replay replay() {
            double fraction = task.state() == TaskState.DONE
                    ? 1
                    : Math.max(0, task.progress().fraction());
            return new Replay(time, partitions, fraction, stage());
        }

        private ReplayStage stage() {
            if (verification.isPresent()) {
                return verification.get().isVerified() ? ReplayStage.VERIFIED : ReplayStage.FAILED;
            }
            return switch (task.state()) {
                case PAUSED -> ReplayStage.PAUSED;
                case DONE -> ReplayStage.WRITTEN;
                case FAILED, CANCELLED -> ReplayStage.FAILED;
                case QUEUED, RUNNING, CANCELLING -> ReplayStage.RUNNING;
            };
        }
    }

    /// Adds a run, where it touches lanes of the scan that is shown.
    ///
    /// @param chosen the time that was selected when the plan was asked for
    void started(ReplayPlan plan, TaskHandle<ReplayReport> task, Scan shown, Optional<TimeSpan> chosen) {
        Set<PartitionRef> lanes = lanes(plan, shown.stream().stream());
        Optional<TimeSpan> time = time(plan, shown).or(() -> chosen);
        if (!lanes.isEmpty() && time.isPresent()) {
            entries.removeIf(entry -> entry.plan.id().equals(plan.id()));
            entries.add(new Entry(plan, time.get(), lanes, task));
        }
    }

    void verified(Verification verification) {
        for (Entry entry : entries) {
            if (entry.plan.id().equals(verification.plan().id())) {
                entry.verification = Optional.of(verification);
            }
        }
    }

    void clear() {
        entries.clear();
        recorded = List.of();
    }

    /// Shows what was repaired before, as a session tells it.
    void showRecorded(List<Replay> known) {
        recorded = List.copyOf(known);
    }

    List<Replay> replays() {
        return Stream.concat(recorded.stream(), entries.stream().map(Entry::replay))
                .toList();
    }

    /// How a run that was kept paints over the lanes; empty where it touches none of them.
    static Optional<Replay> recorded(ReplayPlan plan, ReplayStage stage, Scan shown) {
        Set<PartitionRef> lanes = lanes(plan, shown.stream().stream());
        return lanes.isEmpty() ? Optional.empty() : time(plan, shown).map(time -> new Replay(time, lanes, 1, stage));
    }

    /// The lanes that a plan writes to, or else those it reads from.
    private static Set<PartitionRef> lanes(ReplayPlan plan, StreamRef stream) {
        Set<PartitionRef> lanes = new HashSet<>();
        boolean writes = plan.to().stream().equals(stream.name());
        boolean reads = plan.from().stream().equals(stream.name());
        if (writes) {
            plan.repairs().forEach(repair -> lanes.add(stream.partition(repair.partition())));
        }
        if (lanes.isEmpty() && (writes || reads)) {
            plan.parts().forEach(part -> lanes.add(stream.partition(part.partition())));
        }
        return lanes;
    }

    private static Optional<TimeSpan> time(ReplayPlan plan, Scan shown) {
        return plan.repairs().stream()
                .flatMap(repair -> shown.findings().get(repair.id()).stream())
                .map(Finding::time)
                .reduce(TimeSpan::union);
    }
}
