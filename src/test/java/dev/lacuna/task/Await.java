package dev.lacuna.task;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits in tests for what another thread does.
public final class Await {

    /// Only what never comes takes so long, however busy the machine is.
    private static final Duration LONG = Duration.ofMinutes(2);

    private Await() {}

    /// Waits until it is so.
    ///
    /// @param what is waited for, for whoever reads that it never came
    public static void until(String what, BooleanSupplier isSo) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain until " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }
}
