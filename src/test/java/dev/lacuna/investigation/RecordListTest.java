package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.decode.Decoding;
import dev.lacuna.filter.EventFilter;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.MemoryStream;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordListTest {

    private static final int PLACES = 20;

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final MemorySource source = new MemorySource();
    private final MemoryStream orders = source.cluster().create("orders", 3);

    @AfterEach
    void close() {
        runner.close();
    }

    /// Bursts at one millisecond, late arrivals, and holes.
    private void fill(long seed, int events) {
        Random random = new Random(seed);
        long now = 1_000_000;
        for (int i = 0; i < events; i++) {
            now += random.nextInt(10) < 6 ? 0 : random.nextInt(200);
            long at = random.nextInt(12) == 0 ? now - random.nextInt(1_000) : now;
            var partition = orders.partition(random.nextInt(3));
            partition.append(MemoryContent.of(at, "k" + i, "{\"n\":" + i + "}"));
            if (random.nextInt(15) == 0) {
                partition.skip(random.nextInt(5));
            }
        }
    }

    private List<PartitionRange> all() {
        return orders.partitions().stream()
                .map(partition ->
                        new PartitionRange(partition.ref(), partition.info().range()))
                .toList();
    }

    private RecordList list(RecordOrder order, boolean markers) throws Exception {
        var sampling = new Sampling(source, Decoding.none());
        return MergedRecords.of(source, sampling, new ListRequest(all(), Optional.empty(), order, markers));
    }

    private RecordBlock after(RecordList list, long number) throws Exception {
        return runner.start("read", context -> list.after(number, PLACES, context))
                .await();
    }

    private RecordBlock before(RecordList list, long number) throws Exception {
        return runner.start("read", context -> list.before(number, PLACES, context))
                .await();
    }

    private List<RecordPage.Row> forwards(RecordList list) throws Exception {
        List<RecordPage.Row> rows = new ArrayList<>();
        for (long at = 0; at < list.size(); ) {
            RecordBlock block = after(list, at);
            assertThat(block.from()).as("blocks follow one another").isEqualTo(at);
            assertThat(block.to()).isGreaterThan(at);
            rows.addAll(block.rows());
            at = block.to();
        }
        return rows;
    }

    private List<RecordPage.Row> backwards(RecordList list) throws Exception {
        List<RecordPage.Row> rows = new ArrayList<>();
        for (long at = list.size(); at > 0; ) {
            RecordBlock block = before(list, at);
            assertThat(block.to()).as("blocks follow one another").isEqualTo(at);
            assertThat(block.from()).isLessThan(at);
            rows.addAll(0, block.rows());
            at = block.from();
        }
        return rows;
    }

    private static List<String> places(List<RecordPage.Row> rows) {
        return rows.stream()
                .map(row -> row.event().partition() + "@" + row.event().position())
                .toList();
    }

    @Test
    void listsEveryRecordOnceInTheSameOrderFromEitherEnd() throws Exception {
        for (int seed = 0; seed < 12; seed++) {

            fill(seed, 60);
            for (RecordOrder order : RecordOrder.values()) {
                List<RecordPage.Row> rows = forwards(list(order, false));

                assertThat(places(rows)).doesNotHaveDuplicates().hasSize(60 * (seed + 1));
                assertThat(rows).isSortedAccordingTo((a, b) -> a.place().compareTo(b.place()));
                assertThat(places(backwards(list(order, false)))).isEqualTo(places(rows));
            }
        }
    }

    @Test
    void canBeEnteredAnywhere() throws Exception {
        fill(7, 900);
        List<String> whole = places(forwards(list(RecordOrder.TIME, false)));
        RecordList list = list(RecordOrder.TIME, false);
        Random random = new Random(3);
        for (int i = 0; i < 40; i++) {
            long number = (long) (random.nextDouble() * list.size());
            RecordBlock block = after(list, number);

            assertThat(number).isBetween(block.from(), block.to() - 1);
            assertThat(whole).containsSequence(places(block.rows()));
            if (block.from() > 0) {
                List<String> two =
                        new ArrayList<>(places(before(list, block.from()).rows()));
                two.addAll(places(block.rows()));
                assertThat(whole).containsSequence(two);
            }
        }
    }

    @Test
    void findsAnOffsetAndATime() throws Exception {
        fill(11, 700);
        RecordList list = list(RecordOrder.TIME, false);
        for (RecordPage.Row row : forwards(list(RecordOrder.TIME, false))) {
            long number = list.numberOf(
                    row.event().partition(), row.event().position().asOffset());
            assertThat(places(after(list, number).rows())).containsAnyElementsOf(places(List.of(row)));
        }
        long moment = 1_000_000 + 8_000;
        RecordBlock block = after(list, list.numberOf(moment));
        assertThat(block.rows().getFirst().millis()).isGreaterThanOrEqualTo(moment);
        RecordBlock earlier = before(list, block.from());
        assertThat(earlier.rows()).allMatch(row -> row.millis() < moment);
    }

    @Test
    void saysWhichPositionsLieBetweenTwoRecords() throws Exception {
        fill(5, 300);
        for (RecordOrder order : RecordOrder.values()) {
            RecordList list = list(order, false);
            List<RecordPage.Row> rows = forwards(list);
            List<PartitionRange> ranges =
                    list.between(rows.get(40).place(), rows.get(180).place());
            List<RecordPage.Row> within = rows.stream()
                    .filter(row -> ranges.stream()
                            .anyMatch(range -> range.partition()
                                            .equals(row.event().partition())
                                    && range.positions().contains(row.event().position())))
                    .toList();
            assertThat(within).isEqualTo(rows.subList(40, 181));
        }
    }

    @Test
    void searchesOnFromWhereItStoppedAndSaysHowFarItCame() throws Exception {
        fill(9, 5_000);
        RecordList list = list(RecordOrder.TIME, false);
        EventFilter filter = EventFilter.compile("value.n % 10 == 3");
        List<RecordPage.Row> hits = new ArrayList<>();
        RecordSearch first = runner.start(
                        "search", context -> list.search(filter, 0, Optional.empty(), true, 5, hits::addAll, context))
                .await();
        assertThat(first.whole()).isFalse();
        assertThat(first.searched()).isPositive().isLessThan(list.size());
        RecordSearch rest = runner.start(
                        "search",
                        context -> list.search(
                                filter, first.reached(), Optional.empty(), true, 10_000, hits::addAll, context))
                .await();
        assertThat(rest.whole()).isTrue();
        assertThat(first.searched() + rest.searched()).isEqualTo(list.size());
        assertThat(hits).hasSize(500).isSortedAccordingTo((a, b) -> a.place().compareTo(b.place()));

        List<RecordPage.Row> back = new ArrayList<>();
        RecordPage.Row one = hits.get(250);
        long number =
                list.numberOf(one.event().partition(), one.event().position().asOffset());
        runner.start(
                        "search",
                        context -> list.search(
                                filter, number + 1, Optional.of(one.place()), false, 1, back::addAll, context))
                .await();
        assertThat(back.getFirst()).isEqualTo(hits.get(249));
    }

    @Test
    void looksForSomethingRareInFewParts() throws Exception {
        fill(9, 150_000);
        RecordList list = list(RecordOrder.TIME, false);
        var parts = new AtomicInteger();
        source.withFault(step -> {
            if (step == MemoryFault.Step.OPEN_READER) {
                parts.incrementAndGet();
            }
        });
        RecordSearch search = search(list, "value.n < 0", rows -> {});
        assertThat(search.whole()).isTrue();
        assertThat(search.searched()).isEqualTo(list.size());
        assertThat(parts.get())
                .as("readers, of which each part has a few, and one to see how values are read")
                .isLessThanOrEqualTo(5 * Math.min(3, Runtime.getRuntime().availableProcessors()) + 1);
    }

    @Test
    void keepsNoMoreHitsAtOnceThanUsualWhereManyComeAfterNone() throws Exception {
        fill(9, 150_000);
        RecordList list = list(RecordOrder.TIME, false);
        List<Integer> together = new ArrayList<>();
        List<RecordPage.Row> hits = new ArrayList<>();
        search(list, "value.n > 45000", rows -> {
            together.add(rows.size());
            hits.addAll(rows);
        });
        assertThat(hits)
                .hasSize(150_000 - 45_001)
                .isSortedAccordingTo((a, b) -> a.place().compareTo(b.place()));
        assertThat(together).allMatch(rows -> rows <= 64_000);
    }

    private RecordSearch search(RecordList list, String filter, Consumer<List<RecordPage.Row>> hits) throws Exception {
        var by = EventFilter.compile(filter);
        return runner.start(
                        "search",
                        context -> list.search(by, 0, Optional.empty(), true, Integer.MAX_VALUE, hits, context))
                .await();
    }

    @Test
    void keepsTheBeginningOfALongValueAndFetchesTheRest() throws Exception {
        String text = "x".repeat(200_000);
        orders.partition(1).append(MemoryContent.of(5, "k", text));
        RecordList list = list(RecordOrder.TIME, false);
        RecordPage.Row row = after(list, 0).rows().getFirst();

        assertThat(row.isCut()).isTrue();
        assertThat(row.event().value()).isEqualTo(Bytes.utf8(text).slice(0, MergedRecords.KEPT_BYTES));
        assertThat(row.size()).isEqualTo(200_001);
        RecordPage.Row whole = runner.start("read", context -> list.whole(row.place(), context))
                .await()
                .orElseThrow();
        assertThat(whole.event().value()).isEqualTo(Bytes.utf8(text));
        assertThat(whole.isCut()).isFalse();
    }

    @Test
    void listsTheMarksOfTransactionsWhereTheyAreWanted() throws Exception {
        orders.partition(0).appendTransaction(Fate.ABORTED, MemoryContent.of(5, "k", "a"));
        assertThat(after(list(RecordOrder.PARTITION, true), 0).rows())
                .extracting(RecordPage.Row::isMarker, RecordPage.Row::fate)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(false, Fate.ABORTED),
                        org.assertj.core.api.Assertions.tuple(true, Fate.ABORTED));
        assertThat(after(list(RecordOrder.PARTITION, false), 0).rows()).hasSize(1);
    }

    @Test
    void hasNothingWhereNothingIs() throws Exception {
        RecordList list = list(RecordOrder.TIME, false);
        assertThat(list.size()).isZero();
        assertThat(after(list, 0).rows()).isEmpty();
        assertThat(before(list, 0).rows()).isEmpty();
        assertThat(list.numberOf(7)).isZero();
    }

    @Test
    void findsATimeAlsoWhereAllPartitionsButOneAreEmpty() throws Exception {
        for (int i = 0; i < 100; i++) {
            orders.partition(2).append(MemoryContent.of(1_000_000 + i * 1_000, "k" + i, "{\"n\":" + i + "}"));
        }
        RecordList list = list(RecordOrder.TIME, false);
        long number = list.numberOf(1_000_000 + 40_000);
        List<RecordPage.Row> hits = new ArrayList<>();
        EventFilter filter = EventFilter.compile("value.n == 70");
        RecordSearch search = runner.start(
                        "search", context -> list.search(filter, 0, Optional.empty(), true, 1, hits::addAll, context))
                .await();

        assertThat(number).isEqualTo(40);
        assertThat(after(list, number).rows().getFirst().event().millis()).isEqualTo(1_040_000);
        assertThat(hits).hasSize(1);
        assertThat(search.millis()).isEqualTo(-1);
    }
}
