package dev.lacuna.ui.shell;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Stands for the FX thread in tests without a stage: what is posted waits until the test runs it.
final class FxQueue implements Executor {

    private static final long PATIENCE_SECONDS = 20;

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

    /// Runs what is posted until the condition holds.
    void runUntil(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Runnable action = posted.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (action == null) {
                throw new AssertionError("nothing came for " + PATIENCE_SECONDS + " s");
            }
            action.run();
        }
    }
}
