package dev.lacuna.investigation;

import dev.lacuna.journal.TaskKind;
import dev.lacuna.journal.TaskStart;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Choice;
import dev.lacuna.model.CopyForm;
import dev.lacuna.model.Depth;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.ReplayPlan.RepairedFinding;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.PlanIds;
import dev.lacuna.repair.replay.CopyListing;
import dev.lacuna.repair.replay.PartitionMapping;
import dev.lacuna.repair.replay.ReplayCheck;
import dev.lacuna.repair.replay.ReplayCheckResult;
import dev.lacuna.repair.replay.ReplayJob;
import dev.lacuna.repair.replay.ReplayMode;
import dev.lacuna.repair.replay.ReplayOptions;
import dev.lacuna.repair.replay.ReplayPlanner;
import dev.lacuna.repair.replay.ReplayProgress;
import dev.lacuna.repair.replay.ReplayRequest;
import dev.lacuna.repair.replay.ReplayRun;
import dev.lacuna.repair.replay.Ticks;
import dev.lacuna.sandbox.SandboxException;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// Plans, runs and verifies replays from an open source, to the same or to another.
final class Replays {

    /// Work with both sources of a replay open.
    private interface Work<R> {
        R run(ReplayJob job) throws PlanException, SourceException, TaskCancelledException;
    }

    private final StreamSource source;
    private final SourceSpec spec;
    private final Sources sources;
    private final Scans scans;
    private final Sampling sampling;
    private final WriteGate gate;
    private final TaskLog log;
    private final Clock clock;
    private final String toolVersion;

    Replays(
            StreamSource source,
            SourceSpec spec,
            Sources sources,
            Scans scans,
            Sampling sampling,
            TaskRunner runner,
            WriteGate gate,
            String toolVersion) {
        this.source = source;
        this.spec = spec;
        this.sources = sources;
        this.scans = scans;
        this.sampling = sampling;
        this.gate = gate;
        this.log = new TaskLog(runner, gate);
        this.clock = runner.clock();
        this.toolVersion = toolVersion;
    }

    ReplayPlan planRepair(
            StreamInfo stream,
            FieldSpec fields,
            List<Finding> findings,
            ReplaySource from,
            CopyForm form,
            TaskContext context)
            throws PlanException, SourceException, TaskCancelledException, InterruptedException {
        FieldSpec known = sampling.withFormat(fields, stream, context);
        var reading = new StreamReading(known, sampling.decoding());
        new StillMissing(source, stream, reading.fields()).require(findings, from, context);
        requireDecoded(reading);
        List<ReplayRequest.Range> ranges = new ArrayList<>();
        for (ReplaySource.Holding holding : from.holdings()) {
            PartitionRange range = holding.range();
            ranges.add(new ReplayRequest.Range(range.partition().number(), range.positions(), holding.found()));
        }
        List<RepairedFinding> repairs = findings.stream()
                .filter(finding -> finding.kind() == FindingKind.GAP_SEQUENCE)
                .map(Replays::repaired)
                .toList();
        // the numbers run per partition, so the copies belong into the partition that they are missing from
        var request = new ReplayRequest(
                source,
                from.stream().stream().name(),
                ranges,
                source,
                stream.stream().name(),
                new PartitionMapping.Kept(),
                known,
                reading,
                Choice.ALL,
                Optional.empty(),
                List::of,
                form,
                repairs);
        return planner().plan(request, context).plan();
    }

    /// What can't be read might be what is to be copied, or stand in the stream already.
    private static void requireDecoded(StreamReading reading) throws SourceException {
        if (!reading.unread().isEmpty()) {
            throw new SourceException(
                    SourceException.Kind.INTERRUPTED,
                    "Nothing was planned, because not all events can be read: " + reading.unread(),
                    true,
                    null);
        }
    }

