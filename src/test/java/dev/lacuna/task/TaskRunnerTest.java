package dev.lacuna.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TaskRunnerTest {

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void endsDoneWithItsResult() throws Exception {
        TaskHandle<String> task = runner.start("work", context -> "result");
        assertThat(task.await()).isEqualTo("result");
        assertThat(task.state()).isEqualTo(TaskState.DONE);
        assertThat(task.ended()).isPresent();
    }

    /// A name that is looked up can't be broken off.
    @Test
    void noProgramWaitsForWhatIsDoneBeside() {
        var never = new CountDownLatch(1);
        runner.beside(() -> {
            while (never.getCount() > 0) {
                Thread.onSpinWait();
            }
        });
        try {
            long began = System.nanoTime();
            runner.close();
            assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(4));
        } finally {
            never.countDown();
        }
    }

    @Test
    void tellsTheOthersWhenOneThatIsToldOfTheEndFails() throws Exception {
        var go = new CountDownLatch(1);
        var told = new CountDownLatch(2);
        TaskHandle<String> task = runner.start("work", context -> {
            go.await();
            return "result";
        });
        task.onEnd(handle -> {
            told.countDown();
            throw new IllegalStateException("a window that is closed already");
        });
        task.onEnd(handle -> told.countDown());
        go.countDown();
        assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(task.await()).isEqualTo("result");
        assertThat(task.state()).isEqualTo(TaskState.DONE);
    }

    @Test
    void remembersHowATaskWentAndNotWhatItBrought() throws Exception {
        TaskHandle<String> task = runner.start("work", context -> "result");
        task.await();
        while (runner.tasks().getFirst() == task) {
            Thread.onSpinWait();
        }

        TaskHandle<?> remembered = runner.tasks().getFirst();
        assertThat(remembered.id()).isEqualTo(task.id());
        assertThat(remembered.title()).isEqualTo("work");
        assertThat(remembered.state()).isEqualTo(TaskState.DONE);
        assertThat(remembered.ended()).isEqualTo(task.ended());
        assertThat(remembered.result()).isEmpty();
        assertThat(task.result()).contains("result");
    }

    @Test
    void endsFailedWithItsCause() {
        TaskHandle<String> task = runner.start("work", context -> {
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(task::await)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken");
        assertThat(task.state()).isEqualTo(TaskState.FAILED);
        assertThat(task.failure()).isPresent();
    }

    @Test
    void cancelWakesUpWhatBlocksAndEndsCancelled() throws Exception {
        var blocked = new CountDownLatch(1);
        var wake = new CountDownLatch(1);
        TaskHandle<String> task = runner.start("work", context -> {
            try (var _ = context.onCancel(wake::countDown)) {
                blocked.countDown();
                wake.await();
                context.checkpoint();
            }
            return "never";
        });
        blocked.await();
        task.cancel();
        assertThatThrownBy(task::await).isInstanceOf(TaskCancelledException.class);
        assertThat(task.state()).isEqualTo(TaskState.CANCELLED);
    }

    @Test
    void aWakeupRegisteredAfterTheCancelIsCalledToo() throws Exception {
        var started = new CountDownLatch(1);
        var cancelled = new CountDownLatch(1);
        var wake = new CountDownLatch(1);
        TaskHandle<String> task = runner.start("work", context -> {
            started.countDown();
            cancelled.await();
            try (var _ = context.onCancel(wake::countDown)) {
                wake.await();
            }
            context.checkpoint();
            return "never";
        });
        started.await();
        task.cancel();
        cancelled.countDown();
        assertThatThrownBy(task::await).isInstanceOf(TaskCancelledException.class);
    }

    @Test
    void pauseHoldsTheWorkUntilItIsResumed() throws Exception {
        var steps = new AtomicInteger();
        var begun = new CountDownLatch(1);
        var paused = new CountDownLatch(1);
        TaskHandle<Integer> task = runner.start("work", context -> {
            begun.countDown();
            paused.await();
            context.checkpoint();
            return steps.get();
        });
        begun.await();
        task.pause();
        assertThat(task.state()).isEqualTo(TaskState.PAUSED);
        paused.countDown();
        steps.set(7); // the work reads it only once it is resumed
        task.resume();
        assertThat(task.await()).isEqualTo(7);
    }

    @Test
    void cancelEndsAPausedTask() throws Exception {
        var begun = new CountDownLatch(1);
        var paused = new CountDownLatch(1);
        TaskHandle<String> task = runner.start("work", context -> {
            begun.countDown();
            paused.await();
            context.checkpoint();
            return "never";
        });
        begun.await();
        task.pause();
        paused.countDown();
        task.cancel();
        assertThatThrownBy(task::await).isInstanceOf(TaskCancelledException.class);
    }

    @Test
    void endActionsRunExactlyOnceWheneverTheyAreAdded() throws Exception {
        var calls = new AtomicInteger();
        var go = new CountDownLatch(1);
        var called = new CountDownLatch(1);
        TaskHandle<String> task = runner.start("work", context -> {
            go.await();
            return "x";
        });
        task.onEnd(handle -> {
            calls.incrementAndGet();
            called.countDown();
        });
        go.countDown();
        task.await();
        assertThat(called.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(calls).hasValue(1);
        task.onEnd(handle -> calls.incrementAndGet());
        assertThat(calls).hasValue(2);
    }

    @Test
    void partsRunSideBySideAndKeepTheirOrder() throws Exception {
        var meet = new CountDownLatch(3);
        Callable<Integer> part = () -> {
            meet.countDown();
            assertThat(meet.await(60, TimeUnit.SECONDS)).as("all parts at once").isTrue();
            return (int) meet.getCount();
        };
        TaskHandle<List<Integer>> task =
                runner.start("work", context -> context.<Integer>inParallel(List.of(part, part, part)));
        assertThat(task.await()).containsExactly(0, 0, 0);
    }

    @Test
    void aFailingPartFailsTheTaskAfterAllHaveEnded() {
        var ended = new AtomicInteger();
        Callable<String> bad = () -> {
            throw new java.io.IOException("part failed");
        };
        Callable<String> good = () -> {
            ended.incrementAndGet();
            return "ok";
        };
        TaskHandle<List<String>> task =
                runner.start("work", context -> context.<String>inParallel(List.of(bad, good, good)));
        assertThatThrownBy(task::await).isInstanceOf(java.io.IOException.class);
        assertThat(ended).hasValue(2);
    }

    @Test
    void statesFollowTheMap() {
        assertThat(TaskState.DONE.mayBecome(TaskState.RUNNING)).isFalse();
        assertThat(TaskState.CANCELLING.mayBecome(TaskState.DONE)).isTrue();
        for (TaskState state : TaskState.values()) {
            if (state.isTerminal()) {
                for (TaskState next : TaskState.values()) {
                    assertThat(state.mayBecome(next)).isFalse();
                }
            }
        }
    }
}
