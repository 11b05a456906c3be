package dev.lacuna.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.RecordPage;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Header;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.task.TaskState;
import dev.lacuna.ui.gallery.Samples;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordsTest {

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final RecordsViewModel model = new RecordsViewModel();

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void showsThePageWhenItIsThere() throws Exception {
        load(context -> Samples.page(40));

        assertThat(model.rows()).hasSize(40);
        assertThat(model.countProperty().get()).isEqualTo(40);
        assertThat(model.phaseProperty().get()).isEqualTo(RecordsViewModel.Phase.WHOLE);
        assertThat(model.messageProperty().get()).isEqualTo("40 records");
    }

    @Test
    void saysWhereItStopped() throws Exception {
        load(context -> new RecordPage(Samples.page(2).rows(), "orders/2: stopped at position 9, the broker is gone"));

        assertThat(model.phaseProperty().get()).isEqualTo(RecordsViewModel.Phase.PART);
        assertThat(model.messageProperty().get())
                .isEqualTo("2 records, not all: orders/2: stopped at position 9, the broker is gone");
    }

    @Test
    void doesNotCallAPageEmptyThatOnlyStopped() throws Exception {
        load(context -> new RecordPage(List.of(), "orders/2: stopped at position 9"));
        assertThat(model.messageProperty().get())
                .isEqualTo("No records so far, not all: orders/2: stopped at position 9");

        load(context -> new RecordPage(List.of(), ""));
        assertThat(model.messageProperty().get()).isEqualTo("There are no records in this range.");
    }

    @Test
    void saysWhyItFailed() throws Exception {
        load(context -> Samples.page(3));
        load(context -> {
            throw new IllegalStateException("The broker does not answer.");
        });

        assertThat(model.phaseProperty().get()).isEqualTo(RecordsViewModel.Phase.FAILED);
        assertThat(model.messageProperty().get())
                .isEqualTo("The records could not be read: The broker does not answer.");
        assertThat(model.rows()).as("those of another range would mislead").isEmpty();
    }

    @Test
    void keepsTheOldRecordsAndTellsHowFarItIsWhileItLoads() throws Exception {
        load(context -> Samples.page(3));
        CountDownLatch reported = new CountDownLatch(1);
        CountDownLatch hold = new CountDownLatch(1);
        model.load(runner.start("read", context -> {
            context.report(ProgressSnapshot.of("Reading", 1_200, 41_230, "positions"));
            reported.countDown();
            hold.await();
            return Samples.page(1);
        }));
        reported.await();
        model.refresh();

        assertThat(model.rows()).hasSize(3);
        assertThat(model.messageProperty().get().replace('\u202f', ' '))
                .isEqualTo("Reading records: 1 200 of 41 230 positions");
        hold.countDown();
    }

    @Test
    void cancelsWhatIsNoLongerWanted() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        TaskHandle<RecordPage> first = runner.start("read", context -> {
            context.onCancel(cancelled::countDown);
            cancelled.await();
            context.checkpoint();
            return Samples.page(9);
        });
        model.load(first);
        load(context -> Samples.page(2));
        CountDownLatch ended = new CountDownLatch(1);
        first.onEnd(task -> ended.countDown());
        ended.await();
        model.refresh();

        assertThat(first.state()).isEqualTo(TaskState.CANCELLED);
        assertThat(model.rows()).hasSize(2);
    }

    @Test
    void tellsNothingEmptinessAndBytesApart() {
        Event like = Samples.page(1).rows().getFirst().event();
        assertThat(RecordWords.key(with(like, null, null))).isEqualTo("null");
        assertThat(RecordWords.key(with(like, Bytes.EMPTY, null))).isEqualTo("empty");
        assertThat(RecordWords.value(with(like, null, null))).isEqualTo("tombstone");
        assertThat(RecordWords.value(with(like, null, Bytes.EMPTY))).isEqualTo("empty");
        assertThat(RecordWords.headerValue(new Header("a", null))).isEqualTo("null");
        assertThat(RecordWords.headerValue(new Header("a", Bytes.EMPTY))).isEqualTo("empty");
        assertThat(RecordWords.value(with(like, null, Bytes.of(new byte[] {(byte) 0xff, 1}))))
                .isEqualTo("0xff01");
        assertThat(RecordWords.reference(like)).isEqualTo("orders/1@4110");
        assertThat(RecordWords.copy(Bytes.of(new byte[] {(byte) 0xff, 1}))).isEqualTo("/wE=");
    }

    private static Event with(
            Event like, @org.jspecify.annotations.Nullable Bytes key, @org.jspecify.annotations.Nullable Bytes value) {
        return new Event(
                like.partition(), like.position(), like.millis(), like.timestamps(), key, value, like.headers());
    }

    private void load(TaskRunner.Work<RecordPage> work) throws Exception {
        TaskHandle<RecordPage> task = runner.start("read", work);
        CountDownLatch ended = new CountDownLatch(1);
        task.onEnd(handle -> ended.countDown());
        ended.await();
        model.load(task);
    }
}
