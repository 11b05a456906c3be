package dev.lacuna.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.RecordList;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Position;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.gallery.ListedRecords;
import dev.lacuna.ui.gallery.Samples;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;

/// A list of records without a table: what comes to the FX thread waits in a queue until a test runs it.
abstract class RecordsFixture {

    static final long BILLION = 1_000_000_000;

    final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
    final RecordsViewModel model = new RecordsViewModel(fx::add, runner);
    private int arrived;

    @AfterEach
    void close() {
        runner.close();
    }

    /// Runs what comes to the FX thread until it holds.
    void until(BooleanSupplier holds) throws InterruptedException {
        while (!holds.getAsBoolean()) {
            Runnable next = fx.poll(120, TimeUnit.SECONDS);
            assertThat(next).as("something that comes to the FX thread").isNotNull();
            Objects.requireNonNull(next).run();
            arrived++;
        }
    }

    /// Runs what comes to the FX thread until each task has told of its end, as each does there once; not for searches,
    /// which tell of hits, too.
    void allComesIn() throws InterruptedException {
        until(() -> arrived == runner.tasks().size());
    }

    /// Waits for this very list: rows of the one before would let a test run ahead of it.
    void load(RecordList list) throws Exception {
        model.load(runner.start("list", context -> list));
        until(() -> model.list().orElse(null) == list && (!model.rows().isEmpty() || list.size() == 0));
    }

    static ListedRecords billion() {
        return new ListedRecords(BILLION, RecordsFixture::row, List.of());
    }

    static Row row(long number) {
        return new Row(
                new Event(
                        Samples.ORDERS.partition(1),
                        Position.offset(number),
                        1_000_000 + number,
                        TimestampKind.CREATE,
                        null,
                        Bytes.utf8("{\"n\":" + number + "}"),
                        List.of()),
                Fate.COMMITTED);
    }

    long firstSeen() {
        return model.rows().getFirst().event().position().asOffset();
    }

    long lead() {
        return model.leadProperty().get().orElseThrow().event().position().asOffset();
    }

    static void awaitTurn(CountDownLatch turn) {
        try {
            turn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
