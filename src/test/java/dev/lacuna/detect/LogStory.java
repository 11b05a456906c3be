package dev.lacuna.detect;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Compaction;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Defect;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Header;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Producer;
import dev.lacuna.model.TimestampKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A small log written by hand: batches and events in order, told to a rule as a scan would.
public final class LogStory extends ToldStory {

    private long millis = START_MILLIS;
    private boolean logged = true;
    private @Nullable Producer producer;
    private @Nullable Bytes scope;
    private TimestampKind timestamps = TimestampKind.CREATE;
    private boolean replaying;
    private String origin = "";
    private int leaderEpoch;
    private @Nullable Bytes key;
    private long spanMillis;

    /// Takes place in another partition; to be said first.
    public LogStory in(int number) {
        partition = STREAM.partition(number);
        return this;
    }

    /// The stream has so many partitions, to each of which something was written.
    public LogStory among(int count) {
        partitions = count;
        return this;
    }

    /// From here on the first record of a batch is older than the last by so much.
    public LogStory spanning(long lengthMillis) {
        spanMillis = lengthMillis;
        return this;
    }

    /// Where the scan, and the log's first kept position, begins.
    public LogStory startingAt(long offset) {
        start = offset;
        next = offset;
        return this;
    }

    /// From here on as a plain consumer sees it.
    public LogStory asConsumer() {
        logged = false;
        return this;
    }

    public LogStory compactedStream() {
        compaction = Compaction.ON;
        return this;
    }

    /// Its source gives streams no ids.
    public LogStory withoutId() {
        id = "";
        return this;
    }

    /// The source can't tell whether the cleaner is at work.
    public LogStory unknownPolicy() {
        compaction = Compaction.UNKNOWN;
        return this;
    }

    public LogStory incomplete() {
        complete = false;
        return this;
    }

    public LogStory stableUpTo(long offset) {
        stable = offset;
        return this;
    }

    /// The log goes on behind what was scanned.
    public LogStory logEndsAt(long offset) {
        end = offset;
        return this;
    }

    public LogStory scannedTo(long offset) {
        scannedTo = offset;
        return this;
    }

    public LogStory scope(String name) {
        scope = name.isEmpty() ? null : Bytes.utf8(name);
        return this;
    }

    public LogStory pause(long pauseMillis) {
        millis += pauseMillis;
        return this;
    }

    /// The next event's time; those after it follow from there.
    public LogStory timed(long time) {
        millis = time;
        return this;
    }

    /// The log sets timestamps, not the client.
    public LogStory appendTimes() {
        timestamps = TimestampKind.APPEND;
        return this;
    }

    /// The client sets timestamps again.
    public LogStory createTimes() {
        timestamps = TimestampKind.CREATE;
        return this;
    }

    /// One event whose own time is off its timestamp by so much.
    public LogStory own(long offset) {
        return event(new Fields(Fields.ABSENT, null, null, millis + offset, null), "t");
    }

    /// One event whose own time is that.
    public LogStory ownTime(long time) {
        return event(new Fields(Fields.ABSENT, null, null, time, null), "t");
    }

    /// From here on events are a replay's.
    public LogStory replay(String originName) {
        replaying = true;
        origin = originName;
        return this;
    }

    public LogStory live() {
        replaying = false;
        return this;
    }

    public LogStory by(long id, int epoch, int sequence) {
        producer = new Producer(id, (short) epoch, sequence, sequence);
        return this;
    }

    /// From here on another leader is at work.
    public LogStory leader(int epoch) {
        leaderEpoch = epoch;
        return this;
    }

    /// From here on events have that key.
    public LogStory key(String text) {
        key = Bytes.utf8(text);
        return this;
    }

    /// When the scan begins; else nobody says.
    public LogStory scannedAt(long millisSinceStart) {
        at = START_MILLIS + millisSinceStart;
        return this;
    }

    public LogStory retention(Duration limit) {
        retention = limit;
        return this;
    }

    public LogStory config(String name, String value) {
        config.put(name, value);
        return this;
    }

    /// The next batch has the timestamp of so much after the story's start, and those behind it go on from
    /// there.
    public LogStory clock(long millisSinceStart) {
        millis = START_MILLIS + millisSinceStart;
        return this;
    }

    /// A batch of so many records by an idempotent producer, numbered from `sequence` on.
    public LogStory sent(long id, int epoch, int sequence, int records) {
        return written(id, epoch, sequence, records, Fate.COMMITTED, false);
    }

    /// A batch of a transaction.
    public LogStory inTransaction(long id, int epoch, int sequence, int records, Fate fate) {
        return written(id, epoch, sequence, records, fate, true);
    }

    /// The marker that ends a producer's transaction.
    public LogStory markerOf(long id, int epoch) {
        steps.add(new Step(
                batchOf(1, 1, Fate.COMMITTED, true, true, new Producer(id, (short) epoch, -1, -1), spanMillis, logged),
                List.of(),
                List.of()));
        next++;
        millis += 1000;
        return this;
    }