    ReplayPlan planCopy(CopyRequest asked, TaskContext context)
            throws PlanException, SourceException, TaskCancelledException, InterruptedException {
        StreamInfo from = source.describe(asked.from());
        requireCluster(asked.wanted());
        FieldSpec fields = readsPayloads(asked) ? sampling.withFormat(asked.fields(), from, context) : asked.fields();
        var reading = new StreamReading(fields, sampling.decoding());
        var picking = new Picking(asked.wanted(), reading);
        var scope = CopyScope.of(from, asked, scans);
        boolean elsewhere = !asked.target().uri().equals(spec.uri());
        StreamSource written = elsewhere ? gate.open(asked.target(), sources) : source;
        try {
            var request = new ReplayRequest(
                    source,
                    asked.from(),
                    scope.ranges(),
                    written,
                    asked.to(),
                    asked.mapping(),
                    fields,
                    reading,
                    scope.choice(),
                    picking.predicate(),
                    picking::notes,
                    asked.form(),
                    List.of());
            return planner().plan(request, context).plan();
        } finally {
            if (elsewhere) {
                written.close();
            }
        }
    }

    /// Positions of another cluster mean other events, whatever their stream is called.
    private void requireCluster(WantedEvents wanted) throws PlanException {
        if (wanted instanceof WantedEvents.Positions listed) {
            for (String cluster : listed.clusters()) {
                if (!cluster.equals(source.info().id())) {
                    throw new PlanException(
                            PlanException.Kind.REQUEST,
                            "The list names events of the cluster " + cluster + ", but "
                                    + source.info().name() + " is the cluster "
                                    + source.info().id()
                                    + ": there its positions mean other events. Open the cluster that"
                                    + " the list is of.");
                }
            }
        }
    }

    private static boolean readsPayloads(CopyRequest asked) {
        return asked.choice().filter().isPresent()
                || asked.choice().notHeldBy().isPresent()
                || asked.wanted() instanceof WantedEvents.Ids;
    }

    Replay start(ReplayPlan plan, boolean execute, ReplayOptions options, SourceSpec target, Recipe recipe) {
        var progress = new ReplayProgress(plan, execute ? ReplayMode.EXECUTE : ReplayMode.DRY_RUN);
        var account = new RepairAccounts.Copying(progress);
        var run = new ReplayRun(clock, Ticks.system());
        String title = (execute ? "Replay to " : "Dry run to ") + plan.to().stream();
        TaskStart about = RepairAccounts.start(execute ? TaskKind.RUN : TaskKind.DRY_RUN, plan, recipe);
        return new Replay(
                log.start(title, about, account, (context, number) -> {
                    if (!execute) {
                        return with(plan, target, job -> run.run(job, options, progress, context));
                    }
                    gate.check(target, Set.of(), plan.to().sourceId());
                    return with(plan, target, job -> {
                        AdmittedWrite write = gate.admit(
                                job.target(), target, RepairAccounts.intent(number, plan, target, job.target()));
                        var open = new ReplayJob(plan, job.source(), write.target(), job.reading());
                        return account.noted(
                                write,
                                context,
                                () -> run.run(open, options, JournalLookBack.of(gate, plan), progress, context));
                    });
                }),
                progress);
    }

    /// Nothing is written to the target, which is only looked at.
    Rehearsal rehearse(
            ReplayPlan plan, SourceSpec target, ReplayOptions options, Rehearsals rehearsals, TaskContext context)
            throws PlanException, SourceException, TaskCancelledException, InterruptedException, SandboxException {
        boolean elsewhere = isElsewhere(plan, target);
        StreamSource looked = elsewhere ? gate.open(target, sources) : source;
        try {
            var reading = new StreamReading(plan.fields(), sampling.decoding());
            return rehearsals.run(new ReplayJob(plan, source, looked, reading), options, context);
        } finally {
            if (elsewhere) {
                looked.close();
            }
        }
    }

    /// Tells the journal of a plan that is being made.
    TaskHandle<ReplayPlan> planning(String title, String stream, SourceSpec target, TaskRunner.Work<ReplayPlan> work) {
        var about = new TaskStart(TaskKind.PLAN, spec.uri(), target.uri(), stream, "", Optional.empty());
        return log.start(title, about, new RepairAccounts.Planning(), (context, number) -> work.run(context));
    }

    TaskHandle<Verification> verifying(ReplayPlan plan, SourceSpec target, CopyListing listing, Recipe recipe) {
        return log.start(
                "Verify " + plan.to().stream(),
                RepairAccounts.start(TaskKind.VERIFY, plan, recipe),
                new RepairAccounts.Checking(),
                (context, number) -> verify(plan, target, listing, context));
    }

