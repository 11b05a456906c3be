package dev.lacuna.investigation;

import java.util.concurrent.atomic.AtomicLong;

/// What the rows of one part of a list may take together: so many bytes of values, and less of each value where those
/// are used up; and so many rows, after which no more are taken. For all threads.
final class HitRoom {

    /// Of a value that is kept when the bytes are used up: enough to tell what it is.
    private static final int FEWEST_BYTES = 256;

    private final AtomicLong bytes;
    private final AtomicLong rows;

    HitRoom(long bytes, long rows) {
        this.bytes = new AtomicLong(bytes);
        this.rows = new AtomicLong(rows);
    }

    static HitRoom unbounded() {
        return new HitRoom(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /// Whether there are more rows than may be kept, so that what was taken is not all there is.
    boolean isFull() {
        return rows.get() < 0;
    }

    /// @param most as many as are wanted
    int bytesOfValue(int most) {
        return bytes.get() > 0 ? most : FEWEST_BYTES;
    }

    void take(RecordPage.Row row) {
        bytes.addAndGet(-row.event().size());
        rows.decrementAndGet();
    }
}
