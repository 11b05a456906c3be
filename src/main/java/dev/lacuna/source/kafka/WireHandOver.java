package dev.lacuna.source.kafka;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.PositionRange;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.kafkalog.CorruptBatchException;
import dev.lacuna.source.kafkalog.LogBatch;
import java.util.Optional;
import org.apache.kafka.common.utils.BufferSupplier;

/// Hands over what was fetched: batches with their events, and what can't be had of them. One unreadable batch is told
/// and passed over; only where nothing tells where it ends its partition fails.
final class WireHandOver implements AutoCloseable {

    private final boolean events;
    private final boolean checkingCrcs;
    private final BufferSupplier buffers = BufferSupplier.create();

    /// @param checkingCrcs whether each batch is held against its checksum, as Kafka's consumer does it
    WireHandOver(boolean events, boolean checkingCrcs) {
        this.events = events;
        this.checkingCrcs = checkingCrcs;
    }

    /// Hands over what is next of a partition.
    ///
    /// @return whether there was anything
    boolean next(WireCursor cursor, ReadHandler handler) throws SourceException {
        WireReady next = cursor.next();
        switch (next) {
            case null -> {
                return false;
            }
            case WireReady.Gone gone -> {
                handler.gone(cursor.partition(), gone.positions());
                cursor.told();
            }
            case WireReady.Records batch -> hand(cursor, batch, handler);
        }
        return true;
    }

    private void hand(WireCursor cursor, WireReady.Records next, ReadHandler handler) throws SourceException {
        LogBatch batch = next.batch();
        try {
            if (checkingCrcs) {
                batch.requireIntact(cursor.partition());
            }
        } catch (CorruptBatchException e) {
            PositionRange unreadable = cursor.passOver(next, e);
            if (unreadable != null) {
                tell(cursor, batch, unreadable, "does not match its checksum", handler);
            }
            return;
        }
        Batch described = batch.described(cursor.partition(), next.fate());
        handler.batch(described);
        if (events && !batch.isControl()) {
            handEvents(cursor, next, described, handler);
        }
        cursor.told();
    }

    private void handEvents(WireCursor cursor, WireReady.Records next, Batch described, ReadHandler handler)
            throws SourceException {
        LogBatch batch = next.batch();
        try {
            batch.events(described, next.wanted(), handler, buffers);
        } catch (CorruptBatchException e) {
            PositionRange rest = PositionRange.offsets(e.offset(), Math.max(e.offset(), batch.next()));
            tell(cursor, batch, rest, "has records that can't be told apart", handler);
        }
    }

    private static void tell(
            WireCursor cursor, LogBatch batch, PositionRange unreadable, String what, ReadHandler handler)
            throws SourceException {
        String sentence = "The batch at position " + batch.first() + " of " + cursor.partition()
                + ", as its broker gives it, " + what + ": the positions " + unreadable.from() + " to "
                + unreadable.to() + " (exclusive) can't be read.";
        handler.damage(
                cursor.partition(),
                new Damage(
                        Damage.Kind.UNREADABLE_BATCH,
                        Optional.of(unreadable),
                        cursor.kafka().toString(),
                        -1,
                        batch.bytes(),
                        sentence));
    }

    @Override
    public void close() {
        buffers.close();
    }
}
