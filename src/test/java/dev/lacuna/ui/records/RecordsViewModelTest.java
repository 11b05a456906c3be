package dev.lacuna.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.RecordBlock;
import dev.lacuna.investigation.RecordList;
import dev.lacuna.investigation.RecordPage;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.task.TaskContext;
import dev.lacuna.ui.gallery.ListedRecords;
import dev.lacuna.ui.gallery.Samples;
import dev.lacuna.ui.kit.FxPulse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RecordsViewModelTest extends RecordsFixture {

    private static final Optional<TimeSpan> AN_HOUR = Optional.of(new TimeSpan(1_000_000, 4_600_000));

    @Test
    void countsWhatIsAllThere() throws Exception {
        load(ListedRecords.of(Samples.page(40)));

        assertThat(model.standing().countProperty().get()).isEqualTo(40);
        assertThat(model.standing().countedProperty().get()).isTrue();
        assertThat(model.standing().messageProperty().get()).isEqualTo("40 records");
        assertThat(model.leadProperty().get()).isPresent();
    }

    @Test
    void choosesStretchesAndSingleRecords() throws Exception {
        load(billion());
        model.moveBy(3, false);
        model.moveBy(4, true);
        assertThat(model.selection().contains(row(3).place())).isTrue();
        assertThat(model.selection().contains(row(7).place())).isTrue();
        assertThat(model.selection().contains(row(8).place())).isFalse();
        assertThat(model.selection().isMany()).isTrue();

        model.choose(row(1), false, false);
        model.choose(row(9), false, true);
        assertThat(model.selection().pair().orElseThrow()).containsExactly(row(1).place(), row(9).place());
        model.choose(row(9), false, true);
        assertThat(model.selection().isMany()).isFalse();
    }

    @Test
    void copiesAllThatIsChosenWhereItIsAtHandAndElseNothing() throws Exception {
        var copying = new RecordCopying(new FxPulse(), runner, model, () -> RecordActions.NONE);
        load(billion());
        model.moveBy(3, false);
        model.moveBy(2, true);
        assertThat(copying.chosen().orElseThrow())
                .extracting(row -> row.event().position().asOffset())
                .containsExactly(3L, 4L, 5L);

        model.chooseAll();
        assertThat(copying.chosen()).isEmpty();
    }

    @Test
    void dropsAnswersThatAreNoLongerWanted() throws Exception {
        var hold = new CountDownLatch(1);
        var slow = new ListedRecords(BILLION, RecordsFixture::row, List.of());
        load(slow);
        CountDownLatch held = new CountDownLatch(1);
        var late = runner.start("list", context -> {
            held.countDown();
            hold.await();
            return (RecordList) ListedRecords.of(Samples.page(3));
        });
        model.load(late);
        held.await();
        load(ListedRecords.of(Samples.page(9)));
        hold.countDown();
        allComesIn();
        assertThat(model.standing().countProperty().get()).isEqualTo(9);
    }

    @Test
    void saysWhatCouldNotBeRead() throws Exception {
        load(ListedRecords.of(
                new RecordPage(Samples.page(2).rows(), "orders/2: stopped at position 9, the broker is gone")));
        assertThat(model.standing().phaseProperty().get()).isEqualTo(ListStanding.Phase.PART);
        assertThat(model.standing().messageProperty().get())
                .isEqualTo("2 records, not all: orders/2: stopped at position 9, the broker is gone");
    }

    @Test
    void saysThatThereAreNone() throws Exception {
        load(ListedRecords.of(new RecordPage(List.of(), "")));
        assertThat(model.standing().messageProperty().get()).isEqualTo("There are no records in this range.");
    }

    @Test
    void saysWhyItFailed() throws Exception {
        load(ListedRecords.of(Samples.page(3)));
        model.load(runner.start("list", context -> {
            throw new IllegalStateException("The broker does not answer.");
        }));
        until(() -> model.standing().phaseProperty().get() == ListStanding.Phase.FAILED);

        assertThat(model.standing().messageProperty().get())
                .isEqualTo("The records could not be read: The broker does not answer.");
        assertThat(model.rows()).as("those of another range would mislead").isEmpty();
    }

    private static RecordList named(StreamRef stream, long size, Optional<TimeSpan> time) {
        return new ListedRecords(size, number -> of(stream, number), List.of()) {
            @Override
            public List<PartitionRange> ranges() {
                return List.of(new PartitionRange(stream.partition(1), PositionRange.offsets(0, size)));
            }

            @Override
            public Optional<TimeSpan> time() {
                return time;
            }
        };
    }

    private static Row of(StreamRef stream, long number) {
        Event like = row(number).event();
        return new Row(
                new Event(
                        stream.partition(1),
                        like.position(),
                        like.millis(),
                        like.timestamps(),
                        like.key(),
                        like.value(),
                        like.headers()),
                Fate.COMMITTED);
    }

    @Test
    void showsNothingOfTheListBeforeOnceAnotherIsThere() throws Exception {
        CountDownLatch ready = new CountDownLatch(1);
        StreamRef other = new StreamRef(Samples.ORDERS.source(), "payments");
        load(new ListedRecords(BILLION, RecordsFixture::row, List.of()) {
            @Override
            public RecordBlock after(long number, int places, TaskContext context) {
                awaitTurn(number > 0 ? ready : new CountDownLatch(0));
                return super.after(number, places, context);
            }
        });
        CountDownLatch listed = new CountDownLatch(1);
        model.load(runner.start("list", context -> {
            listed.await();
            return named(other, BILLION, Optional.empty());
        }));
        model.scrollTo(0.5);
        listed.countDown();
        until(() -> model.list().orElseThrow().ranges().getFirst().partition().stream()
                .equals(other));
        ready.countDown();
        allComesIn();

        assertThat(model.rows())
                .isNotEmpty()
                .allMatch(row -> row.event().partition().stream().equals(other));
        assertThat(firstSeen()).isZero();
    }

    @Test
    void staysWhereItIsWhenTheSameIsListedAnew() throws Exception {
        load(named(Samples.ORDERS, 100_000, AN_HOUR));
        model.goTo(row(70_000).place());
        until(() -> model.leadProperty().get().isPresent() && lead() == 70_000);
        model.scrollBy(-5);
        until(() -> firstSeen() == 69_995);

        load(named(Samples.ORDERS, 120_000, AN_HOUR));
        until(() -> model.leadProperty().get().isPresent() && firstSeen() == 69_995);

        assertThat(lead()).isEqualTo(70_000);
    }

    @Test
    void beginsAtTheFirstRecordOfAnotherRange() throws Exception {
        load(named(Samples.ORDERS, 100_000, AN_HOUR));
        model.goTo(row(70_000).place());
        until(() -> model.leadProperty().get().isPresent() && lead() == 70_000);

        load(named(Samples.ORDERS, 100_000, Optional.of(new TimeSpan(1_000_000, 9_000_000))));
        until(() -> model.leadProperty().get().isPresent());

        assertThat(lead()).isZero();
    }
}
