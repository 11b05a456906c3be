package dev.lacuna.ui.shell;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Stands for the FX thread in tests without a stage: what is posted waits until the test runs it.
final class FxQueue implements Executor {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final BlockingQueue<Runnable> posted = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable action) {
        posted.add(action);
    }

    /// Runs what is posted by now.
    void runAll() {
        for (Runnable action = posted.poll(); action != null; action = posted.poll()) {
            action.run();
        }
    }

    /// Runs what is posted until the condition holds, which may come true by what nobody posts.
    void runUntil(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            Runnable action = posted.poll(5, TimeUnit.MILLISECONDS);
            if (action != null) {
                action.run();
            } else if (System.nanoTime() > end) {
                throw new AssertionError("it did not come true in time");
            }
        }
    }
}
