package dev.lacuna.investigation;

import dev.lacuna.model.GroupPosition;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.source.ConsumerGroups;
import dev.lacuna.source.GroupInfo;
import dev.lacuna.source.GroupSummary;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamGroups;
import dev.lacuna.task.Waits;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The consumer groups of a source behind the gate: to set them is a write.
///
/// @param gate called before each write
/// @param grace how long what is asked may go on when its task is cancelled
record GatedGroups(ConsumerGroups groups, Passage gate, Duration grace) implements ConsumerGroups {

    /// Lets a write pass, or refuses it.
    interface Passage {
        void pass() throws SourceException;
    }

    // What writes.

    @Override
    public Map<PartitionRef, SourceException> alter(String group, Map<PartitionRef, GroupPosition> positions)
            throws SourceException {
        gate.pass();
        return Waits.call(grace, () -> groups.alter(group, positions));
    }

    @Override
    public Map<PartitionRef, SourceException> delete(String group, Collection<PartitionRef> partitions)
            throws SourceException {
        gate.pass();
        return Waits.call(grace, () -> groups.delete(group, partitions));
    }

    // What reads.

    @Override
    public boolean areKept() {
        return groups.areKept();
    }

    @Override
    public List<GroupSummary> list() throws SourceException {
        return Waits.call(grace, () -> groups.list());
    }

    @Override
    public GroupInfo describe(String group) throws SourceException {
        return Waits.call(grace, () -> groups.describe(group));
    }

    @Override
    public Map<PartitionRef, GroupPosition> positions(String group) throws SourceException {
        return Waits.call(grace, () -> groups.positions(group));
    }

    @Override
    public StreamGroups of(StreamInfo stream) throws SourceException {
        return Waits.call(grace, () -> groups.of(stream));
    }
}
