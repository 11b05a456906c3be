package dev.lacuna.task;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One task, from both sides: its work sees the context, everybody else the handle.
final class RunningTask<R> implements TaskHandle<R>, TaskContext {

    private static final Logger LOG = LoggerFactory.getLogger(RunningTask.class);

    /// Whose work a thread does.
    static final ScopedValue<TaskContext> CURRENT = ScopedValue.newInstance();

    private final long id;
    private final String title;
    private final Clock clock;
    private final ExecutorService threads;
    private final Instant started;
    private final AtomicReference<ProgressSnapshot> progress = new AtomicReference<>(ProgressSnapshot.NONE);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // Guarded by lock.
    private TaskState state = TaskState.QUEUED;
    private @Nullable R result;
    private @Nullable Exception failure;
    private @Nullable Instant ended;
    private final List<Runnable> wakeups = new ArrayList<>();
    private final List<Consumer<TaskHandle<R>>> endActions = new ArrayList<>();

    RunningTask(long id, String title, Clock clock, ExecutorService threads) {
        this.id = id;
        this.title = title;
        this.clock = clock;
        this.threads = threads;
        this.started = clock.instant();
    }

    // The runner's side.

    boolean begin() {
        return move(TaskState.RUNNING);
    }

    void succeed(R value) {
        end(TaskState.DONE, value, null);
    }

    void fail(Exception cause) {
        end(TaskState.FAILED, null, cause);
    }

    void endCancelled() {
        end(TaskState.CANCELLED, null, null);
    }

    private void end(TaskState terminal, @Nullable R value, @Nullable Exception cause) {
        List<Consumer<TaskHandle<R>>> actions;
        lock.lock();
        try {
            if (state == TaskState.PAUSED) {
                state = TaskState.RUNNING; // the work ended without noticing the pause
            }
            if (state == TaskState.RUNNING && terminal == TaskState.CANCELLED) {
                state = TaskState.CANCELLING; // the work gave up by itself
            }
            actions = endLocked(terminal, value, cause);
        } finally {
            lock.unlock();
        }
        actions.forEach(this::tell);
    }

    private List<Consumer<TaskHandle<R>>> endLocked(TaskState terminal, @Nullable R value, @Nullable Exception cause) {
        if (!state.mayBecome(terminal)) {
            throw new IllegalStateException("a task can't go from " + state + " to " + terminal);
        }
        state = terminal;
        result = value;
        failure = cause;
        ended = clock.instant();
        wakeups.clear();
        List<Consumer<TaskHandle<R>>> actions = List.copyOf(endActions);
        endActions.clear();
        changed.signalAll();
        return actions;
    }

    /// One that fails keeps neither the others from being told nor the task from having ended.
    private void tell(Consumer<TaskHandle<R>> action) {
        try {
            action.accept(this);
        } catch (RuntimeException e) {
            LOG.error("what was to follow task '{}' failed", title, e);
        }
    }

    private boolean move(TaskState next) {
        lock.lock();
        try {
            if (!state.mayBecome(next)) {
                return false;
            }
            state = next;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    // The work's side.

    @Override
    public void report(ProgressSnapshot snapshot) {
        progress.set(snapshot);
    }

    @Override
    public void checkpoint() throws TaskCancelledException {
        lock.lock();
        try {
            while (state == TaskState.PAUSED) {
                changed.awaitUninterruptibly();
            }
            if (isEnding(state)) {
                throw new TaskCancelledException();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isCancelled() {
        return isEnding(state());
    }

    @Override
    public boolean isPaused() {
        return state() == TaskState.PAUSED;
    }

    private static boolean isEnding(TaskState state) {
        return state == TaskState.CANCELLING || state == TaskState.CANCELLED;
    }

    @Override
    public Registration onCancel(Runnable wakeup) {
        lock.lock();
        try {
            wakeups.add(wakeup);
            if (isEnding(state)) {
                threads.execute(wakeup);
            }
        } finally {
            lock.unlock();
        }
        return () -> {
            lock.lock();
            try {
                wakeups.remove(wakeup);
            } finally {
                lock.unlock();
            }
        };
    }

    @Override
    public <T> List<T> inParallel(List<? extends Callable<? extends T>> parts) throws Exception {
        var failed = new AtomicReference<@Nullable Exception>();
        var left = new CountDownLatch(parts.size());
        List<Future<T>> futures = new ArrayList<>();
        for (Callable<? extends T> part : parts) {
            futures.add(threads.submit(() -> {
                try {
                    return ScopedValue.where(CURRENT, this).call(part::call);
                } catch (Exception e) {
                    failed.compareAndSet(null, e);
                    throw e;
                } finally {
                    left.countDown();
                }
            }));
        }
        left.await();
        Exception first = failed.get();
        if (first != null) {
            throw first;
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    // Everybody's side.

    @Override
    public long id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public TaskState state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ProgressSnapshot progress() {
        return progress.get();
    }

    @Override
    public Instant started() {
        return started;
    }

    @Override
    public Optional<Instant> ended() {
        lock.lock();
        try {
            return Optional.ofNullable(ended);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<R> result() {
        lock.lock();
        try {
            return Optional.ofNullable(result);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Exception> failure() {
        lock.lock();
        try {
            return Optional.ofNullable(failure);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void cancel() {
        List<Consumer<TaskHandle<R>>> actions = List.of();
        lock.lock();
        try {
            if (state == TaskState.QUEUED) {
                actions = endLocked(TaskState.CANCELLED, null, null); // nothing runs yet, so nobody else would end it
            } else if (state.mayBecome(TaskState.CANCELLING)) {
                state = TaskState.CANCELLING;
                changed.signalAll();
                wakeups.forEach(threads::execute);
            }
        } finally {
            lock.unlock();
        }
        actions.forEach(this::tell);
    }

    @Override
    public void pause() {
        move(TaskState.PAUSED);
    }

    @Override
    public void resume() {
        lock.lock();
        try {
            if (state == TaskState.PAUSED) {
                state = TaskState.RUNNING;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onEnd(Consumer<TaskHandle<R>> action) {
        lock.lock();
        try {
            if (!state.isTerminal()) {
                endActions.add(action);
                return;
            }
        } finally {
            lock.unlock();
        }
        tell(action);
    }

    @Override
    public R await() throws Exception {
        lock.lock();
        try {
            while (!state.isTerminal()) {
                changed.await();
            }
            if (state == TaskState.CANCELLED) {
                throw new TaskCancelledException();
            }
            if (failure != null) {
                throw failure;
            }
            R value = result;
            if (value == null) {
                throw new IllegalStateException("task '" + title + "' ended without a result");
            }
            return value;
        } finally {
            lock.unlock();
        }
    }
}
