package dev.lacuna.repair.rewind;

import dev.lacuna.detect.Phrases;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a look at a group shows of a plan.
///
/// @param active whether the group has members now
/// @param notes what else is worth a word
public record RewindCheckResult(String planId, String group, boolean active, List<Row> rows, List<String> notes) {

    public RewindCheckResult {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /// One partition.
    ///
    /// @param planned where the plan was to set it
    /// @param now where the group stands; empty where it has no position
    public record Row(PartitionRef partition, Position planned, Optional<Position> now, State state) {

        /// How many positions the group has gone on since it was set.
        public long readOn() {
            return state == State.READ_ON && now.isPresent() ? now.get().asOffset() - planned.asOffset() : 0;
        }
    }

    /// How a partition stands to the plan.
    public enum State {
        /// The group stands where it was set.
        AS_PLANNED,
        /// It was set, and has read on since.
        READ_ON,
        /// It stands where it stood before, or behind that, and nothing shows that it was ever set.
        NOT_SET,
        /// It stands before where it was set: somebody has set it again.
        SET_ELSEWHERE,
        /// It has no position.
        GONE,
        /// It was set, and was rolled back after that.
        ROLLED_BACK
    }

    /// The same with more that is worth a word.
    public RewindCheckResult noting(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new RewindCheckResult(planId, group, active, rows, all);
    }

    /// Whether the group was set as planned everywhere, wherever it has read to since.
    public boolean isOk() {
        return rows.stream().allMatch(row -> row.state() == State.AS_PLANNED || row.state() == State.READ_ON);
    }

    private long count(State state) {
        return rows.stream().filter(row -> row.state() == state).count();
    }

    /// A sentence for people.
    public String summary() {
        if (isOk()) {
            long on = rows.stream().mapToLong(Row::readOn).sum();
            return "Verified: group '" + group + "' was set as planned in "
                    + RewindReport.allOf(rows.size())
                    + (on == 0
                            ? ", and stands there."
                            : String.format(
                                    Locale.ROOT,
                                    ", and has gone on by %s in %d of them since.",
                                    Phrases.count(on, "position"),
                                    count(State.READ_ON)));
        }
        long back = count(State.ROLLED_BACK);
        if (back == rows.size()) {
            return "Taken back: group '" + group + "' was rolled back in " + RewindReport.allOf(rows.size())
                    + " after this plan was run.";
        }
        return "Not as planned: of " + RewindReport.partitions(rows.size()) + " of group '" + group
                + "', not set, as far as can be seen: " + count(State.NOT_SET) + ", set elsewhere: "
                + count(State.SET_ELSEWHERE) + ", without a position: " + count(State.GONE)
                + (back == 0 ? "." : ", rolled back: " + back + ".");
    }
}
