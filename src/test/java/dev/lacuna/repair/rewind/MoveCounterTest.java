package dev.lacuna.repair.rewind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.RewindPlan.Part;
import dev.lacuna.source.MemoryCluster;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryPartition;
import dev.lacuna.task.TaskContext;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MoveCounterTest {

    private final MemoryCluster cluster = MemoryCluster.of("shop");
    private final MemoryPartition log = cluster.create("orders", 1).partition(0);

    private static MemoryContent event(int number) {
        return MemoryContent.of(1_000 + number, "k" + number, "v");
    }

    private Map<PartitionRef, Long> count(long before, long after) throws Exception {
        long end = log.info().end().asOffset();
        var part = new Part(
                "orders",
                "id",
                0,
                Optional.of(Position.offset(before)),
                Position.offset(after),
                PositionRange.offsets(0, end));
        try (var runner = new TaskRunner(Clock.systemUTC())) {
            return runner.<Map<PartitionRef, Long>>start("count", context -> of(part, context))
                    .await();
        }
    }

    private Map<PartitionRef, Long> of(Part part, TaskContext context) throws Exception {
        return MoveCounter.count(cluster.connect(), Map.of(log.ref(), part.move()), context);
    }

    @Test
    void countsEventsAndNeitherMarkersNorWhatWasAborted() throws Exception {
        log.append(event(0), event(1), event(2)); // 0 to 2
        log.appendTransaction(Fate.ABORTED, event(3), event(4)); // 3, 4, marker 5
        log.appendTransaction(Fate.COMMITTED, event(6)); // 6, marker 7
        log.append(event(8));

        assertThat(count(9, 1)).containsEntry(log.ref(), 4L);
        assertThat(count(1, 9)).as("skipped, likewise").containsEntry(log.ref(), 4L);
    }

    @Test
    void saysNothingExactOfABatchThatIsCutAndLacksEvents() throws Exception {
        log.append(event(0), event(1), event(2), event(3));
        log.compactAway(2);

        assertThat(count(4, 0)).as("whole").containsEntry(log.ref(), 3L);
        assertThat(count(4, 1)).as("cut").isEmpty();
    }

    @Test
    void saysNothingExactWhereATransactionIsOpen() throws Exception {
        log.append(event(0));
        log.appendTransaction(Fate.OPEN, event(1));

        assertThat(count(2, 0)).isEmpty();
    }

    @Test
    void readsNoMoreThanTakesMoments() throws Exception {
        log.append(event(0));
        log.skip(MoveCounter.MOST_POSITIONS);

        assertThat(count(log.info().end().asOffset(), 0)).isEmpty();
    }
}
