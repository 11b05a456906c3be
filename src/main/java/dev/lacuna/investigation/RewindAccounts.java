package dev.lacuna.investigation;

import dev.lacuna.journal.AuditRecord;
import dev.lacuna.journal.KeptPlan;
import dev.lacuna.journal.KeptState;
import dev.lacuna.journal.TaskKind;
import dev.lacuna.journal.TaskStart;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.repair.PlanFile;
import dev.lacuna.repair.rewind.PlannedRewind;
import dev.lacuna.repair.rewind.RewindCheckResult;
import dev.lacuna.repair.rewind.RewindReport;
import dev.lacuna.repair.rewind.RewindReport.Outcome;
import dev.lacuna.source.SourceSpec;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/// What the journal is told of rewinds: which partitions of which group, from where to where.
final class RewindAccounts {

    private RewindAccounts() {}

    static KeptPlan kept(RewindPlan plan, String file) {
        return new KeptPlan(plan.id(), "rewind", PlanFile.text(plan), file);
    }

    static TaskStart start(TaskKind kind, RewindPlan plan, Recipe recipe) {
        return new TaskStart(
                kind,
                plan.uri(),
                plan.uri(),
                "group " + plan.group(),
                recipe.command(),
                Optional.of(kept(plan, recipe.planFile())));
    }

    static AuditRecord intent(TaskKind kind, long task, RewindPlan plan, SourceSpec target) {
        return new AuditRecord(
                AuditRecord.Moment.BEGUN,
                kind,
                task,
                plan.id(),
                kept(plan, "").hash(),
                target.uri(),
                plan.sourceId(),
                "group " + plan.group(),
                target.access().confirmed(),
                "",
                new TreeMap<>(Map.of("planned", (long) plan.parts().size())),
                new TreeMap<>());
    }

    private static Map<String, Long> counts(RewindReport report) {
        Map<String, Long> counts = new TreeMap<>();
        counts.put("planned", (long) report.rows().size());
        counts.put(report.dryRun() ? "to_write" : "written", count(report, Outcome.SET, Outcome.WOULD_SET));
        counts.put("already_there", count(report, Outcome.THERE_ALREADY, Outcome.DONE_BEFORE));
        counts.put("refused", count(report, Outcome.REFUSED, Outcome.REFUSED));
        counts.put("unproven", count(report, Outcome.UNPROVEN, Outcome.UNPROVEN));
        return counts;
    }

    private static long count(RewindReport report, Outcome one, Outcome other) {
        return report.rows().stream()
                .filter(row -> row.outcome() == one || row.outcome() == other)
                .count();
    }

    /// For each partition that was set, or may have been, where the group stood and where it stands.
    private static Map<String, String> positions(RewindReport report) {
        Map<String, String> positions = new TreeMap<>();
        for (RewindReport.Row row : report.rows()) {
            if (row.outcome() == Outcome.SET || row.outcome() == Outcome.UNPROVEN) {
                String from = row.move().from().map(Object::toString).orElse("none");
                String to = row.move().to().map(Object::toString).orElse("none");
                String partition =
                        row.partition().stream().name() + "/" + row.partition().number();
                positions.put(partition, from + " to " + to);
            }
        }
        return positions;
    }

    /// Of a plan that is made.
    static final class Planning implements TaskAccount<PlannedRewind> {

        private final AtomicReference<Map<String, Long>> counts = new AtomicReference<>(Map.of());

        @Override
        public Map<String, Long> counts() {
            return counts.get();
        }

        @Override
        public String message(PlannedRewind planned) {
            RewindPlan plan = planned.plan();
            return "Planned to set group '" + plan.group() + "' in "
                    + (plan.parts().size() == 1 ? "1 partition." : plan.parts().size() + " partitions.");
        }

        @Override
        public Optional<KeptPlan> planned(PlannedRewind planned) {
            counts.set(Map.of("planned", (long) planned.plan().parts().size()));
            return Optional.of(kept(planned.plan(), ""));
        }
    }

    /// Of a run, a dry run or a roll-back.
    static final class Setting implements TaskAccount<RewindReport> {

        private final AtomicReference<Map<String, Long>> counts = new AtomicReference<>(Map.of());

        /// What writes.
        interface Write {
            RewindReport run() throws Exception;
        }

        /// Runs what writes, and notes in the audit trail how it ended, whatever way that is.
        RewindReport noted(AdmittedWrite write, Write work) throws Exception {
            String outcome = KeptState.FAILED.id();
            Map<String, String> positions = Map.of();
            try {
                RewindReport report = work.run();
                outcome = ended(report).id();
                positions = positions(report);
                return report;
            } finally {
                write.end(outcome, counts(), positions);
            }
        }

        @Override
        public Map<String, Long> counts() {
            return counts.get();
        }

        @Override
        public KeptState ended(RewindReport report) {
            counts.set(RewindAccounts.counts(report));
            return report.isComplete() ? KeptState.DONE : KeptState.PARTIAL;
        }

        @Override
        public String message(RewindReport report) {
            return report.summary();
        }
    }

    /// Of a verification.
    static final class Checking implements TaskAccount<RewindCheckResult> {

        @Override
        public Map<String, Long> counts() {
            return Map.of();
        }

        @Override
        public String message(RewindCheckResult seen) {
            return seen.summary();
        }
    }
}
