package dev.lacuna.investigation;

import dev.lacuna.journal.JournalException;
import dev.lacuna.journal.KeptPlan;
import dev.lacuna.model.RepairPlan;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.RewindPlan;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the journal where files of plans lie.
final class PlanPlaces {

    private static final Logger LOG = LoggerFactory.getLogger(PlanPlaces.class);

    private PlanPlaces() {}

    /// That it can't be told is of no consequence.
    static void keep(WriteGate gate, RepairPlan plan, Path file) {
        String where = file.toAbsolutePath().toString();
        KeptPlan kept = switch (plan) {
            case ReplayPlan replay -> RepairAccounts.kept(replay, where);
            case RewindPlan rewind -> RewindAccounts.kept(rewind, where);
        };
        gate.journal().ifPresent(journal -> {
            try {
                journal.keep(kept);
            } catch (JournalException e) {
                LOG.warn("the journal was not told of a plan's file", e);
            }
        });
    }
}
