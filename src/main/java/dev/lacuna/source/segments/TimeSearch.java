package dev.lacuna.source.segments;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.kafkalog.BatchHeader;
import dev.lacuna.source.kafkalog.LogBatch;
import dev.lacuna.source.kafkalog.LogBatch.Moment;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Map;
import org.apache.kafka.common.utils.BufferSupplier;
import org.jspecify.annotations.Nullable;

/// Looks for times in one partition's log. The index of times says where to begin: an entry is believed when the batch
/// that it points to bears its time, and otherwise the file is walked from its start. Confined to one thread.
final class TimeSearch {

    private final PartitionRef partition;
    private final PartitionLog log;
    private final Map<Segment, Long> latest;
    private final SegmentWalker walker;
    private final BufferSupplier buffers;

    /// @param latest the latest time of each file as far as it has been looked for; grows
    /// @param window what files are read through; may be shared by searches on one thread
    TimeSearch(
            PartitionRef partition,
            PartitionLog log,
            Map<Segment, Long> latest,
            LogWindow window,
            BufferSupplier buffers) {
        this.partition = partition;
        this.log = log;
        this.latest = latest;
        this.walker = new SegmentWalker(window, false);
        this.buffers = buffers;
    }

    /// The first record whose time is at or after the given one; null where none is.
    @Nullable
    Moment firstAt(long millis) throws SourceException {
        try {
            for (Segment segment : log.files().segments()) {
                if (segment.bound() > log.start() && latestOf(segment) >= millis) {
                    Moment found = firstAt(segment, millis);
                    if (found != null) {
                        return found;
                    }
                }
            }
            return null;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// The latest time of all; -1 where there is none.
    long latest() throws SourceException {
        try {
            long millis = -1;
            for (Segment segment : log.files().segments()) {
                if (segment.bound() > log.start()) {
                    millis = Math.max(millis, latestOf(segment));
                }
            }
            return millis;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private SourceException failure(IOException e) {
        return FolderFailures.translate("Looking for a time in " + log.folder().path() + " failed", e);
    }

    private @Nullable Moment firstAt(Segment segment, long millis) throws IOException, SourceException {
        boolean more = begin(segment, millis);
        while (more && walker.header().first() < segment.bound()) {
            if (walker.header().maxMillis() >= millis && walker.header().last() >= log.start()) {
                byte[] bytes = walker.copy();
                LogBatch batch = bytes == null ? null : LogBatch.of(bytes);
                Moment found = batch == null || !batch.isIntact()
                        ? null
                        : batch.firstAt(partition, log.start(), millis, buffers);
                if (found != null) {
                    return found;
                }
            }
            more = walker.next();
        }
        return null;
    }

    private long latestOf(Segment segment) throws IOException {
        Long known = latest.get(segment);
        if (known == null) {
            known = walkForLatest(segment);
            latest.put(segment, known);
        }
        return known;
    }

    /// What the index says of the end of the file is believed, what stands behind is read.
    private long walkForLatest(Segment segment) throws IOException {
        long millis = -1;
        try {
            boolean more = segment.bytes() > 0 && begin(segment, Long.MAX_VALUE);
            while (more && walker.header().first() < segment.bound()) {
                millis = Math.max(millis, walker.header().maxMillis());
                more = walker.next();
            }
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            return millis; // reading it tells what is wrong with it
        }
        return millis;
    }

    /// Goes to a batch before which no time is at or after the given one.
    ///
    /// @return false where the file has no batch
    private boolean begin(Segment segment, long millis) throws IOException {
        try (IndexFile times = IndexFile.ofTimes(segment.beside(PartitionFiles.TIME_INDEX))) {
            long entry = times.floor(millis - 1);
            if (entry >= 0 && goTo(segment, segment.base() + times.value(entry), times.key(entry))) {
                return true;
            }
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            // without an index the file is walked
        }
        walker.open(segment, 0, segment.base());
        return walker.next();
    }

    /// Goes to the batch that holds an offset.
    ///
    /// @return whether it bears that time
    private boolean goTo(Segment segment, long offset, long millis) throws IOException {
        walker.open(segment, Hints.ofOffset(segment, offset), offset);
        while (walker.next()) {
            BatchHeader batch = walker.header();
            if (batch.last() >= offset) {
                return batch.maxMillis() == millis;
            }
        }
        return false;
    }
}
