package dev.lacuna.repair.replay;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Producer;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What stands in the target of a plan already: the only memory of how far it has been run, wherever that was.
///
/// It is exact, at a bit for each position. One fenced writer writes the parts in order and in transactions, so
/// what was ever written is a beginning of the plan's events. On a compacted target, where copies may have been
/// superseded and cleaned away, all before the last one that is left therefore counts as written.
///
/// Where a [LookBack] remembers a position before which nothing of the plan stood, and what stands right in front of it
/// is what stood there then (see [Seals]), the look begins there. What that passes over is read after all, unless the
/// target itself proves that it needn't be: the foremost copy behind that position is the plan's first event for the
/// partition, in the first batch that its writer ever wrote there. See [#prove].
final class TargetLook implements TargetCopies.Visitor {

    private final TargetCopies copies;
    private final Origin origin;
    private final PartIndex parts;
    private final boolean compacted;
    private final PositionSet found = new PositionSet();
    private final Arrivals arrivals;
    private final ReplayJob job;
    private final LookBack lookBack;
    private final Map<PartitionRef, Passed> passedOver = new HashMap<>();
    private final Map<PartitionRef, Earliest> earliest = new HashMap<>();
    private final Map<PartitionRef, Position> ends = new HashMap<>();
    private Map<PartitionRef, Batch> fronts = Map.of();
    private boolean begun;
    private int lastPart = -1;
    private Position lastPosition = Position.offset(0);

    /// The copy that stands foremost in a partition.
    ///
    /// @param isBeginning whether its batch is the first that its writer wrote there
    private record Earliest(Position copy, Origin.Spot original, boolean isBeginning) {}

    /// What was passed over in a partition.
    ///
    /// @param isDoubted whether reading it has begun: what was seen there proves nothing of the rest
    private record Passed(PositionRange range, boolean isDoubted) {}

    TargetLook(ReplayJob job, boolean compacted) {
        this(job, compacted, LookBack.NONE);
    }

    TargetLook(ReplayJob job, boolean compacted, LookBack lookBack) {
        this.copies = new TargetCopies(job);
        this.origin = job.origin();
        this.parts = new PartIndex(job.plan().parts());
        this.compacted = compacted;
        this.arrivals = new Arrivals(job);
        this.job = job;
        // where others' events count, or copies may have been cleaned away, nothing can be passed over
        this.lookBack = compacted || arrivals.areWanted() ? LookBack.NONE : lookBack;
    }

    /// Looks at what came since the last look.
    void advance(Map<PartitionRef, Position> to, TaskContext context) throws SourceException, TaskCancelledException {
        if (!begun) {
            passOver(to, context);
            begun = true; // what is remembered later would be of other looks
        }
        requireWhole(to);
        requireSame(context);
        boolean first = ends.isEmpty();
        copies.readTo(to, context, this);
        ends.putAll(to);
        if (arrivals.areWanted()) {
            job.requireRead(); // one that can't be read might be one that is held
        }
        if (first) {
            remember(context);
        }
    }

    /// A place behind the log's end, or with something else in front of it, is none: the log was cut since.
    private void passOver(Map<PartitionRef, Position> to, TaskContext context)
            throws SourceException, TaskCancelledException {
        Map<PartitionRef, LookPlace> places = new HashMap<>();
        lookBack.starts().forEach((number, place) -> {
            PartitionRef partition = job.toStream().partition(number);
            Position end = to.get(partition);
            if (end != null
                    && place.position().isDense()
                    && end.isDense()
                    && !end.isBefore(place.position())
                    && copies.isAhead(partition, place.position())) {
                places.put(partition, place);
            }
        });
        Map<PartitionRef, String> seals = seals(places, context);
        places.forEach((partition, place) -> {
            if (place.seal().equals(seals.get(partition))) {
                passedOver.put(partition, new Passed(copies.skipTo(partition, place.position()), false));
            }
        });
    }

    private Map<PartitionRef, String> seals(Map<PartitionRef, LookPlace> places, TaskContext context)
            throws SourceException, TaskCancelledException {
        Map<PartitionRef, Position> positions = new HashMap<>();
        places.forEach((partition, place) -> positions.put(partition, place.position()));
        return Seals.before(job.target(), positions, context);
    }

    /// The target as it is now. A broker may make a stream that was deleted anew by itself, for whoever writes to it.
    StreamInfo requireStream() throws SourceException {
        try {
            StreamInfo to = job.target().describe(job.plan().to().stream());
            requireId(to.id());
            return to;
        } catch (SourceException e) {
            throw deleted(e);
        }
    }

