package dev.lacuna.source.kafkalog;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamRef;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.kafkalog.OffsetCommitCodec.GroupAt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gathers the commits of groups on one stream while `__consumer_offsets` is read. What was committed before
/// the position was forgotten is dropped: the group is gone since, or begins anew, or the stream was another one. Of
/// very many the oldest are, as the broker's own compaction drops them: those of who commits often first.
public final class CommitCollector implements ReadHandler {

    /// Far more than a picture shows, and little enough for a view that stays open for days.
    private static final int MOST = 1_000_000;

    private final StreamRef stream;
    private final List<GroupCommit> commits;
    private final int most;
    /// At how many the oldest are dropped next.
    private int limit;

    private final Vacancies vacancies = new Vacancies();

    // how many commits had been gathered when a position was forgotten
    private final Map<GroupAt, Integer> forgotten = new HashMap<>();

    /// @param stream only commits on it
    /// @param commits receives them in the order of reading; complete when every range has ended
    public CommitCollector(StreamRef stream, List<GroupCommit> commits) {
        this(stream, commits, MOST);
    }

    /// @param most how many are kept at most, or two for each group and partition where those are more
    CommitCollector(StreamRef stream, List<GroupCommit> commits, int most) {
        this.stream = stream;
        this.commits = commits;
        this.most = most;
        this.limit = most;
    }

    @Override
    public void batch(Batch batch) {
        vacancies.saw(batch);
    }

    @Override
    public void event(Batch batch, Event event) {
        // a commit inside a transaction (as exactly-once applications make them) counts when that commits
        boolean counts = batch.fate() == Fate.COMMITTED || batch.fate() == Fate.UNKNOWN;
        vacancies.saw(event, counts);
        if (counts) {
            OffsetCommitCodec.read(event, stream).ifPresent(commit -> add(vacancies.judged(event.partition(), commit)));
            OffsetCommitCodec.forgotten(event, stream).ifPresent(at -> forgotten.put(at, commits.size()));
        }
    }

    private void add(GroupCommit commit) {
        if (commits.size() >= limit) {
            dropForgotten();
            dropOldest(most / 2);
            limit = Math.max(most, 2 * commits.size());
        }
        commits.add(commit);
    }

    /// @param room how many are to be left at most
    private void dropOldest(int room) {
        Map<GroupAt, Integer> counts = new HashMap<>();
        commits.forEach(commit -> counts.merge(placeOf(commit), 1, Integer::sum));
        int[] sorted =
                counts.values().stream().mapToInt(Integer::intValue).sorted().toArray();
        int share = share(sorted, room);
        List<GroupCommit> kept = new ArrayList<>();
        for (GroupCommit commit : commits) {
            // how many of its group and partition are left from here on
            if (counts.merge(placeOf(commit), -1, Integer::sum) < share) {
                kept.add(commit);
            }
        }
        commits.clear();
        commits.addAll(kept);
    }

    /// How many each may keep so that all together keep no more than there is room for: who has fewer leaves the rest
    /// to the others. The last commit of each is kept in any case.
    private static int share(int[] sorted, int room) {
        long left = room;
        for (int i = 0; i < sorted.length; i++) {
            long each = left / (sorted.length - i);
            if (sorted[i] > each) {
                return (int) Math.max(1, each);
            }
            left -= sorted[i];
        }
        return Integer.MAX_VALUE;
    }

    private static GroupAt placeOf(GroupCommit commit) {
        return new GroupAt(commit.group(), commit.partition());
    }

    @Override
    public void ended(PartitionRef partition, Position reached, EndReason reason) {
        Set<GroupCommit> memberless = vacancies.ended(partition, reached, reason);
        if (!memberless.isEmpty()) {
            commits.replaceAll(commit -> memberless.contains(commit) ? commit.withoutMembers() : commit);
        }
        dropForgotten();
    }

    private void dropForgotten() {
        if (forgotten.isEmpty()) {
            return;
        }
        List<GroupCommit> kept = new ArrayList<>();
        for (int i = 0; i < commits.size(); i++) {
            GroupCommit commit = commits.get(i);
            if (i >= forgotten.getOrDefault(placeOf(commit), 0)) {
                kept.add(commit);
            }
        }
        forgotten.clear();
        commits.clear();
        commits.addAll(kept);
    }
}
