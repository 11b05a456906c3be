package dev.lacuna.index;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.TimeSpan;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The lanes of a scan, one per partition, with a common bound on their memory.
public final class DensityIndex {

    /// Buckets of all lanes together: about 24 bytes each.
    private static final int BUCKET_BUDGET = 2 << 20;

    private static final int MOST_PER_LANE = 1 << 15;
    private static final int FEWEST_PER_LANE = 512;

    private final Map<PartitionRef, Lane> lanes;

    public DensityIndex(Collection<PartitionRef> partitions) {
        int share = BUCKET_BUDGET / Math.max(1, partitions.size());
        int perLane = Math.max(FEWEST_PER_LANE, Math.min(MOST_PER_LANE, share));
        Map<PartitionRef, Lane> map = new TreeMap<>();
        for (PartitionRef partition : partitions) {
            map.put(partition, new Lane(perLane));
        }
        this.lanes = map;
    }

    public Lane lane(PartitionRef partition) {
        Lane lane = lanes.get(partition);
        if (lane == null) {
            throw new IllegalArgumentException("no lane for " + partition);
        }
        return lane;
    }

    /// In order of stream and number.
    public Collection<PartitionRef> partitions() {
        return lanes.keySet();
    }

    /// From the earliest to just past the latest event; empty before the first event.
    public Optional<TimeSpan> extent() {
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (Lane lane : lanes.values()) {
            LaneTotals totals = lane.totals();
            if (totals.events() > 0) {
                from = Math.min(from, totals.firstMillis());
                to = Math.max(to, totals.lastMillis());
            }
        }
        return from > to ? Optional.empty() : Optional.of(new TimeSpan(from, to + 1));
    }

    public long events() {
        return lanes.values().stream().mapToLong(lane -> lane.totals().events()).sum();
    }
}
