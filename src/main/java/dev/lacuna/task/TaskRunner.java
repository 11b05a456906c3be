package dev.lacuna.task;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts tasks on threads that it keeps and keeps a list of them, newest last. The one place that makes threads.
///
/// They are few, and no virtual ones: those leave a thread in the operating system's wait for sockets, for which the
/// JVM waits 0.3 s when a command ends.
public final class TaskRunner implements AutoCloseable {

    /// Work to be done in the background.
    @FunctionalInterface
    public interface Work<R> {
        R run(TaskContext context) throws Exception;
    }

    private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);
    private static final int KEPT_ENDED_TASKS = 100;

    private final Clock clock;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("task-", 0).factory());
    private final AtomicLong ids = new AtomicLong();
    /// One party for each task under way, and one for this.
    private final Phaser working = new Phaser(1);
    private final List<TaskHandle<?>> tasks = new CopyOnWriteArrayList<>();

    public TaskRunner(Clock clock) {
        this.clock = clock;
    }

    /// Starts the work now.
    public <R> TaskHandle<R> start(String title, Work<R> work) {
        var task = new RunningTask<R>(ids.incrementAndGet(), title, clock, threads);
        forgetOldest();
        tasks.add(task);
        // what a task has brought belongs to whoever waits for it: a list for people keeps no scan alive
        task.onEnd(ended -> tasks.replaceAll(each -> each == ended ? EndedTask.of(ended) : each));
        working.register();
        threads.execute(() -> {
            try {
                run(task, work);
            } finally {
                working.arriveAndDeregister();
            }
        });
        return task;
    }

    /// Does something beside that nobody waits for and that is no task; its failure is of no consequence.
    public void beside(Runnable work) {
        threads.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException | LinkageError e) {
                LOG.debug("work beside failed", e);
            }
        });
    }

    /// Tasks that run or have ended lately, oldest first. Those that have ended are without their results.
    public List<TaskHandle<?>> tasks() {
        return new ArrayList<>(tasks);
    }

    public Clock clock() {
        return clock;
    }

    public Instant now() {
        return clock.instant();
    }

    private static <R> void run(RunningTask<R> task, Work<R> work) {
        if (!task.begin()) {
            return;
        }
        try {
            task.succeed(ScopedValue.where(RunningTask.CURRENT, task).call(() -> work.run(task)));
        } catch (TaskCancelledException e) {
            task.endCancelled();
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            if (task.isCancelled()) {
                LOG.debug("task '{}' failed while it was cancelled", task.title(), e);
                task.endCancelled();
            } else {
                LOG.info("task '{}' failed", task.title(), e);
                task.fail(e);
            }
        } catch (Error e) {
            LOG.error("task '{}' broke", task.title(), e);
            task.fail(new IllegalStateException("internal error: " + e, e));
        }
    }

    private void forgetOldest() {
        long ended = tasks.stream().filter(task -> task.state().isTerminal()).count();
        for (TaskHandle<?> task : tasks) {
            if (ended < KEPT_ENDED_TASKS) {
                return;
            }
            if (task.state().isTerminal() && tasks.remove(task)) {
                ended--;
            }
        }
    }

    /// Cancels what runs and waits for it for a few seconds; not for what is done beside.
    @Override
    public void close() {
        tasks.forEach(TaskHandle::cancel);
        try {
            working.awaitAdvanceInterruptibly(working.arriveAndDeregister(), 5, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.debug("not all tasks have ended");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }
}
