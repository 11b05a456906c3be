package dev.lacuna.model;

import java.util.Set;

/// What the engineer has chosen: it *is* the scope of a repair. Timeline, tables and details derive from it.
public sealed interface Selection {

    /// Nothing.
    record None() implements Selection {}

    /// A span of time over some partitions.
    record Span(TimeSpan time, Set<PartitionRef> partitions) implements Selection {
        public Span {
            partitions = Set.copyOf(partitions);
        }
    }

    /// Single events, by position.
    record Events(Set<PartitionRange> ranges) implements Selection {
        public Events {
            ranges = Set.copyOf(ranges);
        }
    }

    /// Findings, by id.
    record Findings(Set<String> ids) implements Selection {
        public Findings {
            ids = Set.copyOf(ids);
        }
    }

    /// Whole partitions.
    record Partitions(Set<PartitionRef> partitions) implements Selection {
        public Partitions {
            partitions = Set.copyOf(partitions);
        }
    }
}
