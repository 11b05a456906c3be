package dev.lacuna.source.segments;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.ReadHandler.EndReason;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.kafkalog.BatchHeader;
import dev.lacuna.source.kafkalog.CorruptBatchException;
import dev.lacuna.source.kafkalog.LogBatch;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.BufferSupplier;
import org.jspecify.annotations.Nullable;

/// The reading of one partition, from the first position that is wanted to the last.
final class PartitionLane implements AutoCloseable {

    /// So much of the log is handed over at once.
    private static final long SLICE_BYTES = 1 << 20;

    /// What all lanes of one reader share, since they are read one after another.
    ///
    /// @param events whether events are wanted, or batches suffice
    /// @param checking whether checksums are looked at
    record Means(boolean events, boolean checking, LogWindow window, LogWindow ahead, BufferSupplier buffers) {}

    private final PartitionRef partition;
    private final PartitionLog log;
    private final Means means;
    private final BatchWalker walker;
    private final TransactionFates fates;
    private final boolean isTiered;
    private final long to;
    private final long wanted;
    private long from;
    private boolean began;
    private boolean headMoved;
    private long delivered;

    PartitionLane(PartitionRange range, PartitionLog log, TopicSettings settings, Means means) {
        this.partition = range.partition();
        this.log = log;
        this.means = means;
        to = range.positions().to().asOffset();
        wanted = range.positions().from().asOffset();
        headMoved = wanted < log.start() && wanted < to;
        from = headMoved ? Math.min(log.start(), to) : wanted;
        delivered = from;
        walker = new BatchWalker(
                log, from, means.window(), means.checking() ? BatchWalker.Manner.INSPECTED : BatchWalker.Manner.QUICK);
        fates = new TransactionFates(log, settings.compaction(), means.ahead());
        isTiered = settings.isTiered();
    }

    /// Hands over some of it.
    ///
    /// @param stop asked between batches
    /// @return false when nothing more will come
    boolean read(ReadHandler handler, BooleanSupplier stop) throws SourceException {
        if (!began) {
            began = true;
            tell(log.folder().notes(), handler);
            tell(log.files().notes(), handler);
            if (wanted <= log.start()) {
                tell(log.lackingHead(isTiered).stream().toList(), handler);
            }
            tellGone(wanted, from, handler);
        }
        long bytes = 0;
        while (bytes < SLICE_BYTES && !stop.getAsBoolean()) {
            if (delivered >= to) {
                tell(walker.tail(), handler);
                handler.ended(partition, Position.offset(to), complete());
                return false;
            }
            boolean more = walker.next();
            tell(walker.takeDamages(), handler);
            followHead(handler);
            if (!more || !hand(handler)) {
                end(handler);
                return false;
            }
            bytes += walker.bytes();
        }
        return true;
    }

    private EndReason complete() {
        return headMoved ? EndReason.HEAD_MOVED : EndReason.COMPLETE;
    }

    /// A running broker may take files away while they are read.
    private void followHead(ReadHandler handler) throws SourceException {
        if (walker.headMovedTo() > delivered) {
            headMoved = true;
            from = Math.min(walker.headMovedTo(), to);
            tellGone(delivered, from, handler);
            delivered = from;
        }
    }

    private void tellGone(long first, long next, ReadHandler handler) throws SourceException {
        if (next > first) {
            handler.gone(partition, PositionRange.offsets(first, next));
        }
    }

    PartitionRef partition() {
        return partition;
    }

    /// One past the last position that was looked at.
    Position reached() {
        return Position.offset(delivered);
    }

    /// The log ends here, before the range does or with it.
    private void end(ReadHandler handler) throws SourceException {
        long reached = Math.max(delivered, Math.min(walker.end(), to));
        delivered = to;
        handler.ended(partition, Position.offset(reached), reached < to ? EndReason.LOG_ENDED : complete());
    }

    /// @return false where the file ends within the batch: someone truncated it just now
    private boolean hand(ReadHandler handler) throws SourceException {
        BatchHeader header = walker.header();
        if (header.isCurrent() && header.first() >= to) {
            delivered = to;
            return true;
        }
        LogBatch whole = null;
        if (means.events() || header.isControl() || !header.isCurrent()) {
            byte[] bytes = walker.copy();
            if (bytes == null) {
                return false;
            }
            whole = LogBatch.of(bytes);
        }
        long unseen = delivered;
        Batch batch;
        try {
            batch = trimmed(described(header, whole));
        } catch (KafkaException e) { // of the old formats, when sums aren't checked
            delivered = Math.min(header.next(), to);
            tellUnreadable(unseen, header.next(), header.bytes(), handler);
            return true;
        }
        delivered = Math.min(header.next(), to);
        if (batch.first().asOffset() >= to) {
            return true;
        }
        handler.batch(batch);
        if (means.events() && whole != null && !batch.control()) {
            handEvents(whole, batch, unseen, handler);
        }
        return true;
    }

    private Batch described(BatchHeader header, @Nullable LogBatch whole) throws SourceException {
        Fate fate;
        if (header.isControl() && whole != null) {
            fates.passed(header);
            fate = whole.isAbortMarker() ? Fate.ABORTED : Fate.COMMITTED;
        } else {
            fate = fates.of(header);
        }
        return header.isCurrent() || whole == null
                ? header.described(partition, fate)
                : whole.described(partition, fate);
    }

    /// Files that overlap may hold part of a batch that came already.
    private Batch trimmed(Batch batch) {
        if (delivered == from || batch.first().asOffset() >= delivered) {
            return batch;
        }
        Position first = Position.offset(delivered);
        long left = batch.last().asOffset() - delivered + 1;
        return new Batch(
                batch.partition(),
                first,
                batch.last(),
                (int) Math.min(batch.count(), left),
                batch.minMillis(),
                batch.maxMillis(),
                batch.timestamps(),
                batch.bytes(),
                batch.fate(),
                batch.control(),
                batch.transactional(),
                batch.compressed(),
                batch.producer(),
                batch.leaderEpoch(),
                batch.logged(),
                batch.checksum());
    }

    private void handEvents(LogBatch whole, Batch batch, long unseen, ReadHandler handler) throws SourceException {
        try {
            whole.events(batch, PositionRange.offsets(Math.min(unseen, to), to), handler, means.buffers());
        } catch (CorruptBatchException e) {
            tellUnreadable(Math.max(e.offset(), unseen), whole.next(), batch.bytes(), handler);
        }
    }

    private void tellUnreadable(long first, long next, long bytes, ReadHandler handler) throws SourceException {
        tell(
                List.of(new Damage(
                        Damage.Kind.UNREADABLE_BATCH,
                        Optional.of(PositionRange.offsets(first, Math.max(first, next))),
                        walker.file(),
                        walker.at(),
                        bytes,
                        "In the file " + walker.file() + " the records of the batch at byte " + walker.at()
                                + " can't be told apart, from position " + first + " on.")),
                handler);
    }

    private void tell(List<Damage> damages, ReadHandler handler) throws SourceException {
        for (Damage damage : damages) {
            handler.damage(partition, damage);
        }
    }

    @Override
    public void close() {
        walker.close();
        fates.close();
    }
}
