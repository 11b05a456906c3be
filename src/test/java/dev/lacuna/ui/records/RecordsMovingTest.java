package dev.lacuna.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.RecordBlock;
import dev.lacuna.investigation.RecordPlace;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.task.TaskContext;
import dev.lacuna.ui.gallery.ListedRecords;
import dev.lacuna.ui.gallery.Samples;
import dev.lacuna.ui.kit.Formats;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RecordsMovingTest extends RecordsFixture {

    @Test
    void readsOfABillionRecordsOnlyWhatIsLookedAt() throws Exception {
        ListedRecords list = billion();
        load(list);
        assertThat(model.standing().messageProperty().get().replace(Formats.GROUP, ' '))
                .isEqualTo("At most 1 000 000 000 records");
        assertThat(model.standing().countedProperty().get()).isFalse();

        model.scrollTo(0.5);
        until(() -> firstSeen() == BILLION / 2);
        assertThat(model.topFraction()).isEqualTo(0.5);
        model.goToEnd(true);
        until(() -> model.leadProperty().get().isPresent() && lead() == BILLION - 1);
        assertThat(firstSeen()).isEqualTo(BILLION - model.seen());
        model.chooseAll();
        assertThat(model.selection().contains(row(77).place())).isTrue();
        assertThat(list.made()).isLessThan(10_000);
        assertThat(model.atHand().size()).isLessThan(5_000);
    }

    @Test
    void keepsItsPlaceWhileItScrollsThroughMoreThanItKeeps() throws Exception {
        load(billion());
        for (int i = 0; i < 400; i++) {
            long expected = firstSeen() + 19;
            model.scrollBy(19);
            until(() -> model.rows().size() == model.seen() && firstSeen() == expected);
        }
        assertThat(model.atHand().size()).isLessThan(5_000);
        long at = firstSeen();
        for (int i = 0; i < 100; i++) {
            long expected = firstSeen() - 19;
            model.scrollBy(-19);
            until(() -> firstSeen() == expected);
        }
        assertThat(firstSeen()).isEqualTo(at - 1_900);
    }

    @Test
    void goesToAnOffset() throws Exception {
        load(billion());
        model.goTo(row(123_456_789).place());
        until(() -> lead() == 123_456_789);
        assertThat(firstSeen()).isEqualTo(123_456_789);
    }

    @Test
    void goingToARecordAtHandGivesUpGoingElsewhere() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        load(new ListedRecords(BILLION, RecordsFixture::row, List.of()) {
            @Override
            public RecordBlock before(long number, int places, TaskContext context) {
                awaitTurn(go);
                return super.before(number, places, context);
            }
        });
        model.goToEnd(true);
        model.goTo(row(7).place());
        go.countDown();
        allComesIn();

        assertThat(lead()).isEqualTo(7);
        assertThat(firstSeen()).isZero();
    }

    @Test
    void goesToTheNearestRecordOfThePartitionAndSaysSo() throws Exception {
        load(new ListedRecords(1_000, number -> row(number < 500 ? number : number + 100), List.of()) {
            @Override
            public long numberOf(PartitionRef partition, long offset) {
                return offset < 600 ? Math.min(offset, 500) : Math.min(offset - 100, 999);
            }
        });
        model.goTo(row(550).place());
        until(() -> lead() == 600);
        assertThat(model.missedProperty().get())
                .isEqualTo("orders/1@550 is not among these records. This is the nearest one of its partition.");
        model.moveBy(1, false);
        assertThat(model.missedProperty().get()).isEmpty();

        model.goTo(row(2_000).place());
        until(() -> lead() == 1_099);
        assertThat(model.missedProperty().get()).startsWith("orders/1@2000 is not");
    }

    @Test
    void choosesNoRecordOfAnotherPartitionInsteadOfOneThatIsNotThere() throws Exception {
        load(billion());
        model.moveBy(3, false);
        Event like = row(7).event();
        model.goTo(new RecordPlace(0, Samples.ORDERS.partition(2), like.position()));
        until(() -> !model.missedProperty().get().isEmpty());

        assertThat(model.missedProperty().get()).isEqualTo("orders/2@7 is not among these records.");
        assertThat(model.selection().lead()).contains(row(3).place());
    }

    @Test
    void owesNothingBehindTheEndsOfAList() throws Exception {
        load(billion());
        model.scrollBy(-50);
        model.scrollBy(5);
        assertThat(firstSeen()).isEqualTo(5);

        model.goToEnd(true);
        until(() -> lead() == BILLION - 1);
        long last = firstSeen();
        model.scrollBy(50);
        allComesIn();
        model.scrollBy(-5);
        assertThat(firstSeen()).isEqualTo(last - 5);
    }

    @Test
    void owesNothingAfterAReadThatFailed() throws Exception {
        var fails = new AtomicBoolean();
        load(new ListedRecords(BILLION, RecordsFixture::row, List.of()) {
            @Override
            public RecordBlock after(long number, int places, TaskContext context) {
                if (fails.get()) {
                    throw new IllegalStateException("The broker does not answer.");
                }
                return super.after(number, places, context);
            }
        });
        allComesIn();
        fails.set(true);
        model.scrollBy(1_500);
        until(() -> model.standing().phaseProperty().get() == ListStanding.Phase.FAILED);
        fails.set(false);
        long at = firstSeen();
        model.scrollBy(-1);
        allComesIn();

        assertThat(firstSeen())
                .as("the jump that failed is not made up for later")
                .isEqualTo(at - 1);
    }
}
