package dev.lacuna.cli;

import dev.lacuna.task.TaskHandle;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Ctrl+C: cancels what runs and gives the command a few seconds to say what it has, before the JVM ends with 130.
public final class Interruption {

    private static final long PATIENCE_SECONDS = 8;

    private final AtomicReference<@Nullable TaskHandle<?>> running = new AtomicReference<>();
    private final AtomicReference<@Nullable Runnable> waiting = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean interrupted;

    /// Listens for the JVM's end from now on.
    public void install() {
        try {
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("interruption").unstarted(this::interrupt));
        } catch (IllegalStateException e) {
            interrupted = true; // the JVM was told to end before it had begun
        }
    }

    void interrupt() {
        interrupted = true;
        Optional.ofNullable(running.get()).ifPresent(TaskHandle::cancel);
        Optional.ofNullable(waiting.get()).ifPresent(Runnable::run);
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return; // it does not listen; the JVM ends anyway
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean isInterrupted() {
        return interrupted;
    }

    /// The task to be cancelled by Ctrl+C, until the next one.
    void watch(TaskHandle<?> task) {
        running.set(task);
        if (interrupted) {
            task.cancel();
        }
    }

    /// Does work that is no task, on this thread; Ctrl+C interrupts it.
    <R> R interruptibly(Callable<R> work) throws Exception {
        Thread worker = Thread.currentThread();
        waiting.set(worker::interrupt);
        if (interrupted) {
            worker.interrupt();
        }
        try {
            return work.call();
        } finally {
            waiting.set(null);
        }
    }

    /// The command has said all that it has to say.
    public void finished() {
        ended.countDown();
    }
}
