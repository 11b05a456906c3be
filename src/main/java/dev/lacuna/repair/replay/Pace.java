package dev.lacuna.repair.replay;

import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskCancelledException;
import java.time.Duration;

/// Holds writing to a rate, and waits in slices so that a cancel is seen soon. What was not used is not saved up.
final class Pace {

    private static final long SLICE_NANOS = Duration.ofMillis(50).toNanos();

    private final Ticks ticks;
    private final double nanosPerEvent;
    private final double nanosPerByte;
    private long nextNanos;

    /// @param eventsPerSecond 0: without limit
    /// @param bytesPerSecond 0: without limit
    Pace(double eventsPerSecond, double bytesPerSecond, Ticks ticks) {
        this.ticks = ticks;
        this.nanosPerEvent = eventsPerSecond == 0 ? 0 : 1e9 / eventsPerSecond;
        this.nanosPerByte = bytesPerSecond == 0 ? 0 : 1e9 / bytesPerSecond;
        this.nextNanos = ticks.nanos();
    }

    /// Waits until an event of so many bytes may be written.
    void await(long bytes, CommittedReader.Gate gate) throws SourceException, TaskCancelledException {
        long nanos = (long) Math.max(nanosPerEvent, nanosPerByte * bytes);
        if (nanos == 0) {
            return;
        }
        waitUntil(nextNanos, gate);
        nextNanos = Math.max(nextNanos, ticks.nanos() - nanos) + nanos;
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
