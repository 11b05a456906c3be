package dev.lacuna.index;

import dev.lacuna.model.Density;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.TimeSpan;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The lanes of a scan, one per partition, with a common bound on their memory.
public final class DensityIndex {

    /// Buckets of time of all lanes together: about 24 bytes each.
    private static final int BUCKET_BUDGET = 2 << 20;

    /// Buckets of positions of all lanes together: about 16 bytes each.
    private static final int PLACES_BUDGET = 1 << 20;

    private static final int MOST_PER_LANE = 1 << 15;
    private static final int FEWEST_PER_LANE = 512;

    /// A map that is not altered: one with another lane takes its place.
    private volatile Map<PartitionRef, Lane> lanes;

    /// Those of which it is made; empty where it has lanes of its own.
    private final List<DensityIndex> parts;

    public DensityIndex(Collection<PartitionRef> partitions) {
        int times = perLane(BUCKET_BUDGET, partitions.size());
        int places = perLane(PLACES_BUDGET, partitions.size());
        Map<PartitionRef, Lane> map = new TreeMap<>();
        for (PartitionRef partition : partitions) {
            map.put(partition, new Lane(times, places));
        }
        this.lanes = map;
        this.parts = List.of();
    }

    private DensityIndex(Map<PartitionRef, Lane> lanes, List<DensityIndex> parts) {
        this.lanes = lanes;
        this.parts = parts;
    }

    /// The lanes of several scans as one; they stay the same lanes, and one that is added there is here, too.
    public static DensityIndex together(Collection<DensityIndex> parts) {
        return new DensityIndex(Map.of(), List.copyOf(parts));
    }

    /// A lane for one more partition, which was not there when the scan began. By one thread at a time.
    public void add(PartitionRef partition) {
        Map<PartitionRef, Lane> more = new TreeMap<>(lanes);
        int count = more.size() + 1;
        more.putIfAbsent(partition, new Lane(perLane(BUCKET_BUDGET, count), perLane(PLACES_BUDGET, count)));
        lanes = more;
    }

    private Map<PartitionRef, Lane> lanes() {
        if (parts.isEmpty()) {
            return lanes;
        }
        Map<PartitionRef, Lane> all = new TreeMap<>();
        parts.forEach(part -> all.putAll(part.lanes()));
        return all;
    }

    /// Lanes as they were kept.
    public static DensityIndex of(Map<PartitionRef, Density> kept) {
        int times = perLane(BUCKET_BUDGET, kept.size());
        int places = perLane(PLACES_BUDGET, kept.size());
        Map<PartitionRef, Lane> map = new TreeMap<>();
        kept.forEach((partition, density) -> map.put(partition, Lane.of(density, times, places)));
        return new DensityIndex(map, List.of());
    }

    private static int perLane(int budget, int lanes) {
        return Math.max(FEWEST_PER_LANE, Math.min(MOST_PER_LANE, budget / Math.max(1, lanes)));
    }

    public Lane lane(PartitionRef partition) {
        Lane lane = lanes.get(partition);
        for (int i = 0; i < parts.size() && lane == null; i++) {
            lane = parts.get(i).lanes().get(partition);
        }
        if (lane == null) {
            throw new IllegalArgumentException("no lane for " + partition);
        }
        return lane;
    }

    /// In order of stream and number.
    public Collection<PartitionRef> partitions() {
        return lanes().keySet();
    }

    /// From the earliest to just past the latest time that anything is known of; empty before the first.
    public Optional<TimeSpan> extent() {
        Optional<TimeSpan> extent = Optional.empty();
        for (Lane lane : lanes().values()) {
            Optional<TimeSpan> one = lane.extent();
            extent = extent.isEmpty()
                    ? one
                    : one.isEmpty() ? extent : Optional.of(extent.get().union(one.get()));
        }
        return extent;
    }

    /// Positions that look-ups have told of and nobody has read yet.
    public long unread() {
        return lanes().values().stream()
                .mapToLong(lane -> lane.totals().unread())
                .sum();
    }

    /// Those of them that lie within a span.
    public long unread(TimeSpan span) {
        return lanes().values().stream().mapToLong(lane -> lane.unread(span)).sum();
    }

    public long events() {
        return lanes().values().stream()
                .mapToLong(lane -> lane.totals().events())
                .sum();
    }
}
