package dev.lacuna.repair.replay;

import dev.lacuna.model.Compaction;
import dev.lacuna.model.ReplayPlan.Part;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.PlanRules;
import dev.lacuna.repair.replay.ReplayReport.Reason;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a plan so that each of its events ends up in the target exactly once, however often and wherever it is run and
/// whenever it is killed.
///
/// ```
/// guard -> (survey) -> preflight -> attempt: fence -> wait until decided -> look -> copy, commit, copy, commit ...
///                                      ^                                              |
///                                      '--- outcome unknown or connection lost -------'
/// ```
/// What stands in the target is the only memory: each attempt looks there before it writes.
public final class ReplayRun {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayRun.class);
    /// Where so many are refused, it is not the events that are wrong.
    private static final int MOST_SET_ASIDE = 1_000;

    private static final Duration FIRST_REST = Duration.ofMillis(500);

    private final Clock clock;
    private final Ticks ticks;

    public ReplayRun(Clock clock, Ticks ticks) {
        this.clock = clock;
        this.ticks = ticks;
    }

    /// Runs the plan, or in a [ReplayMode#DRY_RUN] only counts.
    ///
    /// @param progress made for this plan; tells the exact counts at any time, also after an exception
    /// @return also of a run that ended early, with the reason
    /// @throws PlanException when the plan is refused: nothing was written
    /// @throws SourceException when it failed before anything was written
    /// @throws TaskCancelledException the open transaction was taken back; `progress` knows what is committed
    public ReplayReport run(ReplayJob job, ReplayOptions options, ReplayProgress progress, TaskContext context)
            throws PlanException, SourceException, TaskCancelledException {
        return run(job, options, LookBack.NONE, progress, context);
    }

    /// The same, with what somebody remembers of earlier runs.
    public ReplayReport run(
            ReplayJob job, ReplayOptions options, LookBack lookBack, ReplayProgress progress, TaskContext context)
            throws PlanException, SourceException, TaskCancelledException {
        PlanRules.check(job.plan());
        PlanGuard.Streams streams;
        try {
            streams = PlanGuard.check(job);
        } catch (PlanException refusal) {
            if (refusal.kind() == PlanException.Kind.CHANGED && isDone(job, progress, context)) {
                return progress.report();
            }
            throw refusal;
        }
        boolean writes = progress.mode() == ReplayMode.EXECUTE;
        // where nobody tells, a cleaner may take copies: what it took must not be copied again
        boolean compacted = streams.to().compaction() != Compaction.OFF;
        // who only counts has time, and must not depend on anything
        var look = new TargetLook(job, compacted, writes ? lookBack : LookBack.NONE);
        try {
            if (progress.mode() == ReplayMode.DRY_RUN) {
                count(job, streams, look, progress, context);
            } else {
                checkFirst(job, streams, options, progress, context);
                execute(job, look, compacted, options, progress, context);
                CopyPlaces.tell(job, progress);
            }
        } catch (TaskCancelledException e) {
            progress.stop(Reason.CANCELLED, "It was cancelled. Run the plan again to copy the rest.", Optional.empty());
            if (writes) {
                CopyPlaces.tell(job, progress);
            }
            throw e;
        }
        return progress.report();
    }

    /// Whether a plan that is refused has nothing left to do: what its source doesn't keep any more was copied while it
    /// did. Then only counts are left of it.
    private static boolean isDone(ReplayJob job, ReplayProgress progress, TaskContext context)
            throws SourceException, TaskCancelledException {
        ReplayCheckResult seen;
        try {
            seen = ReplayCheck.check(job, context);
        } catch (PlanException e) {
            return false; // not only the source's beginning has gone
        }
        if (seen.gone() == 0 || !seen.isOkAsFarAsKept()) {
            return false;
        }
        List<Part> parts = job.plan().parts();
        for (int number = 0; number < parts.size(); number++) {
            Part part = parts.get(number);
            progress.settle(number, 0, part.events(), part.positions().to());
        }
        seen.notes().forEach(progress::note);
        CopyPlaces.tell(job, progress);
        return true;
    }

    private void count(
            ReplayJob job, PlanGuard.Streams streams, TargetLook look, ReplayProgress progress, TaskContext context)
            throws PlanException, SourceException, TaskCancelledException {
        try {
            look.advance(TargetCopies.stableEnds(job, streams.to()), context);
        } catch (ChangedLogException e) {
            throw changed(e);
        }
        SelectionFacts facts = Survey.read(job, context, (part, event) -> {
            boolean there = look.holds(part, event);
            progress.settle(part, there ? 0 : 1, there ? 1 : 0, event.position().next());
        });
        progress.facts(facts);
        progress.hazards(check(job, streams, facts));
        if (streams.to().partitions().stream().anyMatch(log -> log.lastStable().isBefore(log.end()))) {
            progress.note("Transactions are open in the target, maybe of an earlier run of this plan: what they hold is"
                    + " not counted as there.");
        }
        context.report(progress.snapshot());
    }

    private void checkFirst(
            ReplayJob job,
            PlanGuard.Streams streams,
            ReplayOptions options,
            ReplayProgress progress,
            TaskContext context)
            throws PlanException, SourceException, TaskCancelledException {
        boolean known = options.facts().isPresent() && !streams.from().compacted();
        SelectionFacts facts = known ? options.facts().orElseThrow() : Survey.read(job, context, (part, event) -> {});
        progress.facts(facts);
        List<Hazard> hazards = check(job, streams, facts);
        progress.hazards(hazards);
        Hazard.requireAgreement(hazards, options.acceptHazards());
    }

    private List<Hazard> check(ReplayJob job, PlanGuard.Streams streams, SelectionFacts facts) {
        return Preflight.check(
                job.plan(),
                streams.from(),
                streams.to(),
                facts,
                TargetTerms.of(job.target(), streams.to(), job.writerId()),
                clock.instant());
    }

    private void execute(
            ReplayJob job,
            TargetLook look,
            boolean compacted,
            ReplayOptions options,
            ReplayProgress progress,
            TaskContext context)
            throws PlanException, SourceException, TaskCancelledException {
        var state = new CopyState(progress);
        try {
            copy(job, look, state, compacted, options, progress, context);
        } catch (TaskCancelledException e) {
            if (state.isUncertain()) {
                progress.note("The target had not answered the last commit when this was cancelled: what that held may"
                        + " stand there, and is not counted here. The next run will look.");
            }
            throw e;
        }
    }

    private void copy(
            ReplayJob job,
            TargetLook look,
            CopyState state,
            boolean compacted,
            ReplayOptions options,
            ReplayProgress progress,
            TaskContext context)
            throws PlanException, SourceException, TaskCancelledException {
        var pace = new Pace(options.eventsPerSecond(), options.bytesPerSecond(), ticks);
        int failures = 0;
        while (true) {
            long before = progress.written();
            CopyAttempt attempt = null;
            try {
                attempt = new CopyAttempt(job, look, state, progress, options, ticks, pace, context);
                attempt.run();
                return;
            } catch (SourceException e) {
                failures = progress.written() > before ? 1 : failures + 1;
                if (isPoison(e, state, compacted) && progress.setAside() < MOST_SET_ASIDE) {
                    state.setAside(String.valueOf(e.getMessage()));
                    context.report(progress.snapshot());
                    failures = 0;
                    continue;
                }
                boolean givenUp = isGivenUp(e, attempt, state);
                boolean again =
                        givenUp || isolates(e, state) || (isWorthAnotherTry(e, state) && failures <= options.retries());
                if (!again) {
                    end(e, job, state, progress);
                    return;
                }
                if (givenUp || e.isRetriable()) {
                    state.allowance().failed(state.openBytes());
                }
                state.forgetOpen();
                if (!state.isIsolating()) {
                    LOG.info(
                            "replay {} tries again after failure {}: {}",
                            job.plan().id(),
                            failures,
                            e.getMessage());
                    context.report(again(e, failures, options.retries(), progress.snapshot()));
                    pace.rest(FIRST_REST.multipliedBy(1L << Math.min(failures - 1, 5)), context::checkpoint);
                }
            }
        }
    }

    /// A process that was stopped, and goes on when its transaction has timed out, is refused as one that another took
    /// over from. It takes over again, and looks: should another really have, that one ends, and nothing is written
    /// twice.
    private static boolean isGivenUp(SourceException e, @Nullable CopyAttempt attempt, CopyState state) {
        boolean givenUp = e.kind() == SourceException.Kind.FENCED && attempt != null && attempt.wasHeldUp();
        if (givenUp) {
            state.markUncertain();
        }
        return givenUp;
    }

    /// An outage can take minutes, in which people must see that it is one.
    private static ProgressSnapshot again(SourceException e, int failures, int retries, ProgressSnapshot so) {
        boolean gone = e.kind() == SourceException.Kind.UNKNOWN_STREAM;
        return new ProgressSnapshot(
                (gone ? "The target is gone, looking again (" : "Connection lost, trying again (") + failures + " of "
                        + retries + ")",
                so.done(),
                so.total(),
                so.unit(),
                so.parts(),
                so.note());
    }

    /// A target that refuses one event refuses the transaction; writing its events one by one shows which it is.
    private static boolean isolates(SourceException e, CopyState state) {
        if (e.kind() != SourceException.Kind.REJECTED || state.openEvents() <= 1) {
            return false;
        }
        state.isolate(state.openEvents());
        return true;
    }

    /// One event that the target refuses by itself is set aside, and the rest goes on. In a compacted target
    /// what stands behind a place tells that all before it was written, so there none may be passed over.
    private static boolean isPoison(SourceException e, CopyState state, boolean compacted) {
        return e.kind() == SourceException.Kind.REJECTED && state.openEvents() == 1 && !compacted;
    }

    private static boolean isWorthAnotherTry(SourceException e, CopyState state) {
        return switch (e.kind()) {
            case FENCED, REJECTED, OUT_OF_RANGE -> false;
            case INTERRUPTED -> state.isTouched();
            default -> state.isTouched() && e.isRetriable();
        };
    }

    private static void end(SourceException e, ReplayJob job, CopyState state, ReplayProgress progress)
            throws PlanException, SourceException {
        String message = String.valueOf(e.getMessage());
        switch (e.kind()) {
            case FENCED ->
                progress.stop(
                        Reason.FENCED,
                        "Another run of this plan took over (or this one was held up for so long that the target gave it"
                                + " up)."
                                + (state.isUncertain()
                                        ? " What its last transaction held may stand there all the same, and is not"
                                                + " counted here."
                                        : "")
                                + " Let the other end, then run the plan again to see that nothing is left.",
                        Optional.empty());
            case REJECTED -> {
                Optional<String> poison = state.openEvents() == 0
                        ? Optional.empty()
                        : Optional.of(job.origin()
                                .text(
                                        state.lastOpen().partition(),
                                        state.lastOpen().position()));
                progress.stop(
                        Reason.REJECTED,
                        "The target refused "
                                + poison.map(event -> "the event " + event).orElse("to be written to") + ": " + message
                                + " All before it is copied, nothing behind it.",
                        poison);
            }
            default -> {
                if (progress.written() == 0 && !state.isUncertain()) {
                    if (e instanceof ChangedLogException change) {
                        throw changed(change);
                    }
                    Optional<String> why = refusedFromNowOn(e, job);
                    if (why.isPresent()) { // who writes into a topic that was made anew hears only of odd numbers
                        throw new PlanException(
                                PlanException.Kind.CHANGED, "Refused, nothing was written. " + why.get(), e);
                    }
                    throw e;
                }
                String unknown = state.isUncertain()
                        ? " The outcome of the last transaction may be unknown; the next run will look."
                        : "";
                Optional<String> refused = isForGood(e) ? Optional.empty() : refusedFromNowOn(e, job);
                String onward = refused.orElse(isForGood(e) ? "" : "Run the plan again to copy the rest.");
                progress.stop(
                        refused.isPresent() ? Reason.CHANGED : reasonOf(e),
                        message + unknown + (onward.isEmpty() ? "" : " " + onward),
                        Optional.empty());
            }
        }
        LOG.info("replay {} ended early", job.plan().id(), e);
        state.forgetOpen();
    }

    private static Reason reasonOf(SourceException e) {
        return switch (e.kind()) {
            case INTERRUPTED -> Reason.INTERRUPTED;
            case UNKNOWN_STREAM -> Reason.CHANGED;
            default -> e instanceof ChangedLogException ? Reason.CHANGED : Reason.FAILED;
        };
    }

    private static boolean isForGood(SourceException e) {
        return e.kind() == SourceException.Kind.UNKNOWN_STREAM
                || (e instanceof ChangedLogException change && change.isForGood());
    }

    /// Why another run of the plan would be refused: what ended this one may come of what the plan covers having
    /// changed. Nobody is asked who did not answer just now.
    private static Optional<String> refusedFromNowOn(SourceException e, ReplayJob job) {
        if (e.isRetriable() || e.kind() == SourceException.Kind.INTERRUPTED) {
            return Optional.empty();
        }
        try {
            PlanGuard.check(job);
            return Optional.empty();
        } catch (PlanException refusal) {
            return Optional.ofNullable(refusal.getMessage());
        } catch (SourceException unknown) {
            LOG.debug("whether the plan can be run again is not known", unknown);
            return Optional.empty();
        }
    }

    private static PlanException changed(ChangedLogException e) {
        return new PlanException(PlanException.Kind.CHANGED, "Refused, nothing was written. " + e.getMessage(), e);
    }
}
