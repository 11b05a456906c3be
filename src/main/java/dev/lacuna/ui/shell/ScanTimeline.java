package dev.lacuna.ui.shell;

import dev.lacuna.detect.group.GroupProgress;
import dev.lacuna.index.DensityIndex;
import dev.lacuna.index.Lane;
import dev.lacuna.index.LaneTotals;
import dev.lacuna.investigation.LiveState;
import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Backdrop;
import dev.lacuna.model.Baseline;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.ui.timeline.LaneEpoch;
import dev.lacuna.ui.timeline.LaneTrail;
import dev.lacuna.ui.timeline.TimelineSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// A stream's scan as the timeline asks for it, with the repairs that were made while it is shown. A newer scan of the
/// stream takes the place of the older one, and the view stays where it is.
final class ScanTimeline implements TimelineSource {

    /// Before its first event and behind its last one a partition holds nothing that could be unread.
    private static final TimeSpan EVER = new TimeSpan(
            Instant.EPOCH.toEpochMilli(), Instant.parse("9999-12-31T23:59:59Z").toEpochMilli());

    private final Supplier<List<Replay>> repairs;
    private final InstantSource clock;
    private volatile Scan scan;
    private volatile Trails trails = new Trails(List.of(), Map.of());

    /// @param clock tells how long a scan goes on
    ScanTimeline(Scan scan, Supplier<List<Replay>> repairs, InstantSource clock) {
        this.scan = scan;
        this.repairs = repairs;
        this.clock = clock;
    }

    /// Whether the newer scan has lanes for the same partitions.
    boolean fits(Scan newer) {
        return newer.stream().stream().equals(scan.stream().stream())
                && newer.index().partitions().equals(scan.index().partitions());
    }

    StreamRef stream() {
        return scan.stream().stream();
    }

    /// What it takes of an axis that it shares.
    Optional<TimeSpan> shared() {
        Scan seenBy = scan;
        boolean fresh = seenBy.isRunning() && seenBy.index().events() == 0;
        return fresh ? seenBy.focus() : extent();
    }

    void show(Scan newer) {
        scan = newer;
    }

    @Override
    public List<StreamInfo> streams() {
        return List.of(scan.stream());
    }

    @Override
    public DensityIndex density() {
        return scan.index();
    }

    @Override
    public List<Finding> findings() {
        return scan.findings().all();
    }

    @Override
    public Basis counts() {
        return scan.index().unread() == 0 ? Basis.EXACT : Basis.ESTIMATED;
    }

    @Override
    public Optional<Coverage> coverage(PartitionRef partition) {
        Scan seenBy = scan;
        Lane lane = seenBy.index().lane(partition);
        LaneTotals totals = lane.totals();
        List<TimeSpan> seen = new ArrayList<>(lane.readTimes());
        seen.addAll(seenBy.readSpans()); // also where a partition held nothing then
        whole(seenBy, partition, totals).ifPresent(seen::add);
        seen = TimeSpan.joined(seen);
        if (seen.isEmpty() && totals.events() > 0) { // there was no look-up that would tell times
            seen = List.of(new TimeSpan(totals.firstMillis(), totals.lastMillis() + 1));
        }
        boolean running = !seenBy.task().state().isTerminal();
        return seen.isEmpty()
                ? Optional.empty()
                : Optional.of(new Coverage(seen, fraction(seenBy, partition), running));
    }

    /// While a stream is followed there is no end that it would come to.
    @Override
    public Optional<Standing> standing(PartitionRef partition) {
        Scan seenBy = scan;
        LaneTotals totals = seenBy.index().lane(partition).totals();
        boolean goesOn = !seenBy.task().state().isTerminal() && !seenBy.isFollowing() && totals.events() > 0;
        return goesOn
                ? part(seenBy, partition)
                        .filter(part -> part.ended().isEmpty() && part.done() > 0)
                        .flatMap(part -> seenBy.ranges().stream()
                                .filter(range -> range.partition().equals(partition)
                                        && range.positions().from().isDense())
                                .findFirst()
                                .map(range ->
                                        standing(part, range.positions().from().asOffset(), totals, runMillis(seenBy))))
                : Optional.empty();
    }

