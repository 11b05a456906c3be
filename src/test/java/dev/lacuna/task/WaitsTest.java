package dev.lacuna.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What waits for the outside world in a task ends with it.
@Timeout(60)
class WaitsTest {

    private static String never(CountDownLatch begun) throws InterruptedException {
        begun.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // as clients do
            throw e;
        }
        return "answered";
    }

    @Test
    void aWaitIsBrokenOffByACancelAndTheThreadIsNotInterruptedAnyMore() throws Exception {
        var begun = new CountDownLatch(1);
        var interruptedAfterwards = new AtomicBoolean(true);
        try (var runner = new TaskRunner(Clock.systemUTC())) {
            TaskHandle<String> task = runner.start("ask", context -> {
                try {
                    return Waits.call(Duration.ZERO, () -> never(begun));
                } finally {
                    interruptedAfterwards.set(Thread.currentThread().isInterrupted());
                }
            });
            begun.await();
            task.cancel();
            assertThatThrownBy(task::await).isInstanceOf(TaskCancelledException.class);
        }
        assertThat(interruptedAfterwards).isFalse();
    }

    @Test
    void soIsOneOfAPartOfATask() throws Exception {
        var begun = new CountDownLatch(2);
        Callable<String> part = () -> Waits.call(Duration.ZERO, () -> never(begun));
        try (var runner = new TaskRunner(Clock.systemUTC())) {
            TaskHandle<List<String>> task = runner.start("ask", context -> context.inParallel(List.of(part, part)));
            begun.await();
            task.cancel();
            assertThatThrownBy(task::await).isInstanceOf(TaskCancelledException.class);
        }
    }

    /// A commit that is nearly done is worth a moment.
    @Test
    void whatIsGivenAMomentMayUseIt() throws Exception {
        var begun = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        try (var runner = new TaskRunner(Clock.systemUTC())) {
            TaskHandle<String> task = runner.start(
                    "commit",
                    context -> Waits.call(Duration.ofMinutes(10), () -> {
                        begun.countDown();
                        answered.await();
                        return "committed";
                    }));
            begun.await();
            task.cancel();
            answered.countDown();
            assertThat(task.await()).isEqualTo("committed");
        }
    }

    @Test
    void whoeverIsNoTaskWaitsAsBefore() throws Exception {
        Thread.currentThread().interrupt();
        assertThat(Waits.<String, RuntimeException>call(Duration.ZERO, () -> "answered"))
                .isEqualTo("answered");
        assertThat(Thread.interrupted()).isTrue();
    }
}
