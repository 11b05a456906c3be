package dev.lacuna.source;

import dev.lacuna.model.GroupPosition;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamInfo;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The consumer groups of a source: who reads on it, and from where they would go on. Callable from any thread; blocks.
public interface ConsumerGroups {

    /// Whether the source keeps groups at all; else the lists are empty because nobody could be in them.
    default boolean areKept() {
        return true;
    }

    /// All groups that may be seen, sorted by name.
    List<GroupSummary> list() throws SourceException;

    /// @throws SourceException UNKNOWN_GROUP with the names that come closest
    GroupInfo describe(String group) throws SourceException;

    /// Where the group has committed, in any stream, in order; empty for a group that is unknown, or whose sort keeps
    /// no such positions.
    Map<PartitionRef, GroupPosition> positions(String group) throws SourceException;

    /// The groups that have committed in the stream, or whose members read it now.
    StreamGroups of(StreamInfo stream) throws SourceException;

    /// Sets where the group goes on; partitions that aren't named stay as they are. A group without members takes it,
    /// and one that is unknown is made by it. It is not atomic.
    ///
    /// @return why partitions were refused; empty when all were set. After INTERRUPTED only a look tells.
    /// @throws SourceException READ_ONLY where it must not be written to, UNSUPPORTED where there are no groups
    Map<PartitionRef, SourceException> alter(String group, Map<PartitionRef, GroupPosition> positions)
            throws SourceException;

    /// Forgets where the group stands in the partitions, so that its members begin there as if they were new.
    ///
    /// @return as of [#alter]; a partition without a position is not refused
    Map<PartitionRef, SourceException> delete(String group, Collection<PartitionRef> partitions) throws SourceException;

    /// Those of a source that has no groups, as a folder of log files.
    ///
    /// @param source what it is called
    static ConsumerGroups none(String source) {
        return new NoGroups(source);
    }
}
