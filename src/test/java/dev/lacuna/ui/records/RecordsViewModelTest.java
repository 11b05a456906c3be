package dev.lacuna.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.filter.EventFilter;
import dev.lacuna.investigation.RecordBlock;
import dev.lacuna.investigation.RecordList;
import dev.lacuna.investigation.RecordPage;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.investigation.RecordPlace;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Header;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.task.TaskContext;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.gallery.ListedRecords;
import dev.lacuna.ui.gallery.Samples;
import dev.lacuna.ui.kit.Formats;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordsViewModelTest {

    private static final long BILLION = 1_000_000_000;

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
    private final RecordsViewModel model = new RecordsViewModel(fx::add, runner);
    private int arrived;

    @AfterEach
    void close() {
        runner.close();
    }

    /// Runs what comes to the FX thread until it holds.
    private void until(BooleanSupplier holds) throws InterruptedException {
        while (!holds.getAsBoolean()) {
            Runnable next = fx.poll(120, TimeUnit.SECONDS);
            assertThat(next).as("something that comes to the FX thread").isNotNull();
            Objects.requireNonNull(next).run();
            arrived++;
        }
    }

    /// Runs what comes to the FX thread until each task has told of its end, as each does there once; not for searches,
    /// which tell of hits, too.
    private void allComesIn() throws InterruptedException {
        until(() -> arrived == runner.tasks().size());
    }

    /// Waits for this very list: rows of the one before would let a test run ahead of it.
    private void load(RecordList list) throws Exception {
        model.load(runner.start("list", context -> list));
        until(() -> model.list().orElse(null) == list && (!model.rows().isEmpty() || list.size() == 0));
    }

    private static ListedRecords billion() {
        return new ListedRecords(BILLION, RecordsViewModelTest::row, List.of());
    }

    private static Row row(long number) {
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

    private long firstSeen() {
        return model.rows().getFirst().event().position().asOffset();
    }

    private long lead() {
        return model.leadProperty().get().orElseThrow().event().position().asOffset();
    }

    @Test
    void countsWhatIsAllThere() throws Exception {
        load(ListedRecords.of(Samples.page(40)));

        assertThat(model.standing().countProperty().get()).isEqualTo(40);
        assertThat(model.standing().countedProperty().get()).isTrue();
        assertThat(model.standing().messageProperty().get()).isEqualTo("40 records");
        assertThat(model.leadProperty().get()).isPresent();
    }

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
    void dropsAnswersThatAreNoLongerWanted() throws Exception {
        var hold = new CountDownLatch(1);
        var slow = new ListedRecords(BILLION, RecordsViewModelTest::row, List.of());
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
    void saysHowFarASearchCameAndGoesOn() throws Exception {
        load(new ListedRecords(100_000, RecordsViewModelTest::row, List.of()));
        model.search(EventFilter.compile("value.n % 20 == 7"), runner);
        until(() -> !model.hits().isSearching());

        assertThat(model.rows().getFirst().event().position()).isEqualTo(Position.offset(7));
        assertThat(model.hits().canGoOn()).isTrue();
        assertThat(words()).isEqualTo("1 000 hits. Searched 20.0 K of 100 K positions; there may be more.");

        model.searchOn(runner);
        until(() -> !model.hits().isSearching());
        assertThat(words()).isEqualTo("2 000 hits. Searched 40.0 K of 100 K positions; there may be more.");
    }

    @Test
    void neverSaysThatThereIsNothingBeforeEverythingWasSearched() throws Exception {
        var stopped = new CountDownLatch(1);
        load(new ListedRecords(
                BILLION,
                number -> {
                    if (number == 5_000) {
                        stopped.countDown();
                    }
                    return row(number);
                },
                List.of()));
        model.search(EventFilter.compile("value.n < 0"), runner);
        stopped.await();
        assertThat(words()).startsWith("No hit so far. Searching: ");
        model.hits().stop();
        until(() -> !model.hits().isSearching());
        assertThat(words()).doesNotContain("all").startsWith("No hit so far. Searched ");

        load(new ListedRecords(300, RecordsViewModelTest::row, List.of()));
        model.search(EventFilter.compile("value.n < 0"), runner);
        until(() -> !model.hits().isSearching());
        assertThat(words()).isEqualTo("No hit. Searched all 300 positions.");
    }

    @Test
    void findsTheNextHitAndTheOneBefore() throws Exception {
        load(new ListedRecords(100_000, RecordsViewModelTest::row, List.of()));
        EventFilter filter = EventFilter.compile("value.n % 30000 == 29999");
        model.find(filter, true, runner);
        until(() -> lead() == 29_999);
        model.find(filter, true, runner);
        until(() -> lead() == 59_999);
        model.find(filter, false, runner);
        until(() -> lead() == 29_999);
        model.find(filter, false, runner);
        until(() -> !model.hits().isSearching());
        assertThat(words()).isEqualTo("There is no hit before this one.");
        assertThat(lead()).isEqualTo(29_999);
    }

    private String words() {
        return model.hits()
                .words(model.list().orElseThrow().size(), new Formats())
                .replace(Formats.GROUP, ' ');
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

    private static Event with(Event like, @Nullable Bytes key, @Nullable Bytes value) {
        return new Event(
                like.partition(), like.position(), like.millis(), like.timestamps(), key, value, like.headers());
    }

    private static void awaitTurn(CountDownLatch turn) {
        try {
            turn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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

    private static final Optional<TimeSpan> AN_HOUR = Optional.of(new TimeSpan(1_000_000, 4_600_000));

    @Test
    void showsNothingOfTheListBeforeOnceAnotherIsThere() throws Exception {
        CountDownLatch ready = new CountDownLatch(1);
        StreamRef other = new StreamRef(Samples.ORDERS.source(), "payments");
        load(new ListedRecords(BILLION, RecordsViewModelTest::row, List.of()) {
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

    @Test
    void aListThatFailedLeavesNoHitsOfTheOneBefore() throws Exception {
        load(billion());
        model.search(EventFilter.compile("value.n < 3"), runner);
        until(() -> model.hits().window().rows().size() == 3);
        model.hits().stop();
        model.load(runner.start("list", context -> {
            throw new IllegalStateException("The broker does not answer.");
        }));
        until(() -> model.standing().phaseProperty().get() == ListStanding.Phase.FAILED);

        assertThat(model.rows()).isEmpty();
        assertThat(model.hits().isShown()).isFalse();
    }

    @Test
    void goingToARecordAtHandGivesUpGoingElsewhere() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        load(new ListedRecords(BILLION, RecordsViewModelTest::row, List.of()) {
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
        load(new ListedRecords(BILLION, RecordsViewModelTest::row, List.of()) {
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
