package dev.lacuna.ui.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.journal.Journal;
import dev.lacuna.journal.KeptPlan;
import dev.lacuna.journal.KeptState;
import dev.lacuna.journal.TaskKind;
import dev.lacuna.journal.TaskStart;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.task.TaskState;
import dev.lacuna.ui.kit.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @TempDir
    private Path home;

    private Journal journal;
    private TasksModel model;

    @BeforeEach
    void open() {
        journal = new Journal(home, clock, "test");
        model = new TasksModel(runner, new EarlierTasks(journal, runner), new Formats());
    }

    @AfterEach
    void close() {
        runner.close();
        journal.close();
    }

    private TaskHandle<Integer> scan() {
        return runner.start("Scan orders", context -> {
            context.report(ProgressSnapshot.of("Scanning", 5, 5, "positions"));
            return 1;
        });
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
        model.refresh(true);
        assertThat(model.current()).as("too young to be worth a line").isEmpty();
        steps.countDown();
        reported.await();
        nowMillis.addAndGet(2_000);
        model.refresh(true);

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
        model.refresh(true);

        assertThat(model.lines())
                .extracting(TaskLine::text)
                .containsExactly("cancelled after 7 positions", "failed: The disk is full.");
        assertThat(model.lines()).extracting(TaskLine::state).containsExactly(TaskState.CANCELLED, TaskState.FAILED);
        assertThat(model.lastEnded()).map(TaskLine::title).contains("Export");
    }

    @Test
    void tellsOfEarlierTasksAndOffersToGoOnWithWhatWasInterrupted() throws Exception {
        earlier("done", KeptState.DONE, Map.of("planned", 20L, "written", 20L), "Copied 20 of 20 events.");
        earlier("cut", KeptState.RUNNING, Map.of("planned", 100L, "written", 30L, "already_there", 10L), "");
        awaitEnd(scan());
        look();

        assertThat(model.all()).hasSize(3);
        assertThat(model.all().getFirst()).isEqualTo(model.unfinished().orElseThrow());
        EarlierLine cut = model.unfinished().orElseThrow();
        assertThat(cut.title()).isEqualTo("Replay to orders");
        assertThat(cut.state()).isEqualTo("interrupted");
        assertThat(cut.text()).startsWith("40 of 100 events stand in the target · 1970-01-01 00:16:40");
        assertThat(model.all().get(1)).isInstanceOf(TaskLine.class);
        assertThat(model.all().get(2)).isInstanceOfSatisfying(EarlierLine.class, line -> {
            assertThat(line.state()).isEqualTo("done");
            assertThat(line.text()).startsWith("Copied 20 of 20 events.");
            assertThat(line.canGoOn()).isFalse();
        });
    }

    @Test
    void leavesOutLookUpsThatWereOverAtOnce() throws Exception {
        awaitEnd(runner.start("List records", context -> 1));
        awaitEnd(scan());
        var slow = new CountDownLatch(1);
        TaskHandle<Integer> looked = runner.start("Describe groups", context -> {
            slow.await();
            return 1;
        });
        nowMillis.addAndGet(3_000);
        slow.countDown();
        awaitEnd(looked);
        model.refresh(true);

        assertThat(model.all())
                .extracting(line -> ((TaskLine) line).title())
                .containsExactly("Describe groups", "Scan orders");
    }

    @Test
    void tellsOfAnExportHoweverQuickItWas() throws Exception {
        awaitEnd(runner.start("Export gaps.csv", context -> {
            context.report(new ProgressSnapshot("", 4, 4, "findings", List.of(), "written"));
            return 1;
        }));
        nowMillis.addAndGet(10);
        awaitEnd(runner.start("Look at topics", context -> {
            context.report(ProgressSnapshot.of("", 3, 3, "topics"));
            return 1;
        }));
        model.refresh(false);

        assertThat(model.lastEnded()).map(TaskLine::title).contains("Export gaps.csv");
        assertThat(model.lastEnded()).map(TaskLine::text).contains("4 findings in 0 ms");
    }

    @Test
    void aJournalThatCantBeReadIsToldAndHidesNothingElse() throws Exception {
        Files.writeString(journal.file(), "no database ".repeat(500));
        awaitEnd(scan());
        long end = System.nanoTime() + 120_000_000_000L;
        while (model.trouble().isEmpty() && System.nanoTime() < end) {
            model.refresh(true);
            Thread.onSpinWait();
        }
        assertThat(model.trouble()).contains("damaged");
        assertThat(model.all()).hasSize(1);
    }

    /// As if of a process that is gone.
    private void earlier(String plan, KeptState state, Map<String, Long> counts, String message) throws Exception {
        long task = journal.begin(new TaskStart(
                TaskKind.RUN,
                "memory://a",
                "memory://a",
                "orders",
                "",
                Optional.of(new KeptPlan(plan, "replay", "{}"))));
        journal.move(task, state, counts, message);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + journal.file());
                var statement = connection.createStatement()) {
            statement.execute("UPDATE task SET mark = 'ticks 1' WHERE id = " + task);
        }
    }

    private void look() {
        long end = System.nanoTime() + 120_000_000_000L;
        do {
            model.refresh(true);
            Thread.onSpinWait();
        } while (model.unfinished().isEmpty() && System.nanoTime() < end);
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
