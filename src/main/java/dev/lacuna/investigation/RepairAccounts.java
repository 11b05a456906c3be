package dev.lacuna.investigation;

import dev.lacuna.detect.Phrases;
import dev.lacuna.journal.AuditRecord;
import dev.lacuna.journal.KeptPlan;
import dev.lacuna.journal.KeptState;
import dev.lacuna.journal.TaskKind;
import dev.lacuna.journal.TaskStart;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.PlanFile;
import dev.lacuna.repair.replay.ReplayCheckResult;
import dev.lacuna.repair.replay.ReplayProgress;
import dev.lacuna.repair.replay.ReplayReport;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/// What the journal is told of replays: positions and counts, never what stands in an event.
final class RepairAccounts {

    private RepairAccounts() {}

    static KeptPlan kept(ReplayPlan plan, String file) {
        return new KeptPlan(plan.id(), "replay", PlanFile.text(plan), file);
    }

    static TaskStart start(TaskKind kind, ReplayPlan plan, Recipe recipe) {
        return new TaskStart(
                kind,
                plan.from().uri(),
                plan.to().uri(),
                plan.to().stream(),
                recipe.command(),
                Optional.of(kept(plan, recipe.planFile())));
    }

    static AuditRecord intent(long task, ReplayPlan plan, SourceSpec target, StreamSource open) {
        return new AuditRecord(
                AuditRecord.Moment.BEGUN,
                TaskKind.RUN,
                task,
                plan.id(),
                kept(plan, "").hash(),
                target.uri(),
                open.info().id(),
                plan.to().stream(),
                target.access().confirmed(),
                "",
                new TreeMap<>(Map.of("planned", plan.events())),
                new TreeMap<>());
    }

    /// For each partition of the target the positions within which the copies stand.
    static Map<String, String> positions(ReplayPlan plan, ReplayReport report) {
        Map<String, String> positions = new TreeMap<>();
        report.within()
                .forEach((partition, range) ->
                        positions.put(plan.to().stream() + "/" + partition, range.from() + ".." + range.to()));
        return positions;
    }

    static Map<String, Long> counts(ReplayReport report) {
        return Map.of(
                "planned",
                report.planned(),
                report.dryRun() ? "to_write" : "written",
                report.written(),
                "already_there",
                report.alreadyThere(),
                "set_aside",
                report.setAside());
    }

    /// Of a plan that is made.
    static final class Planning implements TaskAccount<ReplayPlan> {

        private final AtomicReference<Map<String, Long>> counts = new AtomicReference<>(Map.of());

        @Override
        public Map<String, Long> counts() {
            return counts.get();
        }

        @Override
        public String message(ReplayPlan plan) {
            return "Planned to copy " + Phrases.count(plan.events(), "event") + " to " + plan.to().stream() + ".";
        }

        @Override
        public Optional<KeptPlan> planned(ReplayPlan plan) {
            counts.set(Map.of("planned", plan.events()));
            return Optional.of(kept(plan, ""));
        }
    }

    /// What writes copies.
    interface Copy {
        ReplayReport run() throws PlanException, SourceException, TaskCancelledException;
    }

    /// Of a run or a dry run.
    record Copying(ReplayProgress progress) implements TaskAccount<ReplayReport> {

        @Override
        public Map<String, Long> counts() {
            return RepairAccounts.counts(progress.report());
        }

        /// Runs what writes, and notes in the audit trail how it ended, whatever way that is.
        ReplayReport noted(AdmittedWrite write, TaskContext context, Copy copy)
                throws PlanException, SourceException, TaskCancelledException {
            String outcome = KeptState.FAILED.id();
            try {
                ReplayReport report = copy.run();
                outcome = ended(report).id();
                return report;
            } catch (TaskCancelledException e) {
                outcome = KeptState.CANCELLED.id();
                throw e;
            } finally {
                ReplayReport report = progress.report();
                String how = context.isCancelled() && !report.isComplete() ? KeptState.CANCELLED.id() : outcome;
                write.end(how, counts(), positions(progress.plan(), report));
            }
        }

        @Override
        public KeptState ended(ReplayReport report) {
            return report.isComplete() ? KeptState.DONE : KeptState.PARTIAL;
        }

        @Override
        public String message(ReplayReport report) {
            List<String> agreed = report.dryRun() ? List.of() : blocking(report);
            return report.summary() + (agreed.isEmpty() ? "" : " Agreed to: " + String.join("; ", agreed) + ".");
        }

        /// What would have kept it from running, had nobody agreed to it.
        private static List<String> blocking(ReplayReport report) {
            return report.hazards().stream()
                    .filter(Hazard::isBlocking)
                    .map(Hazard::title)
                    .toList();
        }
    }

    /// Of a verification.
    static final class Checking implements TaskAccount<Verification> {

        private final AtomicReference<Map<String, Long>> counts = new AtomicReference<>(Map.of());

        @Override
        public Map<String, Long> counts() {
            return counts.get();
        }

        @Override
        public String message(Verification seen) {
            ReplayCheckResult copies = seen.copies();
            SortedMap<String, Long> found = new TreeMap<>();
            found.put("planned", copies.planned());
            found.put("found", copies.found());
            found.put("missing", copies.missing());
            found.put("doubled", copies.doubled());
            found.put("altered", copies.altered());
            found.put("closed", (long) seen.closed().size());
            counts.set(found);
            int open = seen.plan().repairs().size() - seen.closed().size();
            return copies.summary() + (open == 0 ? "" : " Findings still open: " + open + ".");
        }
    }
}
