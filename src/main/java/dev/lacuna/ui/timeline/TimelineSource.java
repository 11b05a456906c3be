package dev.lacuna.ui.timeline;

import dev.lacuna.index.DensityIndex;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What a timeline shows. It is asked off the FX thread, again after every [TimelineView#refresh()]; its
/// answers are immutable, but for the index, which takes readers beside its writer.
public interface TimelineSource {

    /// The streams in order; each partition of them gets a lane.
    List<StreamInfo> streams();

    /// Has a lane for each of these partitions.
    DensityIndex density();

    List<Finding> findings();

    /// How the index's counts of events were come by: exact once every batch was seen.
    default Basis counts() {
        return Basis.EXACT;
    }

    /// The same of one of several streams.
    default Basis counts(StreamRef stream) {
        return counts();
    }

    /// From when to when the streams reach, as far as it is known beyond what was read.
    default Optional<TimeSpan> extent() {
        return density().extent();
    }

    /// Roughly when the event at a position happened. It is asked on the FX thread, too, and answers at once.
    default OptionalLong timeAt(PartitionRef partition, long position) {
        return OptionalLong.empty();
    }

    /// How far the partition was looked at; empty where no scan has begun.
    Optional<Coverage> coverage(PartitionRef partition);

    /// Where the scan is in a partition; empty while it is not on its way there. It is asked on the FX thread, and
    /// answers at once.
    default Optional<Standing> standing(PartitionRef partition) {
        return Optional.empty();
    }

    /// How consumer groups moved, by partition.
    default Map<PartitionRef, List<LaneTrail>> trails() {
        return Map.of();
    }

    /// Where leaders changed, by partition and there in order, as far as that was seen.
    default Map<PartitionRef, List<LaneEpoch>> epochs() {
        return Map.of();
    }

    /// Repairs that are running, or have run since the window was opened.
    default List<Replay> replays() {
        return List.of();
    }

    /// How far one partition was scanned.
    ///
    /// @param scanned the times that were looked at, in order; what lies outside is drawn as unknown
    /// @param fraction of the work done, from 0 to 1
    /// @param running whether it still goes on
    record Coverage(List<TimeSpan> scanned, double fraction, boolean running) {
        public Coverage {
            scanned = List.copyOf(scanned);
        }

        boolean covers(long millis) {
            return scanned.stream().anyMatch(span -> span.contains(millis));
        }
    }

    /// Where a scan that goes on is in one partition.
    ///
    /// @param position that it reads next
    /// @param millis of the last event that it has read
    /// @param perSecond positions
    /// @param leftMillis until it is through at that pace; -1 where nobody can say
    record Standing(long position, long millis, double perSecond, long leftMillis) {}

    /// A repair as it paints over the lanes.
    ///
    /// @param time the range it reads
    /// @param partitions the lanes it paints over
    /// @param fraction of the work done, from 0 to 1
    record Replay(TimeSpan time, Set<PartitionRef> partitions, double fraction, ReplayStage stage) {
        public Replay {
            partitions = Set.copyOf(partitions);
        }
    }

    /// Where a repair stands.
    enum ReplayStage {
        RUNNING,
        PAUSED,
        /// Done, not yet looked at again.
        WRITTEN,
        /// A re-scan saw it.
        VERIFIED,
        FAILED
    }
}
