package dev.lacuna.source.kafka;

import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamRef;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import dev.lacuna.source.StreamReader;
import dev.lacuna.source.kafkalog.CommitCollector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
        List<PartitionRange> ranges;
        try {
            List<PartitionRef> all = topics.partitions(topics.topic(TOPIC));
            Optional<Set<Integer>> known = places.of(stream, all.size());
            List<PartitionRef> wanted = all.stream()
                    .filter(partition -> known.isEmpty() || known.get().contains(partition.number()))
                    .toList();
            ranges = offsets.standOf(wanted).await().stream()
                    .map(partition -> new PartitionRange(partition.partition(), partition.range()))
                    .toList();
        } catch (SourceException e) {
            if (e.kind() == Kind.UNKNOWN_STREAM) {
                return List.of(); // no group has committed anything yet
            }
            throw e;
        }
        var commits = new ArrayList<GroupCommit>();
        try (StreamReader reader = opener.open(new ReadRequest(ranges, true))) {
            var collector = new CommitCollector(stream, commits);
            while (reader.poll(POLL, collector)) {
                // until every range has ended
            }
        }
        // stable: the commits of one group stay in the order of the log
        commits.sort(Comparator.comparing(GroupCommit::group).thenComparing(GroupCommit::partition));
        return commits;
    }
}
