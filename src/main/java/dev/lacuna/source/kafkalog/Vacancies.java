package dev.lacuna.source.kafkalog;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.source.ReadHandler.EndReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The commits that were made while a group had no members, as far as that can be known in a log that was compacted.
///
/// The record by which a member of the newer protocol joined is removed once the same member has a later one. So where
/// something is missing in front of a commit, a group that looks empty may have had that member all the same. It had
/// none if nothing is missing behind the commit either (the later record would be there), and no record behind it tells
/// of a member that was not known.
final class Vacancies {

    private record Doubt(PartitionRef log, GroupCommit commit) {}

    private final GroupMembers members = new GroupMembers();
    private final Map<PartitionRef, Position> expected = new HashMap<>();
    private final Set<PartitionRef> holed = new HashSet<>();
    private final List<Doubt> doubts = new ArrayList<>();

    void saw(Batch batch) {
        reach(batch.partition(), batch.first());
        if (batch.control()) {
            expected.put(batch.partition(), batch.last().next()); // its record is none that is handed out
        }
    }

    /// @param counts whether it is no record of a transaction that was aborted
    void saw(Event event, boolean counts) {
        reach(event.partition(), event.position());
        expected.put(event.partition(), event.position().next());
        if (counts) {
            String joined = members.saw(event);
            if (joined != null) {
                doubts.removeIf(doubt -> doubt.commit().group().equals(joined));
            }
        }
    }

    /// The commit as far as is known so far.
    ///
    /// @param log in which it stands
    GroupCommit judged(PartitionRef log, GroupCommit commit) {
        if (!members.isEmpty(commit.group())) {
            return commit;
        }
        if (!holed.contains(log) || !members.isOfSingleMembers(commit.group())) {
            return commit.withoutMembers();
        }
        doubts.add(new Doubt(log, commit));
        return commit;
    }

    /// The very commits that turn out to have been made without members, now that a log is read to its end.
    Set<GroupCommit> ended(PartitionRef log, Position end, EndReason reason) {
        reach(log, end);
        Set<GroupCommit> proven = Collections.newSetFromMap(new IdentityHashMap<>());
        if (reason == EndReason.COMPLETE) {
            doubts.stream().filter(doubt -> doubt.log().equals(log)).forEach(doubt -> proven.add(doubt.commit()));
        }
        doubts.removeIf(doubt -> doubt.log().equals(log));
        return proven;
    }

    private void reach(PartitionRef log, Position position) {
        Position next = expected.getOrDefault(log, Position.offset(0));
        if (next.isBefore(position)) {
            holed.add(log);
            doubts.removeIf(doubt -> doubt.log().equals(log));
        }
        expected.put(log, position);
    }
}
