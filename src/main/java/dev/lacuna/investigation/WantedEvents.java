package dev.lacuna.investigation;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.PositionRange;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A list of events, by which those to be copied are picked.
public sealed interface WantedEvents {

    WantedEvents ALL = new All();

    /// Nobody has made one.
    record All() implements WantedEvents {}

    /// By what identifies them.
    record Ids(String extractor, Set<Bytes> ids) implements WantedEvents {
        public Ids {
            ids = Set.copyOf(ids);
        }
    }

    /// By where they stand: positions by partition.
    ///
    /// @param clusters ids of the clusters that the list names; empty where it names none
    record Positions(Map<Integer, TreeSet<Long>> offsets, Set<String> clusters) implements WantedEvents {

        public Positions {
            clusters = Set.copyOf(clusters);
        }

        /// From the first to the last position of a partition.
        PositionRange span(int partition) {
            TreeSet<Long> of = offsets.get(partition);
            return of == null || of.isEmpty()
                    ? PositionRange.offsets(0, 0)
                    : PositionRange.offsets(of.first(), of.last() + 1);
        }
    }

    /// By the stream that a dead-letter stream's headers name.
    ///
    /// @param redrives only those that were driven back less often
    record Home(String stream, long redrives) implements WantedEvents {}

    /// Those of a dead-letter stream that are not to be driven back: they were so often, or don't say from where.
    record Stranded(long redrives) implements WantedEvents {}
}
