package dev.lacuna.repair.rewind;

import dev.lacuna.model.GroupMove;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.repair.Hazard;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a rewind or its roll-back did, partition by partition, as it was read back. Of a dry run: what it would do.
///
/// @param rollBack whether it went back to where the group stood before the plan was run
/// @param snapshot where the positions before lie, or would
/// @param notes what else is worth a word
/// @param counts by partition how many committed events its move passes over, exactly; missing where only the positions
///     are known, which are an upper bound
public record RewindReport(
        String planId,
        String group,
        boolean dryRun,
        boolean rollBack,
        List<Row> rows,
        Path snapshot,
        List<Hazard> hazards,
        List<String> notes,
        Map<PartitionRef, Long> counts) {

    public RewindReport {
        rows = List.copyOf(rows);
        hazards = List.copyOf(hazards);
        notes = List.copyOf(notes);
        counts = Map.copyOf(counts);
    }

    /// One whose events nobody has counted.
    public RewindReport(
            String planId,
            String group,
            boolean dryRun,
            boolean rollBack,
            List<Row> rows,
            Path snapshot,
            List<Hazard> hazards,
            List<String> notes) {
        this(planId, group, dryRun, rollBack, rows, snapshot, hazards, notes, Map.of());
    }

    /// One partition.
    ///
    /// @param move from where the group stood just before to where it is to stand
    /// @param reason why it was not set; else empty
    public record Row(PartitionRef partition, GroupMove move, Outcome outcome, String reason) {}

    /// What became of a partition.
    public enum Outcome {
        /// A dry run: it can be set.
        WOULD_SET,
        /// It was set, and read back as it should be.
        SET,
        /// There was nothing to do.
        THERE_ALREADY,
        /// The plan was run before, and the group has gone on or was set elsewhere since.
        DONE_BEFORE,
        /// The source refused it; the group stands where it stood.
        REFUSED,
        /// It was set, but reads otherwise, or could not be read back.
        UNPROVEN
    }

    RewindReport withCounts(Map<PartitionRef, Long> counted) {
        return new RewindReport(planId, group, dryRun, rollBack, rows, snapshot, hazards, notes, counted);
    }

    private long count(Outcome outcome) {
        return rows.stream().filter(row -> row.outcome() == outcome).count();
    }

    /// Whether each partition stands where it should (in a dry run: can be made to).
    public boolean isComplete() {
        return count(Outcome.REFUSED) + count(Outcome.UNPROVEN) == 0;
    }

    /// Whether there was nothing left to do.
    public boolean isNoOp() {
        return count(Outcome.THERE_ALREADY) + count(Outcome.DONE_BEFORE) == rows.size();
    }

    /// Whether something was written.
    public boolean hasWritten() {
        return !dryRun && count(Outcome.SET) + count(Outcome.UNPROVEN) > 0;
    }

    /// How many events are read once more by what this run did or would do.
    public EventCount again() {
        return rows.stream().filter(RewindReport::isChange).map(this::again).reduce(EventCount.NONE, EventCount::plus);
    }

    /// How many are never read, likewise.
    public EventCount skipped() {
        return rows.stream()
                .filter(RewindReport::isChange)
                .map(this::skipped)
                .reduce(EventCount.NONE, EventCount::plus);
    }

    /// How many events its move has read again.
    public EventCount again(Row row) {
        return EventCount.of(row.move().again(), counts.get(row.partition()));
    }

    /// How many events its move passes over unread.
    public EventCount skipped(Row row) {
        return EventCount.of(row.move().skipped(), counts.get(row.partition()));
    }

    static boolean isChange(Row row) {
        return row.outcome() == Outcome.WOULD_SET || row.outcome() == Outcome.SET;
    }

    /// A few sentences for people.
    public String summary() {
        String what = rollBack ? "roll back" : "set";
        if (isNoOp()) {
            return count(Outcome.DONE_BEFORE) > 0
                    ? "Nothing to do: this plan was run before, and group '" + group + "' stands elsewhere since."
                    : "Nothing to do: group '" + group + "' stands in " + allOf(rows.size()) + " where it is to"
                            + " stand.";
        }
        if (dryRun) {
            return "Would " + what + " group '" + group + "' in " + partitions(count(Outcome.WOULD_SET)) + ": "
                    + effect() + "; nothing was written.";
        }
        String done = (rollBack ? "Rolled back" : "Set") + " group '" + group + "' in " + partitions(count(Outcome.SET))
                + " and read it back: " + effect() + ".";
        if (isComplete()) {
            return done;
        }
        return done
                + (count(Outcome.REFUSED) == 0 ? "" : " Refused in " + partitions(count(Outcome.REFUSED)) + ".")
                + (count(Outcome.UNPROVEN) == 0 ? "" : " Not proven in " + partitions(count(Outcome.UNPROVEN)) + ".");
    }

    private String effect() {
        return EventCount.effect(again(), skipped());
    }

    /// "all 3 partitions"
    static String allOf(long count) {
        return count == 1 ? "its one partition" : "all " + count + " partitions";
    }

    static String partitions(long count) {
        return count == 1 ? "1 partition" : count + " partitions";
    }

    /// The first reason why a partition was not set.
    public Optional<String> firstReason() {
        return rows.stream()
                .map(Row::reason)
                .filter(reason -> !reason.isEmpty())
                .findFirst();
    }
}
