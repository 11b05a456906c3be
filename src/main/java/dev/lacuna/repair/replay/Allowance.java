package dev.lacuna.repair.replay;

import java.time.Duration;

/// How many bytes a transaction may hold. Where the target takes them slowly, held back by a quota or a busy
/// disk, it is less: one that takes longer to write than a target waits would fail, and fail again. Confined
/// to one thread.
final class Allowance {

    private static final long MOST = 8L << 20;
    /// One event is always allowed, however large it is.
    private static final long LEAST = 16L << 10;

    private static final long LONG_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long SHORT_NANOS = LONG_NANOS / 4;
    private static final int AFTER_FAILURE = 4;

    private long bytes = MOST;

    long bytes() {
        return bytes;
    }

    /// So many bytes were committed, and that took so long.
    void took(long committed, long nanos) {
        if (nanos > LONG_NANOS) {
            bytes = atLeastLeast((long) (committed * ((double) LONG_NANOS / 2 / nanos)));
        } else if (nanos < SHORT_NANOS && committed >= bytes / 2) {
            bytes = Math.min(MOST, bytes * 2);
        }
    }

    /// A transaction of so many bytes failed for want of an answer.
    void failed(long open) {
        if (open > 0) {
            bytes = atLeastLeast(Math.min(bytes, open) / AFTER_FAILURE);
        }
    }

    private static long atLeastLeast(long wanted) {
        return Math.max(LEAST, Math.min(MOST, wanted));
    }
}