    private LogStory written(long id, int epoch, int sequence, int records, Fate fate, boolean transactional) {
        int last = (sequence + records - 1) & Integer.MAX_VALUE;
        Producer writer = new Producer(id, (short) epoch, sequence, last);
        Batch batch = batchOf(records, records, fate, false, transactional, writer, spanMillis, logged);
        List<Event> events = new ArrayList<>();
        List<Fields> fields = new ArrayList<>();
        for (int i = 0; batch.isVisible() && i < records; i++) {
            events.add(new Event(
                    partition,
                    Position.offset(next + i),
                    millis,
                    TimestampKind.CREATE,
                    key,
                    Bytes.utf8("x"),
                    List.of()));
            fields.add(Fields.NONE);
        }
        steps.add(new Step(batch, events, fields));
        next += records;
        millis += 1000;
        return this;
    }

    public long nextOffset() {
        return next;
    }

    /// Events with sequence numbers, each in a batch of its own.
    public LogStory numbers(long... numbers) {
        for (long number : numbers) {
            event(new Fields(number, scope, null, Fields.ABSENT, null), "n" + number);
        }
        return this;
    }

    /// Numbers from `first` to `last`.
    public LogStory count(long first, long last) {
        for (long number = first; number <= last; number++) {
            numbers(number);
        }
        return this;
    }

    public LogStory id(String id, String value) {
        return event(new Fields(Fields.ABSENT, null, Bytes.utf8(id), Fields.ABSENT, null), value);
    }

    public LogStory unreadable(int count) {
        for (int i = 0; i < count; i++) {
            Defect defect = new Defect("JSON", "is cut off", 7);
            event(new Fields(Fields.ABSENT, null, null, Fields.ABSENT, defect), "{\"seq\":");
        }
        return this;
    }

    /// One event that can't be read, but for the scope, which stands outside of its payload.
    public LogStory unreadableOfScope() {
        Defect defect = new Defect("JSON", "is cut off", 7);
        return event(new Fields(Fields.ABSENT, scope, null, Fields.ABSENT, defect), "{\"seq\":");
    }

    /// One event whose schema is not at hand.
    public LogStory undecoded() {
        return event(new Fields(Fields.ABSENT, null, null, Fields.ABSENT, null, null, true), "x");
    }

    /// Events of another format than the stream's.
    public LogStory foreign(int count) {
        for (int i = 0; i < count; i++) {
            Defect defect = new Defect("JSON", "has an unexpected character", 0, true);
            event(new Fields(Fields.ABSENT, null, null, Fields.ABSENT, defect), "<order/>");
        }
        return this;
    }

    public LogStory plain(int count) {
        for (int i = 0; i < count; i++) {
            event(Fields.NONE, "x");
        }
        return this;
    }

    /// Events with keys of their own, as a cleaner leaves them and as many a stream has them anyway.
    public LogStory distinct(int count) {
        for (int i = 0; i < count; i++) {
            key("k" + next).event(Fields.NONE, "x");
        }
        key = null;
        return this;
    }

    /// Positions that nothing covers.
    public LogStory hole(int positions) {
        next += positions;
        return this;
    }

    /// Positions that can't be read.
    public LogStory damaged(int positions) {
        damage(
                Damage.Kind.UNREADABLE_BATCH,
                Optional.of(PositionRange.offsets(next, next + positions)),
                "The checksum is wrong.");
        next += positions;
        return this;
    }

    /// Positions that go before they are read.
    public LogStory gone(int positions) {
        gone.put(steps.size(), PositionRange.offsets(next, next + positions));
        next += positions;
        return this;
    }

    public LogStory damage(Damage.Kind kind, Optional<PositionRange> positions, String sentence) {
        damages.computeIfAbsent(steps.size(), step -> new ArrayList<>())
                .add(new Damage(kind, positions, "orders-3/0.log", 700, 99, sentence));
        return this;
    }

    public LogStory marker() {
        return batch(1, 1, Fate.COMMITTED, true);
    }

    public LogStory aborted(int records) {
        return batch(records, records, Fate.ABORTED, false);
    }

    /// A batch that once had `span` records and has `count` now.
    public LogStory thinned(int span, int count) {
        return batch(span, count, Fate.COMMITTED, false);
    }

    public LogStory event(Fields fields, String value) {
        List<Header> headers = replaying
                ? List.of(
                        new Header(Event.ORIGIN_HEADER, Bytes.utf8(origin)),
                        new Header(Event.PLAN_HEADER, Bytes.utf8("plan-1")))
                : List.of();
        Position position = Position.offset(next);
        Event event = new Event(partition, position, millis, timestamps, key, Bytes.utf8(value), headers);
        steps.add(new Step(
                batchOf(1, 1, Fate.COMMITTED, false, false, producer, 0, logged), List.of(event), List.of(fields)));
        next++;
        millis += 1000;
        return this;
    }

    public LogStory batch(int span, int count, Fate fate, boolean control) {
        boolean transactional = control || fate == Fate.ABORTED;
        Batch batch = batchOf(span, count, fate, control, transactional, null, 0, true);
        steps.add(new Step(batch, List.of(), List.of()));
        next += span;
        millis += 1000;
        return this;
    }

    /// @param lengthMillis how much older its first record is than its last
    private Batch batchOf(
            int span,
            int count,
            Fate fate,
            boolean control,
            boolean transactional,
            @Nullable Producer writer,
            long lengthMillis,
            boolean inLog) {
        return new Batch(
                partition,
                Position.offset(next),
                Position.offset(next + span - 1),
                count,
                millis - lengthMillis,
                millis,
                timestamps,
                100,
                fate,
                control,
                transactional,
                false,
                writer,
                leaderEpoch,
                inLog);
    }
}
