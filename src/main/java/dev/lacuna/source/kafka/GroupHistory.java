package dev.lacuna.source.kafka;

import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamRef;
import dev.lacuna.source.GroupTail;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import dev.lacuna.source.StreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How consumer groups moved, read from `__consumer_offsets`: an ordinary topic, in which a group's commits stand
/// in one partition in their order, until compaction leaves only the last. Only the partitions of groups that have a
/// position in the stream are read, where those can be known.
final class GroupHistory {

    static final String TOPIC = "__consumer_offsets";

    private static final Duration POLL = Duration.ofSeconds(1);

    /// Opens a reader over ranges of this source.
    @FunctionalInterface
    interface Opener {
        StreamReader open(ReadRequest request) throws SourceException;
    }

    private final TopicLookup topics;
    private final OffsetLookup offsets;
    private final GroupPlaces places;
    private final Opener opener;

    GroupHistory(TopicLookup topics, OffsetLookup offsets, GroupPlaces places, Opener opener) {
        this.topics = topics;
        this.offsets = offsets;
        this.places = places;
        this.opener = opener;
    }

    List<GroupCommit> of(StreamRef stream) throws SourceException {
        return new CommitTail(this, stream, PartitionInfo::end).readOn();
    }

    /// What stands behind an open transaction, as exactly-once applications make them, waits until that is decided.
    GroupTail tail(StreamRef stream) {
        return new CommitTail(this, stream, PartitionInfo::lastStable);
    }

    /// Where the partitions stand that hold commits on the stream.
    ///
    /// @param too partitions that are wanted in any case: a group that is gone since has left its end there
    List<PartitionInfo> places(StreamRef stream, Set<PartitionRef> too) throws SourceException {
        try {
            List<PartitionRef> all = topics.partitions(topics.topic(TOPIC));
            Optional<Set<Integer>> known = places.of(stream, all.size());
            List<PartitionRef> wanted = all.stream()
                    .filter(partition ->
                            known.isEmpty() || known.get().contains(partition.number()) || too.contains(partition))
                    .toList();
            return offsets.standOf(wanted).await();
        } catch (SourceException e) {
            if (e.kind() == Kind.UNKNOWN_STREAM) {
                return List.of(); // no group has committed anything yet
            }
            throw e;
        }
    }

    void read(Map<PartitionRef, PositionRange> ranges, ReadHandler handler) throws SourceException {
        List<PartitionRange> wanted = new ArrayList<>();
        ranges.forEach((partition, positions) -> {
            if (!positions.isEmpty()) {
                wanted.add(new PartitionRange(partition, positions));
            }
        });
        if (wanted.isEmpty()) {
            return;
        }
        try (StreamReader reader = opener.open(new ReadRequest(wanted, true))) {
            while (reader.poll(POLL, handler)) {
                // until every range has ended
            }
        }
    }

    /// From where the rest of a partition is to be read.
    static Position from(PartitionInfo info, Map<PartitionRef, Position> read) {
        return Position.max(info.start(), read.getOrDefault(info.partition(), info.start()));
    }
}