    /// That it is still the stream of the plan, asked at little cost.
    void requireIdentity() throws SourceException {
        try {
            requireId(job.target().identity(job.plan().to().stream()));
        } catch (SourceException e) {
            throw deleted(e);
        }
    }

    private void requireId(String id) throws ChangedLogException {
        if (!id.equals(job.plan().to().streamId())) {
            throw ChangedLogException.forGood("The target " + job.toStream()
                    + " was deleted and created again while this ran: the copies in it are gone. Make a new plan.");
        }
    }

    private SourceException deleted(SourceException e) {
        // a broker that has just begun may not have heard of it yet
        return e.kind() != SourceException.Kind.UNKNOWN_STREAM
                ? e
                : new SourceException(
                        e.kind(),
                        "The target " + job.toStream() + " was deleted while this ran, and the copies in it with it.",
                        true,
                        e);
    }

    /// A log that ends before what was seen there is not the log that was looked at: copies may be gone with its end.
    private void requireWhole(Map<PartitionRef, Position> to) throws ChangedLogException {
        for (Map.Entry<PartitionRef, Position> seen : ends.entrySet()) {
            Position end = to.get(seen.getKey());
            if (end != null && end.isBefore(seen.getValue())) {
                throw new ChangedLogException("The log of " + seen.getKey() + " in the target ends at " + end
                        + " now and ended at " + seen.getValue()
                        + " when this run looked last: it was cut, and copies may be gone with its end.");
            }
        }
    }

    /// Others may have written so much since that a log which was cut is as long as before: then another batch
    /// stands where what was seen last stood.
    private void requireSame(TaskContext context) throws SourceException, TaskCancelledException {
        Set<PartitionRef> lost = Seals.lost(job.target(), copies.lastBatches(), compacted, context);
        if (!lost.isEmpty()) {
            throw new ChangedLogException("The log of "
                    + lost.stream().sorted().map(PartitionRef::toString).collect(Collectors.joining(", "))
                    + " in the target was cut since this run looked last, and others have written on: copies may be gone"
                    + " with what was cut off.");
        }
    }

    /// Fails where the target lacks copies that were seen to be committed: a log that was cut tells nobody.
    void requireCopies(PositionSet committed) throws ChangedLogException {
        if (!compacted && !found.containsAll(committed)) {
            throw new ChangedLogException("The target lacks some of the " + committed.size()
                    + " copies that this run has committed: its log was cut.");
        }
    }

    /// Notes what stands at the ends of what was looked at, before anything is written behind them.
    void noteFronts(TaskContext context) throws SourceException, TaskCancelledException {
        fronts = Seals.batchesBefore(job.target(), ends, context);
    }

    /// Asked when all is written: a leader that knew less than the one before may have come meanwhile, with which
    /// committed copies are gone, and nobody is told. Where a leader has changed, the look goes on to the end.
    ///
    /// @param committed what this run has committed
    /// @param reached where it has written last
    /// @return what can't be told for certain, for people; empty where all is well
    Optional<String> requireKept(
            PositionSet committed, Map<PartitionRef, Position> reached, Duration stableLimit, TaskContext context)
            throws SourceException, TaskCancelledException {
        if (reached.isEmpty()) {
            return Optional.empty();
        }
        StreamInfo to = requireStream();
        Map<PartitionRef, Position> now = new HashMap<>();
        for (Map.Entry<PartitionRef, Position> last : reached.entrySet()) {
            Position end = to.partitions().get(last.getKey().number()).end();
            if (!last.getValue().isBefore(end)) {
                throw new ChangedLogException("The log of " + last.getKey() + " in the target ends at " + end
                        + " now, and this run has written up to " + last.getValue() + ": it was cut.");
            }
            now.put(last.getKey(), end);
        }
        Map<PartitionRef, Batch> behind = Seals.batchesBefore(job.target(), now, context);
        if (reached.keySet().stream().anyMatch(partition -> hasNewLeader(partition, behind.get(partition)))) {
            advance(job.target().awaitStable(job.targets(), stableLimit), context);
            requireCopies(committed);
            if (!found.containsAll(committed)) {
                return Optional.of(
                        "The target's leader may have changed while this ran, and not all copies stand there: newer"
                                + " events of their keys have taken their place, or the end of a log was cut off. Verify the"
                                + " plan to see which are missing.");
            }
        }
        return Optional.empty();
    }

