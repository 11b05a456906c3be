package dev.lacuna.scan;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamReader;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Waits at the ends of partitions and hands on what comes, until it is stopped: by one reader, on the
/// calling thread. A source that fails is asked again from where it was read to, for as long as it may come
/// back; where it failed within a batch, for the rest of that.
public final class Follower {

    private static final Duration LONGEST_POLL = Duration.ofMillis(200);
    private static final Duration BEFORE_RETRY = Duration.ofSeconds(1);

    private final StreamSource source;
    private final String streamId;
    private final long nanosBeforeRetry;
    private final Map<PartitionRef, PartitionTracker> trackers = new LinkedHashMap<>();
    private final Semaphore wakeups = new Semaphore(0);
    private final Map<PartitionRef, String> troubles = new LinkedHashMap<>();
    private Map<PartitionRef, PartitionInfo> stands = Map.of();
    /// What was heard by the reader before, of partitions that the present one has not told of yet.
    private final Map<PartitionRef, PartitionInfo> carried = new HashMap<>();
    private boolean troubled;
    private boolean grown;
    private long troubledNanos;
    private volatile @Nullable StreamReader reader;
    private volatile boolean stopped;

    /// Called several times a second, between batches, on the thread that reads.
    public interface Beat {
        void beat(Follower follower);
    }

    /// @param streamId the id of the stream that is followed: another one by its name is not read; empty where any
    ///     will do
    /// @param from where to begin in each partition
    public Follower(StreamSource source, String streamId, Map<PartitionRef, Position> from) {
        this(source, streamId, from, BEFORE_RETRY);
    }

    /// @param beforeRetry how long after a failure the source is asked again
    Follower(StreamSource source, String streamId, Map<PartitionRef, Position> from, Duration beforeRetry) {
        this.source = source;
        this.streamId = streamId;
        this.nanosBeforeRetry = beforeRetry.toNanos();
        from.forEach(this::track);
    }

    private void track(PartitionRef partition, Position from) {
        var all = new PositionRange(from, Position.offset(Long.MAX_VALUE));
        trackers.put(partition, new PartitionTracker(new PartitionRange(partition, all)));
    }

    /// Follows one more partition from now on. To be called on the thread that reads, between batches.
    public void add(PartitionRef partition, Position from) {
        track(partition, from);
        grown = true;
    }

    /// Follows until it is stopped or cancelled, or nothing is left to follow.
    ///
    /// @param events whether events are wanted, or batches suffice
    /// @param handlers the handler of each partition; that it ended they are never told
    public void follow(boolean events, Function<PartitionRef, ReadHandler> handlers, Beat beat, TaskContext context)
            throws InterruptedException {
        try (var _ = context.onCancel(this::stop)) {
            while (!stopped && !context.isCancelled() && isLeft()) {
                grown = false;
                boolean regroups = read(events, handlers, beat);
                if (!stopped && !grown && !regroups && isLeft()) {
                    carried.clear();
                    stands = Map.of();
                    beat.beat(this);
                    wakeups.tryAcquire(nanosBeforeRetry, TimeUnit.NANOSECONDS);
                }
            }
        }
    }

    private boolean isLeft() {
        return trackers.values().stream().anyMatch(PartitionTracker::isOpen);
    }

    /// @return whether it ended only to read other partitions as well, and the source is there
    private boolean read(boolean events, Function<PartitionRef, ReadHandler> handlers, Beat beat) {
        List<PartitionRange> ranges = new ArrayList<>();
        for (PartitionTracker tracker : trackers.values()) {
            if (tracker.isOpen()) {
                ranges.add(new PartitionRange(
                        tracker.asked().partition(),
                        new PositionRange(
                                tracker.reached(), tracker.asked().positions().to())));
            }
        }
        try (StreamReader opened = source.open(new ReadRequest(ranges, events, true, streamId))) {
            reader = opened;
            troubled = false;
            while (!stopped && !grown && isLeft() && poll(opened, events, handlers)) {
                Map<PartitionRef, PartitionInfo> heard = opened.stands();
                troubles.keySet().removeAll(heard.keySet());
                stands = withCarried(heard);
                beat.beat(this);
                if (troubled && System.nanoTime() - troubledNanos > nanosBeforeRetry) {
                    // the others come along, from where they stand
                    return carry(heard);
                }
            }
            return grown && carry(opened.stands());
        } catch (SourceException e) {
            if (!stopped) {
                ranges.forEach(range -> trouble(range.partition(), e));
            }
            return false;
        } finally {
            reader = null;
        }
    }

    private boolean poll(StreamReader opened, boolean events, Function<PartitionRef, ReadHandler> handlers)
            throws SourceException {
        var hand = new Hand(handlers, events, opened);
        try {
            return opened.poll(LONGEST_POLL, hand);
        } catch (SourceException e) {
            hand.breakOff();
            throw e;
        }
    }

    /// Keeps what was heard for as long as the next reader has heard nothing: that a reader is opened anew says nothing
    /// about the partitions that could be read.
    ///
    /// @return whether anything was
    private boolean carry(Map<PartitionRef, PartitionInfo> heard) {
        carried.clear();
        carried.putAll(heard);
        carried.keySet().removeAll(troubles.keySet());
        return !carried.isEmpty();
    }

