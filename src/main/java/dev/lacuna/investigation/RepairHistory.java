package dev.lacuna.investigation;

import dev.lacuna.journal.AuditEntry;
import dev.lacuna.journal.AuditRecord;
import dev.lacuna.journal.Journal;
import dev.lacuna.journal.JournalException;
import dev.lacuna.journal.JournalTask;
import dev.lacuna.journal.KeptPlan;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.PlanFile;
import dev.lacuna.report.session.SavedRepair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was done to streams of a source, as far as the journal of this machine knows: plans, runs and checks with
/// exact counts, for a session or a report.
public final class RepairHistory {

    private static final int MOST_LOOKED_AT = 2_000;
    private static final int MOST = 200;

    private RepairHistory() {}

    /// Oldest first. Blocks.
    public static List<SavedRepair> of(Journal journal, String source, Set<String> streams) throws JournalException {
        List<JournalTask> concerned = new ArrayList<>();
        Map<Long, Optional<KeptPlan>> plans = new HashMap<>();
        for (JournalTask task : journal.tasks(MOST_LOOKED_AT)) {
            if (concerned.size() == MOST) {
                break;
            }
            if (task.source().equals(source) || task.target().equals(source)) {
                Optional<KeptPlan> plan = journal.planOf(task.id());
                if (streams.contains(task.subject()) || plan.isPresent() && touches(plan.get(), streams)) {
                    concerned.add(task);
                    plans.put(task.id(), plan);
                }
            }
        }
        Map<Long, AuditRecord> audited = concerned.isEmpty() ? Map.of() : audited(journal);
        List<SavedRepair> repairs = new ArrayList<>();
        for (JournalTask task : concerned) {
            repairs.add(saved(
                    task,
                    plans.getOrDefault(task.id(), Optional.empty()),
                    Optional.ofNullable(audited.get(task.id()))));
        }
        Collections.reverse(repairs); // the journal tells the newest first
        return repairs;
    }

    private static boolean touches(KeptPlan kept, Set<String> streams) {
        try {
            return switch (PlanFile.parseAny(kept.json(), "the journal")) {
                case ReplayPlan replay ->
                    streams.contains(replay.to().stream()) || streams.contains(replay.from().stream());
                case RewindPlan rewind -> rewind.parts().stream().anyMatch(part -> streams.contains(part.stream()));
            };
        } catch (PlanException e) {
            return false; // of another version: what it was about can't be told
        }
    }

    /// What the audit trail says last of each task.
    private static Map<Long, AuditRecord> audited(Journal journal) throws JournalException {
        Map<Long, AuditRecord> last = new HashMap<>();
        for (AuditEntry entry : journal.trail()) {
            entry.said().map(AuditEntry.Said::record).ifPresent(record -> last.put(record.task(), record));
        }
        return last;
    }

    private static SavedRepair saved(JournalTask task, Optional<KeptPlan> plan, Optional<AuditRecord> audited) {
        return new SavedRepair(
                task.id(),
                task.kind().id(),
                task.stateId(),
                task.planId(),
                task.planHash(),
                plan.map(KeptPlan::json).orElse(""),
                task.subject(),
                task.source(),
                task.target(),
                task.command(),
                task.worker().name(),
                task.toolVersion(),
                task.started(),
                task.ended(),
                task.counts(),
                audited.map(AuditRecord::positions)
                        .<Map<String, String>>map(HashMap::new)
                        .orElse(Map.of()),
                audited.map(AuditRecord::confirmed).orElse(""),
                task.message());
    }
}
