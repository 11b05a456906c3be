package dev.lacuna.ui.shell;

import dev.lacuna.index.DensityIndex;
import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.ui.timeline.LaneEpoch;
import dev.lacuna.ui.timeline.LaneTrail;
import dev.lacuna.ui.timeline.TimelineSource;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/// The scans of several streams as one source of a timeline, one below the other on one axis of time.
final class StreamsTimeline implements TimelineSource {

    /// What is shown now, with one index over all lanes.
    private record Parts(List<ScanTimeline> all, DensityIndex density) {}

    private final Supplier<List<Replay>> repairs;
    private final InstantSource clock;
    private volatile Parts parts;

    /// @param clock tells how long a scan goes on
    StreamsTimeline(List<Scan> scans, Supplier<List<Replay>> repairs, InstantSource clock) {
        this.repairs = repairs;
        this.clock = clock;
        this.parts = parts(scans, List.of());
    }

    /// Whether one of the streams is shown already: then the view stays where it is.
    boolean goesOnWith(List<Scan> scans) {
        return scans.stream()
                .anyMatch(scan ->
                        parts.all().stream().anyMatch(part -> part.stream().equals(scan.stream().stream())));
    }

    /// Takes over other scans: newer ones of the same streams, fewer, or more.
    void show(List<Scan> scans) {
        parts = parts(scans, parts.all());
    }

    private Parts parts(List<Scan> scans, List<ScanTimeline> before) {
        List<ScanTimeline> all = new ArrayList<>();
        for (Scan scan : scans) {
            Optional<ScanTimeline> known =
                    before.stream().filter(part -> part.fits(scan)).findFirst();
            known.ifPresent(part -> part.show(scan));
            all.add(known.orElseGet(() -> new ScanTimeline(scan, List::of, clock)));
        }
        return new Parts(
                List.copyOf(all),
                DensityIndex.together(scans.stream().map(Scan::index).toList()));
    }

    private Optional<ScanTimeline> part(StreamRef stream) {
        return parts.all().stream().filter(part -> part.stream().equals(stream)).findFirst();
    }

    @Override
    public List<StreamInfo> streams() {
        return all(ScanTimeline::streams);
    }

    private <T> List<T> all(Function<ScanTimeline, List<T>> some) {
        List<T> result = new ArrayList<>();
        parts.all().forEach(part -> result.addAll(some.apply(part)));
        return result;
    }

    @Override
    public DensityIndex density() {
        return parts.density();
    }

    @Override
    public List<Finding> findings() {
        return all(ScanTimeline::findings);
    }

    @Override
    public Basis counts() {
        return parts.all().stream().allMatch(part -> part.counts() == Basis.EXACT) ? Basis.EXACT : Basis.ESTIMATED;
    }

    @Override
    public Basis counts(StreamRef stream) {
        return part(stream).map(ScanTimeline::counts).orElse(Basis.ESTIMATED);
    }

    /// What is only looked up yet widens the axis that streams share no further than to where nearly all of
    /// it lies: the others shall not shrink to nothing for a time that may turn out to be a single marker's.
    @Override
    public Optional<TimeSpan> extent() {
        List<ScanTimeline> all = parts.all();
        return all.size() == 1
                ? all.getFirst().extent()
                : all.stream().flatMap(part -> part.shared().stream()).reduce(TimeSpan::union);
    }

    @Override
    public Optional<Coverage> coverage(PartitionRef partition) {
        return part(partition.stream()).flatMap(part -> part.coverage(partition));
    }

    @Override
    public Optional<Standing> standing(PartitionRef partition) {
        return part(partition.stream()).flatMap(part -> part.standing(partition));
    }

    @Override
    public OptionalLong timeAt(PartitionRef partition, long position) {
        return part(partition.stream())
                .map(part -> part.timeAt(partition, position))
                .orElseGet(OptionalLong::empty);
    }

    @Override
    public Map<PartitionRef, List<LaneTrail>> trails() {
        return merged(ScanTimeline::trails);
    }

    @Override
    public Map<PartitionRef, List<LaneEpoch>> epochs() {
        return merged(ScanTimeline::epochs);
    }

    /// No two streams share a lane.
    private <T> Map<PartitionRef, List<T>> merged(Function<ScanTimeline, Map<PartitionRef, List<T>>> some) {
        List<ScanTimeline> all = parts.all();
        if (all.size() == 1) {
            return some.apply(all.getFirst());
        }
        Map<PartitionRef, List<T>> result = new HashMap<>();
        all.forEach(part -> result.putAll(some.apply(part)));
        return result;
    }

    @Override
    public List<Replay> replays() {
        return repairs.get();
    }
}
