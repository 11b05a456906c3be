package dev.lacuna.source.segments;

import dev.lacuna.model.Compaction;
import dev.lacuna.model.Fate;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.kafkalog.BatchHeader;
import dev.lacuna.source.kafkalog.LogBatch;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of the transactions of one partition. A batch does not say it: the marker that ends its transaction
/// stands behind it, so a second walk goes ahead of the reading up to there, and no further.
///
/// Where that walk comes past positions that can't be read, the marker may have stood among them. Then the index of
/// aborted transactions is asked, and where that says nothing the fate stays unknown.
final class TransactionFates implements AutoCloseable {

    /// A transaction whose marker has not been met.
    ///
    /// @param blindUpTo what stands below may have been decided by a marker that can't be read; -1 for none
    private record Ongoing(long first, long blindUpTo) {}

    /// A transaction that was aborted, or may have been.
    private record Ended(long first, long marker, long blindUpTo) {}

    private final PartitionLog log;
    private final LogWindow window;
    private final boolean cleaned;
    private final Map<Long, Ongoing> ongoing = new HashMap<>();
    private final Map<Long, Deque<Ended>> ended = new HashMap<>();
    private @Nullable BatchWalker ahead;
    private @Nullable TransactionIndex index;
    private boolean atEnd;
    private long expected = -1;
    private String file = "";

    /// @param window what the walk ahead reads through
    /// @param compaction where the log is compacted a hole between two files is no sign of a lost marker
    TransactionFates(PartitionLog log, Compaction compaction, LogWindow window) {
        this.log = log;
        this.window = window;
        this.cleaned = compaction == Compaction.ON;
    }

    /// The fate of a batch of events that is being read; batches come in their order.
    Fate of(BatchHeader batch) throws SourceException {
        if (!batch.isTransactional()) {
            return Fate.COMMITTED;
        }
        long producer = batch.producerId();
        long offset = batch.first();
        while (!atEnd && (expected <= offset || isOngoing(producer, offset))) {
            advance(offset);
        }
        Ongoing one = ongoing.get(producer);
        if (one != null && one.first() <= offset) {
            return offset < one.blindUpTo() ? blindFate(producer, offset) : Fate.OPEN;
        }
        Deque<Ended> ends = ended.get(producer);
        while (ends != null && !ends.isEmpty() && ends.getFirst().marker() <= offset) {
            ends.removeFirst();
        }
        if (ends == null || ends.isEmpty() || ends.getFirst().first() > offset) {
            return Fate.COMMITTED;
        }
        return offset < ends.getFirst().blindUpTo() ? blindFate(producer, offset) : Fate.ABORTED;
    }

    /// Takes note that a marker has been read: what lies before it is not asked for any more.
    void passed(BatchHeader marker) {
        Deque<Ended> ends = ended.get(marker.producerId());
        if (ends != null) {
            while (!ends.isEmpty() && ends.getFirst().marker() <= marker.first()) {
                ends.removeFirst();
            }
            if (ends.isEmpty()) {
                ended.remove(marker.producerId());
            }
        }
    }

    private boolean isOngoing(long producer, long offset) {
        Ongoing one = ongoing.get(producer);
        return one != null && one.first() <= offset;
    }

    private Fate blindFate(long producer, long offset) throws SourceException {
        TransactionIndex known = index;
        if (known == null) {
            try {
                known = TransactionIndex.of(log.folder().path());
            } catch (IOException e) {
                throw FolderFailures.translate("Reading " + log.folder().path() + " failed", e);
            }
            index = known;
        }
        return known.isAborted(producer, offset) ? Fate.ABORTED : Fate.UNKNOWN;
    }

    private void advance(long from) throws SourceException {
        BatchWalker walker = ahead;
        if (walker == null) {
            walker = new BatchWalker(log, from, window, BatchWalker.Manner.QUICK);
            ahead = walker;
            expected = from;
        }
        if (!walker.next()) {
            atEnd = true;
            return;
        }
        BatchHeader batch = walker.header();
        if (isBlindBefore(batch, walker)) {
            long upTo = batch.first();
            ongoing.replaceAll((producer, one) -> new Ongoing(one.first(), upTo));
        }
        file = walker.file();
        expected = batch.next();
        if (batch.isControl()) {
            end(batch, walker);
        } else if (batch.isTransactional()) {
            ongoing.putIfAbsent(batch.producerId(), new Ongoing(batch.first(), -1));
        }
    }

    /// Whether markers may have stood between the batch and the one before it. Compaction leaves holes, too, and keeps
    /// the markers of what it keeps; but where a file may be missing nobody can tell.
    private boolean isBlindBefore(BatchHeader batch, BatchWalker walker) {
        boolean damaged =
                walker.takeDamages().stream().anyMatch(damage -> damage.hidden().isPresent());
        boolean betweenFiles = !file.isEmpty() && !walker.file().equals(file);
        return damaged || !cleaned && betweenFiles && batch.isCurrent() && batch.first() > expected;
    }

    private void end(BatchHeader marker, BatchWalker walker) throws SourceException {
        long producer = marker.producerId();
        long offset = marker.first();
        Ongoing one = ongoing.remove(producer);
        if (one == null) {
            return;
        }
        byte[] bytes = walker.copy();
        LogBatch read = bytes == null ? null : LogBatch.of(bytes);
        boolean blind = read == null || !read.isIntact();
        boolean aborts = read != null && read.isAbortMarker();
        if (blind || aborts || one.blindUpTo() >= 0) {
            // what a commit decides needs no mention, but for what may have been decided before it
            long marked = blind || aborts ? offset : one.blindUpTo();
            ended.computeIfAbsent(producer, id -> new ArrayDeque<>())
                    .addLast(new Ended(one.first(), marked, blind ? offset : one.blindUpTo()));
        }
    }

    @Override
    public void close() {
        BatchWalker walker = ahead;
        if (walker != null) {
            walker.close();
        }
    }
}
