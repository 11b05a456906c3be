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
/// the position was forgotten is dropped: the group is gone since, or begins anew, or the stream was another one.
public final class CommitCollector implements ReadHandler {

    private final StreamRef stream;
    private final List<GroupCommit> commits;

    private final Vacancies vacancies = new Vacancies();

    // how many commits had been gathered when a position was forgotten
    private final Map<GroupAt, Integer> forgotten = new HashMap<>();

    /// @param stream only commits on it
    /// @param commits receives them in the order of reading; complete when every range has ended
    public CommitCollector(StreamRef stream, List<GroupCommit> commits) {
        this.stream = stream;
        this.commits = commits;
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
            OffsetCommitCodec.read(event, stream)
                    .ifPresent(commit -> commits.add(vacancies.judged(event.partition(), commit)));
            OffsetCommitCodec.forgotten(event, stream).ifPresent(at -> forgotten.put(at, commits.size()));
        }
    }

    @Override
    public void ended(PartitionRef partition, Position reached, EndReason reason) {
        Set<GroupCommit> memberless = vacancies.ended(partition, reached, reason);
        if (!memberless.isEmpty()) {
            commits.replaceAll(commit -> memberless.contains(commit) ? commit.withoutMembers() : commit);
        }
        if (forgotten.isEmpty()) {
            return;
        }
        List<GroupCommit> kept = new ArrayList<>();
        for (int i = 0; i < commits.size(); i++) {
            GroupCommit commit = commits.get(i);
            if (i >= forgotten.getOrDefault(new GroupAt(commit.group(), commit.partition()), 0)) {
                kept.add(commit);
            }
        }
        forgotten.clear();
        commits.clear();
        commits.addAll(kept);
    }
}
