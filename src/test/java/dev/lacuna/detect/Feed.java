package dev.lacuna.detect;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Position;
import dev.lacuna.model.TimestampKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Feeds a detector more events than anybody would keep: a [LogStory] for histories of millions.
public final class Feed {

    private static final int BATCH = 500;
    private static final Bytes VALUE = Bytes.utf8("{}");

    private final List<Finding> findings = new ArrayList<>();
    private final Detector detector;
    private @Nullable Batch batch;
    private long next;

    public Feed(Rule rule) {
        // the log's end is that of the scan: a story of one event, as long as it may be
        detector = rule.start(new LogStory().hole(Integer.MAX_VALUE).context(), findings::add);
    }

    public void number(@Nullable Bytes scope, long number) {
        event(new Fields(number, scope, null, Fields.ABSENT, null), VALUE);
    }

    /// An event whose fields are read from its value.
    public void payload(FieldReader reader, String value) {
        event(reader, Bytes.utf8(value));
    }

    /// Begins at a later position than 0, the first of a batch.
    public void skipTo(long position) {
        next = position;
    }

    public long next() {
        return next;
    }

    public void event(Fields fields, Bytes value) {
        event(event -> fields, value);
    }

    private void event(FieldReader reader, Bytes value) {
        if (next % BATCH == 0) {
            batch = new Batch(
                    LogStory.PARTITION,
                    Position.offset(next),
                    Position.offset(next + BATCH - 1),
                    BATCH,
                    LogStory.START_MILLIS + next,
                    LogStory.START_MILLIS + next + BATCH - 1,
                    TimestampKind.CREATE,
                    BATCH * 100L,
                    Fate.COMMITTED,
                    false,
                    false,
                    false,
                    null,
                    0,
                    true);
            detector.batch(batch);
        }
        if (batch == null) {
            throw new IllegalStateException("an event belongs to a batch");
        }
        Event event = new Event(
                LogStory.PARTITION,
                Position.offset(next),
                LogStory.START_MILLIS + next,
                TimestampKind.CREATE,
                null,
                value,
                List.of());
        next++;
        detector.event(batch, event, reader.read(event));
    }

    public List<Finding> end() {
        detector.end(Position.offset(Integer.MAX_VALUE), true);
        return findings;
    }
}
