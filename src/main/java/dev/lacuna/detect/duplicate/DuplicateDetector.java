package dev.lacuna.detect.duplicate;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Hash128;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Position;
import dev.lacuna.model.Producer;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Looks each id of one partition up in the window and gathers duplicates of one cause into runs.
final class DuplicateDetector implements Detector {

    private static final long NO_WRITER = 0;

    private final IdWindow window;
    private final int nearbyEvents;
    private final DuplicateTexts texts;
    private final Hash128 hash = new Hash128();
    private final Map<Cause, DuplicateRun> runs = new EnumMap<>(Cause.class);
    private long ordinal;

    DuplicateDetector(int windowSize, int nearbyEvents, PartitionContext context, Consumer<Finding> findings) {
        this.window = new IdWindow(windowSize);
        this.nearbyEvents = nearbyEvents;
        this.texts = new DuplicateTexts(context, windowSize, findings);
    }

    @Override
    public void event(Batch batch, Event event, Fields fields) {
        ordinal++;
        Bytes id = fields.id();
        if (id == null) {
            return;
        }
        long payload = payloadOf(event);
        long writer = writerOf(batch, event);
        hash.compute(id);
        int slot = window.find(hash.high(), hash.low());
        if (slot < 0) {
            window.add(hash.high(), hash.low(), payload, writer, event.position());
            return;
        }
        duplicate(causeOf(slot, payload, writer, event.isReplayed()), event, id, window.position(slot));
    }

    @Override
    public void end(Position reached, boolean complete) {
        runs.forEach(texts::report);
        runs.clear();
    }

    private Cause causeOf(int slot, long payload, long writer, boolean replayed) {
        if (window.payload(slot) != payload) {
            return Cause.ID_REUSED;
        }
        if (replayed) {
            return Cause.REPLAYED_TWICE;
        }
        return writer != NO_WRITER && writer == window.writer(slot) ? Cause.PRODUCER_RESEND : Cause.APPLICATION_RESEND;
    }

    private void duplicate(Cause cause, Event event, Bytes id, Position original) {
        DuplicateRun open = runs.get(cause);
        if (open != null && open.reaches(ordinal, nearbyEvents)) {
            open.add(event.position(), event.millis(), ordinal);
            open.noteOriginal(original);
            return;
        }
        if (open != null) {
            texts.report(cause, open);
        }
        runs.put(cause, new DuplicateRun(event, id, original, ordinal));
    }

    private long payloadOf(Event event) {
        return Hash128.finish(hashOf(event.key()) * 31) ^ hashOf(event.value());
    }

    private long hashOf(@Nullable Bytes bytes) {
        if (bytes == null) {
            return 1;
        }
        hash.compute(bytes);
        return hash.low();
    }

    /// Producer, epoch and the event's own sequence number as one hash.
    private static long writerOf(Batch batch, Event event) {
        Producer producer = batch.producer();
        if (producer == null || producer.baseSequence() < 0 || !event.position().isDense()) {
            return NO_WRITER;
        }
        long within = event.position().asOffset() - batch.first().asOffset();
        long sequence = (producer.baseSequence() + within) & Integer.MAX_VALUE;
        return Hash128.finish(producer.id() * 65_537 + producer.epoch()) ^ Hash128.finish(sequence + 1);
    }
}
