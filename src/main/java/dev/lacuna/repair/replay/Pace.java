package dev.lacuna.repair.replay;

import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskCancelledException;
import java.time.Duration;

/// Holds writing to a rate, and waits in slices so that a cancel is seen soon. What was not used is not saved up.
final class Pace {

    private static final long SLICE_NANOS = Duration.ofMillis(50).toNanos();

    private final Ticks ticks;
    private final long intervalNanos;
    private long nextNanos;

    /// @param perSecond 0: without limit
    Pace(double perSecond, Ticks ticks) {
        this.ticks = ticks;
        this.intervalNanos = perSecond == 0 ? 0 : (long) (1e9 / perSecond);
        this.nextNanos = ticks.nanos();
    }

    /// Waits until one more event may be written.
    void await(CommittedReader.Gate gate) throws SourceException, TaskCancelledException {
        if (intervalNanos == 0) {
            return;
        }
        waitUntil(nextNanos, gate);
        nextNanos = Math.max(nextNanos, ticks.nanos() - intervalNanos) + intervalNanos;
    }

    void rest(Duration duration, CommittedReader.Gate gate) throws SourceException, TaskCancelledException {
        waitUntil(ticks.nanos() + duration.toNanos(), gate);
    }

    private void waitUntil(long nanos, CommittedReader.Gate gate) throws SourceException, TaskCancelledException {
        for (long left = nanos - ticks.nanos(); left > 0; left = nanos - ticks.nanos()) {
            gate.pass();
            try {
                ticks.sleep(Duration.ofNanos(Math.min(left, SLICE_NANOS)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TaskCancelledException();
            }
        }
    }
}
