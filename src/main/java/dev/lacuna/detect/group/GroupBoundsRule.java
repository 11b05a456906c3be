package dev.lacuna.detect.group;

import dev.lacuna.model.Finding;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Consumer groups that stand outside of what the log holds, by the last position each has committed. A pure
/// function.
///
/// - *Below the log's start*: retention or DeleteRecords took what the group had not read. That is a loss, for
///   that group; it is suspect where the group has not committed anything for so long that Kafka would have
///   forgotten it, so that nobody may miss the events, where the stream is compacted, so that newer ones may
///   stand for them, and where it is a single position, which may have been a transaction's marker. In a
///   partition with transactions up to a thousand may have been markers and records of aborted ones.
/// - *Beyond the log's end*: the log was cut off, the stream was made anew, or someone set the position; which
///   of them can't be told.
///
/// The stream must be described after the history was read: a log grows, and groups follow it.
///
/// @param recent how long after its last commit a group still counts as alive; the default is how long Kafka
///     keeps the positions of a group without members (`offsets.retention.minutes`)
public record GroupBoundsRule(Duration recent) {

    public GroupBoundsRule() {
        this(Duration.ofDays(7));
    }

    /// @param commits of any groups on any partitions of the stream, in whatever order
    public List<Finding> find(StreamInfo stream, List<GroupCommit> commits, long nowMillis) {
        return find(stream, commits, nowMillis, Set.of());
    }

    /// @param transactional partitions in which transactions were seen
    public List<Finding> find(
            StreamInfo stream, List<GroupCommit> commits, long nowMillis, Set<PartitionRef> transactional) {
        List<Finding> findings = new ArrayList<>();
        for (CommitTrail trail : CommitTrail.of(stream, commits)) {
            var texts = new BoundsTexts(trail, findings::add);
            GroupCommit last = trail.last();
            if (last.next().isBefore(trail.info().start())) {
                boolean alive = nowMillis - trail.lastAliveMillis() <= recent.toMillis();
                texts.belowStart(
                        alive,
                        stream.compaction(),
                        transactional.contains(trail.info().partition()));
            } else if (trail.info().end().isBefore(last.next())) {
                texts.beyondEnd();
            }
        }
        return findings;
    }
}