    private long runMillis(Scan seenBy) {
        return Math.max(1, clock.millis() - seenBy.task().started().toEpochMilli());
    }

    static Standing standing(ProgressSnapshot.Part part, long first, LaneTotals totals, long runMillis) {
        double perSecond = part.done() * 1_000.0 / runMillis;
        long left = part.total() < 0 ? -1 : Math.round((part.total() - part.done()) * 1_000.0 / perSecond);
        return new Standing(first + part.done(), totals.lastMillis(), perSecond, left);
    }

    private static Optional<ProgressSnapshot.Part> part(Scan scan, PartitionRef partition) {
        String name = partition.toString();
        return scan.task().progress().parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst();
    }

    /// The time over which all of a partition was read. While it is followed, what is on its way at any moment leaves
    /// no
    /// hole behind what was read, and only what has been waiting for longer is yet to come.
    private static Optional<TimeSpan> whole(Scan scan, PartitionRef partition, LaneTotals totals) {
        Optional<PositionRange> range =
                scan.stream().partition(partition.number()).map(PartitionInfo::range);
        if (range.isEmpty()) {
            return Optional.empty();
        }
        long end = range.get().to().asOffset();
        List<long[]> unread =
                scan.index().lane(partition).unread(range.get().from().asOffset(), end);
        if (unread.isEmpty()) {
            return Optional.of(EVER);
        }
        boolean onlyTheNewest = unread.size() == 1 && unread.getFirst()[1] >= end;
        if (!scan.isFollowing() || !onlyTheNewest || totals.events() == 0) {
            return Optional.empty();
        }
        boolean live = scan.live()
                .filter(state -> state.stage() == LiveState.Stage.LIVE)
                .isPresent();
        return Optional.of(live ? EVER : new TimeSpan(EVER.fromMillis(), totals.lastMillis() + 1));
    }

    private static double fraction(Scan scan, PartitionRef partition) {
        return part(scan, partition)
                .map(part -> part.total() <= 0 ? 1 : Math.min(1.0, (double) part.done() / part.total()))
                .orElse(scan.task().state().isTerminal() ? 1.0 : 0.0);
    }

    @Override
    public OptionalLong timeAt(PartitionRef partition, long position) {
        Scan seenBy = scan;
        long read = seenBy.timeAt(partition, position);
        Backdrop backdrop = seenBy.backdrop(partition);
        if (read < 0 && backdrop.stretches() > 0) {
            return OptionalLong.of(backdrop.millisAt(position));
        }
        return read < 0 ? OptionalLong.empty() : OptionalLong.of(read);
    }

    /// The trails of a history that doesn't change any more.
    private record Trails(List<GroupProgress> of, Map<PartitionRef, List<LaneTrail>> byLane) {}

    @Override
    public Map<PartitionRef, List<LaneTrail>> trails() {
        List<GroupProgress> progress = scan.progress();
        Trails known = trails;
        if (known.of() != progress) {
            known = new Trails(
                    progress,
                    progress.stream()
                            .collect(Collectors.groupingBy(
                                    GroupProgress::partition,
                                    Collectors.mapping(ScanTimeline::trail, Collectors.toList()))));
            trails = known;
        }
        return known.byLane();
    }

    private static LaneTrail trail(GroupProgress progress) {
        return new LaneTrail(
                progress.group(),
                progress.points().stream()
                        .map(point -> new LaneTrail.Point(point.millis(), point.next()))
                        .toList());
    }

    @Override
    public Map<PartitionRef, List<LaneEpoch>> epochs() {
        return scan.baselines().stream()
                .filter(baseline -> baseline.epochs().size() > 1)
                .collect(Collectors.toMap(Baseline::partition, baseline -> changes(baseline.epochs())));
    }

    private static List<LaneEpoch> changes(List<Baseline.EpochStart> starts) {
        List<LaneEpoch> changes = new ArrayList<>();
        for (int i = 1; i < starts.size(); i++) {
            Baseline.EpochStart start = starts.get(i);
            changes.add(new LaneEpoch(
                    starts.get(i - 1).epoch(), start.epoch(), start.first().asOffset()));
        }
        return changes;
    }

    @Override
    public List<Replay> replays() {
        return repairs.get();
    }
}
