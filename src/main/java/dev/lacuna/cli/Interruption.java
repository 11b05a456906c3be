package dev.lacuna.cli;

import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.WaitingThread;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Ctrl+C: cancels what runs, or interrupts what is waited for, and gives the command a few seconds to say what it has,
/// before the JVM ends with 130.
public final class Interruption {

    private static final long PATIENCE_SECONDS = 8;

    private final AtomicReference<@Nullable TaskHandle<?>> running = new AtomicReference<>();
    private final AtomicReference<@Nullable WaitingThread> command = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean interrupted;
    private volatile boolean unread;

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
        TaskHandle<?> task = running.get();
        WaitingThread waiting = command.get();
        if (task != null && !task.state().isTerminal()) {
            task.cancel(); // what it has got is still told
        } else if (waiting != null) {
            waiting.interrupt();
        } else {
            return; // nobody has anything to say
        }
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

    /// Nobody reads any more what is printed (`| head -1`): what runs only to be printed is in vain.
    public void unread() {
        unread = true;
        Optional.ofNullable(running.get()).ifPresent(TaskHandle::cancel);
    }

    boolean isUnread() {
        return unread;
    }

    /// The task to be cancelled by Ctrl+C, until the next one.
    void watch(TaskHandle<?> task) {
        running.set(task);
        if (interrupted) {
            task.cancel();
        }
    }

    /// Does a command's work on this thread. Where that waits for something else than a task that is watched, Ctrl+C
    /// interrupts it.
    <R> R interruptibly(Callable<R> work) throws Exception {
        var worker = new WaitingThread();
        command.set(worker);
        if (interrupted) {
            worker.interrupt();
        }
        try {
            return work.call();
        } finally {
            worker.waitsNoLonger();
            if (interrupted) {
                Thread.interrupted(); // what is left to say is to be said
            }
        }
    }

    /// The command has said all that it has to say.
    public void finished() {
        ended.countDown();
    }
}
