package dev.lacuna.source;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A place that holds event streams. Its look-ups may be called from any thread and block; readers and sinks belong to
/// the thread that uses them.
public interface StreamSource extends AutoCloseable {

    SourceInfo info();

    /// Every `HOST:PORT` by which it can be reached, as far as it says so itself: the same place has many addresses.
    default Set<String> addresses() {
        return Set.of();
    }

    /// Whether it can't be written to by nature, whoever opens it.
    default boolean isReadOnly() {
        return false;
    }

    /// Whether readers can wait at the end of a log for what comes.
    default boolean canFollow() {
        return false;
    }

    /// All streams, sorted by name, internal ones included and marked.
    List<StreamSummary> streams() throws SourceException;

    /// What can be told of streams without reading them, one after another as it becomes known. One that
    /// can't be looked at is told as such, and keeps none of the others from being told.
    default void glance(Collection<String> streams, GlanceHandler handler) throws SourceException {
        for (String stream : streams) {
            StreamGlance glance;
            try {
                StreamInfo info = describe(stream);
                List<PartitionRef> partitions =
                        info.partitions().stream().map(PartitionInfo::partition).toList();
                glance = StreamGlance.of(info, extents(partitions).values(), bytes(partitions));
            } catch (SourceException e) {
                glance = StreamGlance.unknown(stream, e);
            }
            if (!handler.at(glance)) {
                return;
            }
        }
    }

    /// How much room partitions take; empty where the source can't tell.
    default OptionalLong bytes(Collection<PartitionRef> partitions) throws SourceException {
        return OptionalLong.empty();
    }

    /// @throws SourceException UNKNOWN_STREAM with the names that come closest
    StreamInfo describe(String stream) throws SourceException;

    /// The id of a stream, which another one that is made by the same name doesn't have: what [StreamInfo#id()] says,
    /// for whoever asks often.
    ///
    /// @throws SourceException as [#describe(String)]
    default String identity(String stream) throws SourceException {
        return describe(stream).id();
    }

    /// For each partition the earliest position whose timestamp is at or after the time; its end position where none
    /// is.
    Map<PartitionRef, Position> positionsAt(Collection<PartitionRef> partitions, long millis) throws SourceException;

    /// The same for many moments, several of them under way at once: the density of a stream without reading it.
    ///
    /// @param moments epoch ms
    /// @param handler gets the answers as they come, in any order, on the calling thread
    default void positionsAt(Collection<PartitionRef> partitions, List<Long> moments, MomentHandler handler)
            throws SourceException {
        for (long moment : moments) {
            if (!handler.at(moment, positionsAt(partitions, moment))) {
                return;
            }
        }
    }

    /// From when to when the events of each partition reach: from the time of its first one to just past the latest
    /// time of all. A partition without events is left out.
    Map<PartitionRef, TimeSpan> extents(Collection<PartitionRef> partitions) throws SourceException;

    /// A reader over the ranges; nothing is read before its first poll.
    ///
    /// @throws SourceException UNSUPPORTED for a request that follows, where [#canFollow()] is false
    StreamReader open(ReadRequest request) throws SourceException;

    /// A transactional writer.
    ///
    /// @param writerId fences: a later sink with the same id makes the earlier one fail with FENCED
    /// @throws SourceException UNSUPPORTED where the source is read-only, by nature or by its profile
    EventSink openSink(String writerId) throws SourceException;

    /// Waits until every transaction that was open when it was called is decided, so that committed readers see
    /// everything below the positions it returns: the ends of the partitions when it was called.
    ///
    /// @throws SourceException INTERRUPTED, naming the partition, when one is still open after `limit`
    Map<PartitionRef, Position> awaitStable(Collection<PartitionRef> partitions, Duration limit) throws SourceException;

    /// The partition out of so many that the product's own producers choose by default for the key; -1 where
    /// they choose by something else.
    default int partitionFor(@Nullable Bytes key, int partitions) {
        return -1;
    }

    /// What is still known of how consumer groups moved on this stream, oldest first per group and partition; empty
    /// where the source keeps no such history.
    List<GroupCommit> groupHistory(StreamRef stream) throws SourceException;

    /// The same, to be read again and again while groups move.
    default GroupTail groupTail(StreamRef stream) {
        return () -> groupHistory(stream);
    }

    /// Its consumer groups; none where the source keeps none.
    default ConsumerGroups groups() {
        return ConsumerGroups.none(info().name());
    }

    /// On what terms a stream may be written to, for whoever asks before writing.
    ///
    /// @param writerId whom a sink would be opened as
    default WriteTerms writeTerms(String stream, String writerId) throws SourceException {
        return WriteTerms.UNKNOWN;
    }

    @Override
    void close();
}