    /// The copies are checked one by one; then the stream that was repaired is scanned as it was when the findings were
    /// made; what has all its numbers is closed.
    private Verification verify(ReplayPlan plan, SourceSpec target, CopyListing listing, TaskContext context)
            throws PlanException, SourceException, TaskCancelledException, InterruptedException {
        ReplayCheckResult copies = with(plan, target, job -> ReplayCheck.check(job, listing, context));
        if (plan.repairs().isEmpty()) {
            return new Verification(plan, copies, List.of(), List.of(), null);
        }
        Set<Integer> partitions =
                plan.repairs().stream().map(RepairedFinding::partition).collect(Collectors.toSet());
        var numbers = new SeenNumbers(plan.repairs());
        Scan rescan = scans.runWithin(
                new ScanRequest(plan.to().stream(), partitions, Bounds.ALL, Depth.RECORDS, plan.fields()),
                numbers,
                context);
        List<Finding> seen = rescan.findings().all();
        List<String> closed = new ArrayList<>();
        List<Finding> open = new ArrayList<>();
        for (RepairedFinding repaired : plan.repairs()) {
            List<Finding> still =
                    seen.stream().filter(finding -> isStill(finding, repaired)).toList();
            if (still.isEmpty() && rescan.isComplete() && numbers.sawAll(repaired)) {
                closed.add(repaired.id());
            } else {
                open.addAll(still.isEmpty() ? List.of(unproven(repaired, rescan)) : still);
            }
        }
        return new Verification(plan, copies, closed, open, rescan);
    }

    private <R> R with(ReplayPlan plan, SourceSpec target, Work<R> work)
            throws PlanException, SourceException, TaskCancelledException {
        boolean elsewhere = isElsewhere(plan, target);
        StreamSource written = elsewhere ? gate.open(target, sources) : source;
        try {
            return work.run(
                    new ReplayJob(plan, source, written, new StreamReading(plan.fields(), sampling.decoding())));
        } finally {
            if (elsewhere) {
                written.close();
            }
        }
    }

    private boolean isElsewhere(ReplayPlan plan, SourceSpec target) {
        return !plan.to().uri().equals(plan.from().uri())
                || !target.properties().equals(spec.properties())
                || target.readOnly() != spec.readOnly();
    }

    private ReplayPlanner planner() {
        return new ReplayPlanner(clock, new PlanIds(), toolVersion);
    }

    private static RepairedFinding repaired(Finding finding) {
        Long first = finding.evidence().number("sequence_from");
        Long last = finding.evidence().number("sequence_to");
        List<SequenceRange> missing =
                first == null || last == null ? List.of() : List.of(new SequenceRange(first, last));
        return new RepairedFinding(
                finding.id(), finding.kind(), finding.partition().number(), missing);
    }

    /// What to tell of a finding that no rule names any more, though its numbers were not all seen.
    private static Finding unproven(RepairedFinding repaired, Scan rescan) {
        PartitionRange looked = rescan.ranges().stream()
                .filter(range -> range.partition().number() == repaired.partition())
                .findFirst()
                .orElseThrow();
        long millis = rescan.at().toEpochMilli();
        return Finding.of(
                looked.partition(),
                repaired.kind(),
                Severity.MAJOR,
                Verdict.UNDECIDED,
                Cause.NOT_EVALUATED,
                looked.positions(),
                OptionalLong.empty(),
                Basis.NONE,
                new TimeSpan(millis, millis),
                new Explanation(
                        "a repair that could not be proven",
                        "The re-scan of " + looked + " did not see all that finding " + repaired.id()
                                + " misses, yet no "
                                + "rule names it any more: the place may not be kept any longer, or not all was read.",
                        "Look in the target for what was copied; scan again if the scan was cut short."),
                Evidence.of("finding", repaired.id()).build(),
                repaired.id());
    }

    /// Whether a finding of the re-scan names something that was to be repaired.
    private static boolean isStill(Finding finding, RepairedFinding repaired) {
        if (finding.kind() != repaired.kind()
                || finding.partition().number() != repaired.partition()
                || finding.verdict() == Verdict.BENIGN) {
            return false;
        }
        return repaired(finding).missing().stream()
                .anyMatch(range -> repaired.missing().stream().anyMatch(range::overlaps));
    }
}