    /// The batches tell in which leader's time they came; nothing where the log doesn't show them.
    private boolean hasNewLeader(PartitionRef partition, @Nullable Batch behind) {
        Batch front = fronts.get(partition);
        Position end = ends.get(partition);
        boolean wasEmpty = end != null && end.isDense() && end.asOffset() == 0;
        int before = front == null ? wasEmpty ? 0 : -1 : front.leaderEpoch();
        return behind != null && behind.leaderEpoch() != before;
    }

    private void remember(TaskContext context) throws SourceException, TaskCancelledException {
        if (lookBack == LookBack.NONE) {
            return;
        }
        Map<PartitionRef, Position> positions = new HashMap<>();
        ends.forEach((partition, end) -> {
            Earliest copy = earliest.get(partition);
            Position place = copy == null ? end : copy.copy();
            if (copies.spares(partition, place)) {
                positions.put(partition, place);
            }
        });
        Map<Integer, LookPlace> starts = new HashMap<>();
        Seals.before(job.target(), positions, context)
                .forEach((partition, seal) -> starts.put(
                        partition.number(), new LookPlace(Objects.requireNonNull(positions.get(partition)), seal)));
        lookBack.looked(starts);
    }

    /// Whether something was passed over there that may hold copies.
    boolean isUnproven(PartitionRef partition) {
        return passedOver.containsKey(partition);
    }

    /// Makes sure that no copy stands in what was passed over in a partition; asked before the first event of the
    /// plan that goes there is decided on. A plan's events are written in order, so where the first of them stands,
    /// none was written there before. Had it been refused at first and copied behind the others, its batch would
    /// not be the first of its writer.
    void prove(PartitionRef partition, Event first, TaskContext context)
            throws SourceException, TaskCancelledException {
        Passed passed = passedOver.get(partition);
        if (passed == null) {
            return;
        }
        Earliest foremost = earliest.get(partition);
        var spot = new Origin.Spot(first.partition().number(), first.position());
        if (passed.isDoubted()
                || foremost == null
                || !foremost.isBeginning()
                || !foremost.original().equals(spot)) {
            readAfterAll(partition, passed.range(), context);
            remember(context);
        }
        passedOver.remove(partition);
    }

    /// Should it break off, it goes on behind the last copy that it saw.
    private void readAfterAll(PartitionRef partition, PositionRange range, TaskContext context)
            throws SourceException, TaskCancelledException {
        passedOver.put(partition, new Passed(range, true));
        copies.readBefore(new PartitionRange(partition, range), context, (copy, original, batch) -> {
            copy(copy, original, batch);
            passedOver.put(
                    partition, new Passed(new PositionRange(copy.position().next(), range.to()), true));
        });
    }

    @Override
    public void copy(Event copy, Origin.Spot original, Batch batch) throws SourceException {
        Earliest before = earliest.get(copy.partition());
        if (before == null || copy.position().isBefore(before.copy())) {
            earliest.put(copy.partition(), new Earliest(copy.position(), original, isBeginning(batch)));
        }
        add(copy, original);
    }

    @Override
    public void other(Event event) throws SourceException {
        arrivals.see(event);
    }

    private static boolean isBeginning(Batch batch) {
        Producer producer = batch.producer();
        return batch.transactional() && producer != null && producer.epoch() == 0 && producer.baseSequence() == 0;
    }

    private void add(Event copy, Origin.Spot original) throws SourceException {
        int part = parts.of(original);
        if (part < 0) {
            return; // not of this plan's events, whoever wrote it: the check afterwards tells of it
        }
        if (!found.add(original.partition(), original.position())) {
            throw new ChangedLogException("The target holds a second copy of "
                    + origin.text(original.partition(), original.position()) + ", in " + copy.partition() + " at "
                    + copy.position()
                    + ": something other than a run of this plan has written it. Verify the plan to see all of them.");
        }
        if (part > lastPart || (part == lastPart && lastPosition.isBefore(original.position()))) {
            lastPart = part;
            lastPosition = original.position();
        }
    }

    /// Whether the copy of that event was written, or the event has come from elsewhere since the plan was made.
    boolean holds(int part, Event original) {
        if (found.contains(original.partition().number(), original.position()) || arrivals.hold(original)) {
            return true;
        }
        return compacted
                && (part < lastPart || (part == lastPart && original.position().isBefore(lastPosition)));
    }
}
