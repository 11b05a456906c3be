package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.decode.Decoding;
import dev.lacuna.filter.EventFilter;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PositionRange;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryPartition;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.MemoryStream;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordCounterTest {

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final MemorySource source = new MemorySource();
    private final MemoryStream orders = source.cluster().create("orders", 2);

    @AfterEach
    void close() {
        runner.close();
    }

    private RecordCount count(List<PartitionRange> ranges, Optional<EventFilter> filter) throws Exception {
        return new RecordTasks(source, new Sampling(source, Decoding.none()), runner, null)
                .count(ranges, filter)
                .await();
    }

    private static PartitionRange range(MemoryPartition partition, long from, long to) {
        return new PartitionRange(partition.ref(), PositionRange.offsets(from, to));
    }

    private static MemoryContent[] some(int from, int count) {
        MemoryContent[] some = new MemoryContent[count];
        for (int i = 0; i < count; i++) {
            some[i] = MemoryContent.of(1_000 + from + i, "k", "{\"n\":" + (from + i) + "}");
        }
        return some;
    }

    @Test
    void countsRecordsAndNotPositions() throws Exception {
        MemoryPartition first = orders.partition(0);
        first.append(some(0, 5));
        first.skip(7);
        first.appendTransaction(Fate.ABORTED, some(5, 3));
        first.appendTransaction(Fate.COMMITTED, some(8, 2));
        first.appendTransaction(Fate.OPEN, some(10, 4));
        orders.partition(1).append(some(0, 6));

        RecordCount count = count(
                orders.partitions().stream()
                        .map(partition -> new PartitionRange(
                                partition.ref(), partition.info().range()))
                        .toList(),
                Optional.empty());

        assertThat(count.committed()).isEqualTo(5 + 2 + 6);
        assertThat(count.aborted()).isEqualTo(3);
        assertThat(count.open()).isEqualTo(4);
        assertThat(count.positions()).isEqualTo(first.info().range().span() + 6);
        assertThat(count.parts()).hasSize(2);
        assertThat(count.troubles()).isEmpty();
    }

    @Test
    void isExactAlsoWhereARangeCutsThroughABatchThatCompactionHasThinned() throws Exception {
        MemoryPartition partition = orders.partition(0);
        for (int batch = 0; batch < 8; batch++) {
            partition.append(some(batch * 10, 10));
        }
        Random random = new Random(4);
        for (int i = 0; i < 30; i++) {
            partition.compactAway(random.nextInt(80));
        }
        for (int i = 0; i < 60; i++) {
            long from = random.nextInt(80);
            long to = from + random.nextInt((int) (81 - from));
            long truth = partition.committed().stream()
                    .filter(event -> event.position().asOffset() >= from
                            && event.position().asOffset() < to)
                    .count();
            assertThat(count(List.of(range(partition, from, to)), Optional.empty())
                            .committed())
                    .as("%d to %d", from, to)
                    .isEqualTo(truth);
        }
    }

    @Test
    void countsThoseOfAFilterAndSaysWhichItCouldNotJudge() throws Exception {
        MemoryPartition partition = orders.partition(0);
        partition.append(some(0, 20));
        partition.append(MemoryContent.of(5_000, "k", "{\"m\":1}"));

        RecordCount count =
                count(List.of(range(partition, 0, 21)), Optional.of(EventFilter.compile("value.n % 5 == 0")));

        assertThat(count.committed()).isEqualTo(4);
        assertThat(count.unjudged()).contains("could not judge 1 record, which is left out");
    }

    @Test
    void saysWhereItCouldNotCount() throws Exception {
        MemoryPartition partition = orders.partition(0);
        partition.append(some(0, 10));
        partition.append(some(10, 10));
        source.failAt(
                partition.ref(),
                12,
                new SourceException(SourceException.Kind.DENIED, "You may not read on.", false, null));

        RecordCount count = count(List.of(range(partition, 0, 20)), Optional.empty());

        assertThat(count.committed()).isEqualTo(10);
        assertThat(count.troubles()).contains("stopped at position 10", "You may not read on.");
        assertThat(count(List.of(range(orders.partition(1), 0, 5)), Optional.empty())
                        .troubles())
                .contains("the log ends at position 0");
    }
}
