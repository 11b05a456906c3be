package dev.lacuna.investigation;

import java.util.Optional;
import java.util.Set;

/// Which events of a dead-letter stream are meant.
///
/// @param partitions only these; empty means all
/// @param filter only events of which this is true, in CEL
public record DeadLetterScope(Set<Integer> partitions, Bounds bounds, Optional<String> filter) {

    public static final DeadLetterScope ALL = new DeadLetterScope(Set.of(), Bounds.ALL, Optional.empty());

    public DeadLetterScope {
        partitions = Set.copyOf(partitions);
    }

    /// The same events, but only those of which a filter is true.
    public DeadLetterScope where(String expression) {
        String said = expression.strip();
        return new DeadLetterScope(partitions, bounds, Optional.of(said).filter(text -> !text.isEmpty()));
    }
}
