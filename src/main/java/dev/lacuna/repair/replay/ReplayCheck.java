package dev.lacuna.repair.replay;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.ReplayPlan.Part;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.PlanRules;
import dev.lacuna.repair.UneditableException;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// Compares a plan's originals with the copies in the target, byte for byte by digest. It trusts nothing of the run: it
/// reads both sides again.
///
/// Memory is bounded: the plan is checked in slices of a few million positions, eight bytes each; the target is read
/// once for each slice.
public final class ReplayCheck {

    private static final int DEFAULT_SLICE = 4 << 20;

    /// Retention comes every few minutes.
    private static final int MOST_ATTEMPTS = 3;

    private final ReplayJob job;
    private final CopyListing listing;
    private final TaskContext context;
    private final int sliceLimit;
    private boolean listed;

    private ReplayCheck(ReplayJob job, CopyListing listing, TaskContext context, int sliceLimit) {
        this.job = job;
        this.listing = listing;
        this.context = context;
        this.sliceLimit = sliceLimit;
    }

    /// Where the source's log begins behind planned events by now, their copies are counted and can't be compared.
    ///
    /// @throws PlanException CHANGED when the source or the target no longer has what would have to be compared
    public static ReplayCheckResult check(ReplayJob job, TaskContext context)
            throws PlanException, SourceException, TaskCancelledException {
        return check(job, CopyListing.NONE, context);
    }

    /// The same, with a list of where the copies stand.
    public static ReplayCheckResult check(ReplayJob job, CopyListing listing, TaskContext context)
            throws PlanException, SourceException, TaskCancelledException {
        return check(job, listing, context, DEFAULT_SLICE);
    }

    static ReplayCheckResult check(ReplayJob job, CopyListing listing, TaskContext context, int sliceLimit)
            throws PlanException, SourceException, TaskCancelledException {
        PlanRules.check(job.plan());
        for (int attempt = 1; ; attempt++) {
            PlanGuard.Streams streams = PlanGuard.checkCopies(job);
            var check = new ReplayCheck(job, listing, context, sliceLimit);
            try {
                return check.compare(streams);
            } catch (ChangedLogException e) {
                boolean lost = !check.listed && hasLost(streams.from(), job);
                if (!lost || attempt == MOST_ATTEMPTS) {
                    String advice = lost ? " Verify the plan once more: what has gone is counted then." : "";
                    throw new PlanException(PlanException.Kind.CHANGED, e.getMessage() + advice, e);
                }
            }
        }
    }

    /// Whether retention has moved the source's start meanwhile: what it took is counted then.
    private static boolean hasLost(StreamInfo before, ReplayJob job) throws SourceException {
        StreamInfo now = job.source().describe(before.stream().name());
        return now.id().equals(before.id())
                && before.partitions().stream()
                        .anyMatch(
                                partition -> now.partition(partition.partition().number())
                                        .filter(info -> partition.start().isBefore(info.start()))
                                        .isPresent());
    }

    private ReplayCheckResult compare(PlanGuard.Streams streams) throws SourceException, TaskCancelledException {
        Map<PartitionRef, Position> ends = TargetCopies.stableEnds(job, streams.to());
        boolean timestamps = !isTimedByTarget(streams.to(), ends);
        var gone = new GoneOriginals(job.plan().parts(), streams.from());
        var tally = new CheckTally(job, timestamps, gone);
        Arrivals arrivals = arrivals(ends);
        List<List<CheckSlice.Piece>> slices = slices(gone);
        for (int i = 0; i < slices.size(); i++) {
            var slice = new CheckSlice(slices.get(i), tally, new EventDigest(timestamps), job.origin());
            for (CheckSlice.Piece piece : slices.get(i)) {
                readOriginals(piece, slice, tally, arrivals);
            }
            boolean first = i == 0;
            listed = true;
            new TargetCopies(job).readTo(ends, context, (copy, original, batch) -> {
                if (first) {
                    tally.copy(copy, original);
                    listing.copy(copy.partition(), copy.position());
                }
                slice.copy(copy, original);
            });
            slice.end();
        }
        if (streams.to().partitions().stream().anyMatch(log -> log.lastStable().isBefore(log.end()))) {
            tally.note("Transactions are open in the target: what stands in or behind them was not looked at.");
        }
        return tally.result();
    }

    /// Whether the target sets timestamps itself. Where its settings are not to be read, its copies tell.
    private boolean isTimedByTarget(StreamInfo to, Map<PartitionRef, Position> ends)
            throws SourceException, TaskCancelledException {
        if (to.unread().isEmpty()) {
            return to.timestamps() == TimestampKind.APPEND;
        }
        var timed = new AtomicBoolean();
        new TargetCopies(job).readTo(ends, context, (copy, original, batch) -> {
            if (copy.timestamps() == TimestampKind.APPEND) {
                timed.set(true);
            }
        });
        return timed.get();
    }

    private Arrivals arrivals(Map<PartitionRef, Position> ends) throws SourceException, TaskCancelledException {
        var arrivals = new Arrivals(job);
        if (arrivals.areWanted()) {
            new TargetCopies(job).readTo(ends, context, new TargetCopies.Visitor() {
                @Override
                public void copy(Event copy, Origin.Spot original, Batch batch) {}

                @Override
                public void other(Event event) throws SourceException {
                    arrivals.see(event);
                }
            });
            job.requireRead();
        }
        return arrivals;
    }

    /// The parts, cut so that each slice spans no more positions than its limit.
    private List<List<CheckSlice.Piece>> slices(GoneOriginals gone) {
        List<List<CheckSlice.Piece>> slices = new ArrayList<>();
        List<CheckSlice.Piece> slice = new ArrayList<>();
        long left = sliceLimit;
        List<Part> parts = job.plan().parts();
        for (int i = 0; i < parts.size(); i++) {
            PositionRange kept = gone.kept(i);
            long to = kept.to().asOffset();
            for (long from = kept.from().asOffset(); from < to; ) {
                long end = Math.min(to, from + left);
                slice.add(new CheckSlice.Piece(parts.get(i), PositionRange.offsets(from, end)));
                left -= end - from;
                from = end;
                if (left == 0) {
                    slices.add(slice);
                    slice = new ArrayList<>();
                    left = sliceLimit;
                }
            }
        }
        if (!slice.isEmpty() || slices.isEmpty()) { // where nothing is left to compare, copies are counted
            slices.add(slice);
        }
        return slices;
    }

    private void readOriginals(CheckSlice.Piece piece, CheckSlice slice, CheckTally tally, Arrivals arrivals)
            throws SourceException, TaskCancelledException {
        Part part = piece.part();
        EventChoice choice = job.choice(part);
        CopyMaker copies = job.copies();
        var range = new PartitionRange(job.fromStream().partition(part.partition()), piece.positions());
        try (var reader = new CommittedReader(job.source(), List.of(range), context, context::checkpoint)) {
            for (List<Event> some = reader.next(); some != null; some = reader.next()) {
                for (Event event : some) {
                    if (choice.selects(event)) {
                        Event copy = copies.copy(event);
                        tally.expect(event, copy);
                        slice.original(copy, job.targetOf(part, event), arrivals.hold(event));
                    }
                }
                context.report(ProgressSnapshot.of(
                        "Reading the originals", tally.expected(), job.plan().events(), "events"));
            }
        } catch (UneditableException e) {
            throw new ChangedLogException("An event of " + job.plan().from().stream() + "/" + part.partition()
                    + " can't be edited as the plan says: " + e.getMessage() + ".");
        }
        job.requireRead();
    }
}
