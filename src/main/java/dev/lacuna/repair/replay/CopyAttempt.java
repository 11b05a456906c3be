package dev.lacuna.repair.replay;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Header;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.ReplayPlan.Part;
import dev.lacuna.model.StreamRef;
import dev.lacuna.repair.UneditableException;
import dev.lacuna.source.EventSink;
import dev.lacuna.source.OutgoingEvent;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One attempt to copy what is left of a plan, with one sink: fence, wait until the target is decided, look what stands
/// there, copy the rest. It ends well, or with a failure that leaves [CopyState] true.
final class CopyAttempt implements CommittedReader.Gate {

    /// An open transaction holds up all committed readers of its partitions, and the broker aborts one that stays open.
    private static final long MAX_TRANSACTION_NANOS = Duration.ofSeconds(2).toNanos();

    /// Longer than any transaction stays open, unless the process was stopped or its machine slept.
    private static final long HELD_UP_NANOS = Duration.ofSeconds(10).toNanos();

    private final ReplayJob job;
    private final Origin origin;
    private final StreamRef to;
    private final Bytes planId;
    private final CopyMaker copies;
    private final TargetLook look;
    private final CopyState state;
    private final ReplayProgress progress;
    private final ReplayOptions options;
    private final Ticks ticks;
    private final Pace pace;
    private final TaskContext context;
    private final EventSink sink;
    private long openedNanos;

    /// Opens the sink, which fences every earlier run of the plan and aborts what it left open.
    CopyAttempt(
            ReplayJob job,
            TargetLook look,
            CopyState state,
            ReplayProgress progress,
            ReplayOptions options,
            Ticks ticks,
            Pace pace,
            TaskContext context)
            throws SourceException {
        this.job = job;
        this.origin = job.origin();
        this.to = job.toStream();
        this.planId = Bytes.utf8(job.plan().id());
        this.copies = job.copies();
        this.look = look;
        this.state = state;
        this.progress = progress;
        this.options = options;
        this.ticks = ticks;
        this.pace = pace;
        this.context = context;
        this.sink = job.target().openSink(job.writerId());
    }

    /// Lets go of the sink whatever happens; that aborts what is open.
    void run() throws SourceException, TaskCancelledException {
        try (sink) {
            if (state.isTouched()) {
                look.requireStream();
            }
            state.touch();
            context.checkpoint();
            look.advance(job.target().awaitStable(job.targets(), options.stableLimit()), context);
            look.requireCopies(state.committed());
            look.noteFronts(context);
            List<Part> parts = job.plan().parts();
            for (int number = state.part(); number < parts.size(); number++) {
                copyPart(number, parts.get(number));
            }
            commit();
            look.requireKept(state.committed(), sink.reached(), options.stableLimit(), context)
                    .ifPresent(progress::note);
            context.report(progress.snapshot());
        }
    }

    /// Whether its open transaction has been open for so long that the target may have given it up by itself.
    boolean wasHeldUp() {
        return state.openEvents() > 0 && ticks.nanos() - openedNanos >= HELD_UP_NANOS;
    }

    private void copyPart(int number, Part part) throws SourceException, TaskCancelledException {
        Position from = number == state.part() ? state.next() : part.positions().from();
        EventChoice choice = job.choice(part);
        if (from.isBefore(part.positions().to())) {
            try (var reader = new CommittedReader(job.source(), List.of(job.range(part, from)), context, this)) {
                for (List<Event> some = reader.next(); some != null; some = reader.next()) {
                    for (Event event : some) {
                        pass();
                        if (choice.selects(event)) {
                            settleOrCopy(number, part, event);
                        }
                    }
                    context.report(progress.snapshot());
                }
            }
        }
        if (state.seen(number) != part.events()) {
            commit();
            job.requireRead();
            throw ChangedLogException.forGood("The source holds " + state.seen(number) + " of the " + part.events()
                    + " events that the plan counted in " + part.partition() + "@" + part.positions()
                    + ": it was changed since. Make a new plan.");
        }
    }

    private void settleOrCopy(int number, Part part, Event event) throws SourceException, TaskCancelledException {
        PartitionRef target = to.partition(job.targetOf(part, event));
        if (look.isUnproven(target)) {
            commit(); // reading may take long, and an open transaction holds up others
            look.prove(target, event, context);
        }
        if (look.holds(number, event)) {
            state.addThere(number, event);
            return;
        }
        Event content = content(event);
        pace.await(content.size(), this);
        if (state.openEvents() == 0) {
            openedNanos = ticks.nanos();
        }
        state.addOpen(number, event);
        sink.write(copy(target, event, content));
        int limit = state.isIsolating() ? 1 : options.eventsPerTransaction();
        if (state.openEvents() >= limit
                || state.openBytes() >= state.allowance().bytes()) {
            commit();
        }
    }

    /// Our headers come last, also behind those of an earlier replay: the last of a name counts.
    private OutgoingEvent copy(PartitionRef target, Event event, Event content) {
        List<Header> headers = new ArrayList<>(content.headers().size() + 2);
        headers.addAll(content.headers());
        headers.add(new Header(Event.ORIGIN_HEADER, origin.of(event.partition().number(), event.position())));
        headers.add(new Header(Event.PLAN_HEADER, planId));
        return new OutgoingEvent(target, content.millis(), content.key(), content.value(), headers);
    }

    private Event content(Event event) throws ChangedLogException {
        try {
            return copies.copy(event);
        } catch (UneditableException e) {
            throw ChangedLogException.forGood(
                    "The event " + origin.text(event.partition().number(), event.position())
                            + " can't be edited as the plan says: " + e.getMessage() + ". Make a new plan.");
        }
    }

    private void commit() throws SourceException {
        if (state.openEvents() == 0) {
            return;
        }
        long began = ticks.nanos();
        sink.flush();
        look.requireIdentity(); // a writer goes on in a stream that was made anew by the name, and tells nobody
        try {
            sink.commit();
        } catch (SourceException e) {
            if (e.kind() == SourceException.Kind.INTERRUPTED || e.kind() == SourceException.Kind.FENCED) {
                state.markUncertain(); // who was fenced may have committed before, and never have heard of it
            }
            throw e;
        }
        state.allowance().took(state.openBytes(), ticks.nanos() - began);
        progress.heldBack(sink.isHeldBack());
        state.commit();
        context.report(progress.snapshot()); // a slow run, or one that is held to a rate, is seen to move
    }

    /// Commits before it waits, so that a paused run holds up nobody.
    @Override
    public void pass() throws SourceException, TaskCancelledException {
        if (context.isCancelled()) {
            throw new TaskCancelledException();
        }
        boolean paused = context.isPaused();
        if (paused || (state.openEvents() > 0 && ticks.nanos() - openedNanos >= MAX_TRANSACTION_NANOS)) {
            commit();
        }
        if (paused) {
            context.report(progress.snapshot());
            context.checkpoint();
        }
    }
}
