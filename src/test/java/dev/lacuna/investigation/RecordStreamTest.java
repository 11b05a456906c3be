package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryPartition;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.MemoryStream;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Records are handed on as they are read, in order, and hardly any of them is held.
@Timeout(60)
class RecordStreamTest {

    private static final long MORNING = 1_773_475_200_000L;

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final MemorySource source = new MemorySource();
    private final List<RecordPage.Row> rows = new ArrayList<>();

    @AfterEach
    void close() {
        runner.close();
    }

    /// @param each how many in each partition
    /// @param stepMillis in which partition how much time lies between two
    private List<PartitionRange> fill(int each, long... stepMillis) {
        MemoryStream stream = source.cluster().create("orders", stepMillis.length);
        List<PartitionRange> ranges = new ArrayList<>();
        for (MemoryPartition partition : stream.partitions()) {
            for (int i = 0; i < each; i++) {
                long millis = MORNING + i * stepMillis[partition.ref().number()];
                partition.append(MemoryContent.of(millis, "k" + i, "x".repeat(90)));
            }
            ranges.add(new PartitionRange(partition.ref(), partition.info().range()));
        }
        return ranges;
    }

    private RecordStream.End run(List<PartitionRange> ranges, int limit, long room, RecordStream.Taker taker)
            throws Exception {
        var query = new RecordQuery(ranges, Optional.empty(), limit);
        return runner.start("read", context -> new RecordStream(source, query, null, room, taker).run(context))
                .await();
    }

    private void assertEachOnceInOrderOfItsPartition(int each, int partitions) {
        for (int number = 0; number < partitions; number++) {
            int wanted = number;
            assertThat(rows.stream()
                            .filter(row -> row.event().partition().number() == wanted)
                            .map(row -> row.event().position().asOffset()))
                    .as("partition %s", number)
                    .hasSize(each)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void partitionsAreMergedByTimeHoweverUnlikeTheyAre() throws Exception {
        RecordStream.End end = run(fill(3_000, 1, 10, 700), 1_000_000, 64 << 20, rows::addAll);

        assertThat(end.merged()).isTrue();
        assertThat(end.stopped()).isEmpty();
        assertEachOnceInOrderOfItsPartition(3_000, 3);
        assertThat(rows.stream().map(row -> row.event().millis())).isSorted();
    }

    @Test
    void nothingIsHeldBeyondTheRoomAndThatThisCostsTheOrderIsSaid() throws Exception {
        long room = 20_000;
        int[] largest = {0};
        RecordStream.End end = run(fill(3_000, 1, 10, 700), 1_000_000, room, some -> {
            largest[0] = Math.max(largest[0], some.size());
            return rows.addAll(some);
        });

        assertThat(end.merged()).isFalse();
        assertEachOnceInOrderOfItsPartition(3_000, 3);
        assertThat(largest[0] * 90L).isLessThanOrEqualTo(room);
    }

    @Test
    void onePartitionIsHandedOnInSlices() throws Exception {
        List<Integer> slices = new ArrayList<>();
        RecordStream.End end = run(fill(9_000, 1), 1_000_000, 64 << 20, some -> {
            slices.add(some.size());
            return rows.addAll(some);
        });

        assertThat(end.merged()).isTrue();
        assertEachOnceInOrderOfItsPartition(9_000, 1);
        assertThat(slices).hasSizeGreaterThan(3).allMatch(size -> size < 5_000);
    }

    /// What can't be read any more would let whoever wants it fail.
    @Test
    void nothingIsReadBehindTheLimit() throws Exception {
        List<PartitionRange> ranges = fill(9_000, 1);
        source.stallAt(ranges.getFirst().partition(), 400);

        RecordStream.End end = run(ranges, 120, 64 << 20, rows::addAll);

        assertThat(rows).hasSize(120);
        assertThat(end.limited()).isTrue();
        assertThat(end.stopped()).contains("more than 120 records, shown up to position 119");
    }

    @Test
    void fewerThanOneOfEachPartitionAreTheFirstByTime() throws Exception {
        RecordStream.End end = run(fill(3, 5, 1, 3), 2, 64 << 20, rows::addAll);

        assertThat(rows).extracting(row -> row.event().partition().number()).containsExactly(0, 1);
        assertThat(end.limited()).isTrue();
        assertThat(end.stopped()).contains("more than 2 records");
    }

    @Test
    void whoeverHasEnoughIsReadNothingMore() throws Exception {
        List<PartitionRange> ranges = fill(9_000, 1);
        source.stallAt(ranges.getFirst().partition(), 8_000);

        RecordStream.End end = run(ranges, 1_000_000, 64 << 20, some -> {
            rows.addAll(some);
            return false;
        });

        assertThat(end.stopped()).isEmpty();
        assertThat(rows).isNotEmpty().hasSizeLessThan(8_000);
    }
}
