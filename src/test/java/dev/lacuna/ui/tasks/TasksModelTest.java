package dev.lacuna.ui.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.task.TaskState;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TasksModelTest {

    private final AtomicLong nowMillis = new AtomicLong(1_000_000);
    private final Clock clock = new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.@Nullable ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(nowMillis.get());
        }
    };
    private final TaskRunner runner = new TaskRunner(clock);
    private final TasksModel model = new TasksModel(runner);

    @AfterEach
    void close() {
        runner.close();
    }

    private static void awaitEnd(TaskHandle<?> task) throws InterruptedException {
        var ended = new CountDownLatch(1);
        task.onEnd(handle -> ended.countDown());
        ended.await();
    }

    @Test
    void tellsPaceAndTimeLeftOfWhatRuns() throws Exception {
        var steps = new CountDownLatch(1);
        var reported = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        TaskHandle<Integer> task = runner.start("Scan orders", context -> {
            context.report(ProgressSnapshot.of("Scanning", 0, 1_000, "positions"));
            steps.await();
            context.report(ProgressSnapshot.of("Scanning", 400, 1_000, "positions"));
            reported.countDown();
            end.await();
            return 1;
        });
        while (task.progress().total() < 0) {
            Thread.onSpinWait();
        }
        model.refresh();
        assertThat(model.current()).as("too young to be worth a line").isEmpty();
        steps.countDown();
        reported.await();
        nowMillis.addAndGet(2_000);
        model.refresh();

        TaskLine line = model.current().orElseThrow();
        assertThat(line.text()).isEqualTo("400 of 1\u202F000 positions · 200/s · 3 s left");
        assertThat(line.fraction()).isEqualTo(0.4);
        assertThat(model.running()).isEqualTo(1);
        end.countDown();
        awaitEnd(task);
    }

    @Test
    void tellsHowTasksEnded() throws Exception {
        TaskHandle<String> failed = runner.start("Export", context -> {
            throw new IOException("The disk is full.");
        });
        awaitEnd(failed);
        TaskHandle<String> cancelled = runner.start("Scan", context -> {
            context.report(ProgressSnapshot.of("Scanning", 7, 10, "positions"));
            while (true) {
                context.checkpoint();
                Thread.onSpinWait();
            }
        });
        while (cancelled.progress().done() == 0) {
            Thread.onSpinWait();
        }
        cancelled.cancel();
        awaitEnd(cancelled);
        model.refresh();

        assertThat(model.lines())
                .extracting(TaskLine::text)
                .containsExactly("cancelled after 7 positions", "failed: The disk is full.");
        assertThat(model.lines()).extracting(TaskLine::state).containsExactly(TaskState.CANCELLED, TaskState.FAILED);
        assertThat(model.lastEnded()).map(TaskLine::title).contains("Export");
    }

    @Test
    void startsThePaceAnewWhenAPhaseDoes() {
        var pace = new TaskPace();
        pace.note(0, ProgressSnapshot.of("a", 0, 100, "x"));
        pace.note(1_000, ProgressSnapshot.of("a", 100, 100, "x"));
        assertThat(pace.perSecond()).isEqualTo(100);
        pace.note(1_100, ProgressSnapshot.of("b", 0, 50, "x"));
        assertThat(pace.perSecond()).isEqualTo(-1);
        pace.note(2_100, ProgressSnapshot.of("b", 10, 50, "x"));
        assertThat(pace.perSecond()).isEqualTo(10);
        assertThat(pace.leftMillis(ProgressSnapshot.of("b", 10, 50, "x"))).isEqualTo(4_000);
    }
}