    private Map<PartitionRef, PartitionInfo> withCarried(Map<PartitionRef, PartitionInfo> heard) {
        carried.keySet().removeAll(heard.keySet());
        if (carried.isEmpty()) {
            return heard;
        }
        Map<PartitionRef, PartitionInfo> all = new HashMap<>(carried);
        all.putAll(heard);
        return all;
    }

    private void trouble(PartitionRef partition, SourceException failure) {
        PartitionTracker tracker = tracker(partition);
        carried.remove(partition);
        if (!tracker.isOpen()) {
            return;
        }
        switch (failure.kind()) {
            case UNKNOWN_STREAM, DENIED, UNSUPPORTED -> tracker.failed(tracker.reached(), failure.getMessage());
            default -> {
                troubles.put(partition, failure.getMessage());
                troubledNanos = troubled ? troubledNanos : System.nanoTime();
                troubled = true;
            }
        }
    }

    private PartitionTracker tracker(PartitionRef partition) {
        return Objects.requireNonNull(trackers.get(partition), "the source read a partition nobody asked for");
    }

    /// Ends it soon, within 200 ms; from any thread.
    public void stop() {
        stopped = true;
        wakeups.release();
        StreamReader open = reader;
        if (open != null) {
            open.wakeup();
        }
    }

    /// Gives a partition up, for a reason that the source doesn't tell by itself.
    public void giveUp(PartitionRef partition, String why) {
        PartitionTracker tracker = tracker(partition);
        if (tracker.isOpen()) {
            tracker.failed(tracker.reached(), why);
        }
    }

    /// How far each partition was read, as if that had been asked for.
    public List<PartitionOutcome> outcomes() {
        return trackers.values().stream().map(PartitionTracker::outcomeSoFar).toList();
    }

    /// Where the logs stood when their source was last heard; without those of which nothing is heard now.
    public Map<PartitionRef, PartitionInfo> stands() {
        return stands;
    }

    /// Why partitions are not read at the moment, though they may be again.
    public Map<PartitionRef, String> troubles() {
        return Map.copyOf(troubles);
    }

    public long events() {
        return trackers.values().stream().mapToLong(PartitionTracker::events).sum();
    }

    /// Hands on what the reader reads in one poll, and keeps count.
    private final class Hand implements ReadHandler {

        private final Function<PartitionRef, ReadHandler> handlers;
        private final boolean readsEvents;
        private final StreamReader from;

        /// The partition whose latest batch may have events that are still to come.
        private @Nullable PartitionTracker within;

        private Position wantedFrom = Position.offset(0);
        private @Nullable Position came;
        private long events;

        Hand(Function<PartitionRef, ReadHandler> handlers, boolean readsEvents, StreamReader from) {
            this.handlers = handlers;
            this.readsEvents = readsEvents;
            this.from = from;
        }

        @Override
        public void batch(Batch batch) throws SourceException {
            PartitionTracker tracker = tracker(batch.partition());
            handlers.apply(batch.partition()).batch(batch);
            within = readsEvents && batch.count() > 0 && !batch.control() ? tracker : null;
            wantedFrom = Position.max(tracker.reached(), batch.first());
            came = null;
            events = 0;
            tracker.saw(batch);
            troubles.remove(batch.partition());
        }

        @Override
        public void event(Batch batch, Event event) throws SourceException {
            if (stopped) { // a batch can hold millions
                throw new SourceException(SourceException.Kind.INTERRUPTED, "It was stopped.", true, null);
            }
            handlers.apply(batch.partition()).event(batch, event);
            came = event.position();
            events++;
        }

        /// The reading failed: the events of the latest batch that did not come are wanted once more.
        void breakOff() {
            PartitionTracker tracker = within;
            Position left = came == null ? wantedFrom : came.next();
            if (tracker != null && left.isBefore(tracker.reached())) {
                tracker.brokeOff(left, events);
            }
            within = null;
        }

        @Override
        public void damage(PartitionRef partition, Damage damage) throws SourceException {
            handlers.apply(partition).damage(partition, damage);
            if (within == tracker(partition)) {
                within = null; // of the batch's rest nothing will come
            }
        }

        @Override
        public void gone(PartitionRef partition, PositionRange positions) throws SourceException {
            handlers.apply(partition).gone(partition, positions);
            tracker(partition).gone(positions);
        }

        @Override
        public void failed(PartitionRef partition, Position reached, SourceException failure) {
            if (within == tracker(partition)) {
                breakOff();
            }
            trouble(partition, failure);
        }

        @Override
        public void ended(PartitionRef partition, Position reached, EndReason reason) {
            PartitionTracker tracker = tracker(partition);
            tracker.note(from.note());
            tracker.ended(
                    reached,
                    switch (reason) {
                        case COMPLETE -> PartitionOutcome.End.COMPLETE;
                        case HEAD_MOVED -> PartitionOutcome.End.HEAD_MOVED;
                        case LOG_ENDED -> PartitionOutcome.End.LOG_ENDED;
                    });
        }
    }
}
