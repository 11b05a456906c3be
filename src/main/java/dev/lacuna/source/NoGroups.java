package dev.lacuna.source;

import dev.lacuna.model.GroupPosition;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamInfo;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The groups of a source that has none.
///
/// @param source what it is called
record NoGroups(String source) implements ConsumerGroups {

    @Override
    public boolean areKept() {
        return false;
    }

    @Override
    public List<GroupSummary> list() {
        return List.of();
    }

    @Override
    public GroupInfo describe(String group) throws SourceException {
        throw none(group);
    }

    @Override
    public Map<PartitionRef, GroupPosition> positions(String group) {
        return Map.of();
    }

    @Override
    public StreamGroups of(StreamInfo stream) {
        return new StreamGroups(List.of(), true);
    }

    @Override
    public Map<PartitionRef, SourceException> alter(String group, Map<PartitionRef, GroupPosition> positions)
            throws SourceException {
        throw none(group);
    }

    @Override
    public Map<PartitionRef, SourceException> delete(String group, Collection<PartitionRef> partitions)
            throws SourceException {
        throw none(group);
    }

    private SourceException none(String group) {
        return new SourceException(
                SourceException.Kind.UNSUPPORTED,
                source + " has no consumer groups, so there is no '" + group + "'. Groups are kept by a broker: use"
                        + " kafka://HOST:PORT.",
                false,
                null);
    }
}
