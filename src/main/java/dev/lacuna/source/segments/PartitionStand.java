package dev.lacuna.source.segments;

import dev.lacuna.model.TimestampKind;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.kafkalog.BatchHeader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where one partition's log stands, as its files tell.
///
/// @param start the first offset that is kept
/// @param end one past the last intact batch
/// @param lastStable the first offset of the earliest open transaction; the end where none is open
/// @param timestamps who set the times of the latest batch
record PartitionStand(long start, long end, long lastStable, TimestampKind timestamps) {

    /// The latest batch of a file.
    private record Latest(long next, TimestampKind timestamps) {}

    /// @param window what the log is read through
    static PartitionStand of(PartitionLog log, LogWindow window) throws SourceException {
        List<Segment> segments = log.files().segments();
        long end = log.start();
        TimestampKind timestamps = TimestampKind.CREATE;
        for (Segment segment : segments.reversed()) {
            end = Math.max(end, segment.last() ? segment.base() : end);
            Latest latest = latestOf(log, segment, window);
            if (latest != null) {
                end = Math.max(end, latest.next());
                timestamps = latest.timestamps();
                break;
            }
        }
        long stable = firstOpen(log, end, window);
        return new PartitionStand(log.start(), end, Math.clamp(stable, log.start(), end), timestamps);
    }

    /// Begins at the index's last entry, and at the file's start where that leads nowhere.
    private static @Nullable Latest latestOf(PartitionLog log, Segment segment, LogWindow window)
            throws SourceException {
        long hint = Hints.latestOffset(segment);
        Latest latest = latestOf(log, segment, hint, window);
        return latest == null && hint > segment.base() ? latestOf(log, segment, segment.base(), window) : latest;
    }

    private static @Nullable Latest latestOf(PartitionLog log, Segment segment, long from, LogWindow window)
            throws SourceException {
        Latest latest = null;
        try (var walker = new BatchWalker(log.only(segment), from, window, BatchWalker.Manner.CHECKED)) {
            while (walker.next()) {
                latest = new Latest(walker.expected(), walker.header().timestamps());
            }
        }
        return latest;
    }

    /// From what the broker has noted last about open transactions, or from the log's start where it has not.
    private static long firstOpen(PartitionLog log, long end, LogWindow window) throws SourceException {
        Map<Long, Long> open = new HashMap<>();
        var noted = ProducerSnapshot.latest(log.files().snapshots(), end);
        noted.ifPresent(snapshot -> open.putAll(snapshot.open()));
        long from = noted.map(ProducerSnapshot::offset).orElse(log.files().start());
        if (from < end) {
            try (var walker = new BatchWalker(log, from, window, BatchWalker.Manner.QUICK)) {
                while (walker.next()) {
                    BatchHeader batch = walker.header();
                    if (batch.isControl()) {
                        open.remove(batch.producerId());
                    } else if (batch.isTransactional()) {
                        open.putIfAbsent(batch.producerId(), batch.first());
                    }
                }
            }
        }
        return open.values().stream().mapToLong(Long::longValue).min().orElse(end);
    }
}
