package dev.lacuna.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.scan.PartitionOutcome.End;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryPartition;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.Await;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ScannerTest {

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final MemorySource source = new MemorySource();
    private final Map<PartitionRef, List<Long>> seen = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void readsEveryEventOfEveryPartitionOnceAndInOrder() throws Exception {
        fill(5, 40);
        List<PartitionOutcome> outcomes = scan(all(), 3).await();
        assertThat(outcomes).hasSize(5).allMatch(PartitionOutcome::isComplete);
        for (PartitionInfo info : source.describe("orders").partitions()) {
            assertThat(seen.get(info.partition())).hasSize(40).isSorted().doesNotHaveDuplicates();
        }
        assertThat(outcomes.stream().mapToLong(PartitionOutcome::events).sum()).isEqualTo(200);
    }

    @Test
    void tellsWhatItWaitsFor() throws Exception {
        fill(1, 40);
        PartitionRef partition =
                source.describe("orders").partitions().getFirst().partition();
        source.stallAt(partition, 20);
        TaskHandle<List<PartitionOutcome>> task = scan(all(), 1);

        Await.until("it says so", () -> task.progress().note().equals("orders/0: its broker does not answer"));
        source.goOn(partition);
        assertThat(task.await().getFirst().isComplete()).isTrue();
        assertThat(task.progress().note()).isEmpty();
    }

    @Test
    void countsWhatACommittedReaderDoesNotSeeApart() throws Exception {
        var stream = source.cluster().create("orders", 1);
        MemoryPartition partition = stream.partition(0);
        partition.append(MemoryContent.of(1, "k", "v"));
        partition.appendTransaction(Fate.ABORTED, MemoryContent.of(2, "k", "v"), MemoryContent.of(3, "k", "v"));
        partition.appendTransaction(Fate.COMMITTED, MemoryContent.of(4, "k", "v"));
        PartitionOutcome outcome = scan(all(), 1).await().getFirst();
        assertThat(outcome.events()).isEqualTo(2);
        assertThat(outcome.invisible()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aFailureLeavesTheOutcomeOfEveryPartitionWithHowFarItCame() throws Exception {
        fill(2, 40);
        PartitionRef broken = source.describe("orders").partitions().get(1).partition();
        source.failAt(
                broken, 17, new SourceException(SourceException.Kind.INTERRUPTED, "broker 1 is gone", true, null));
        List<PartitionOutcome> outcomes = scan(all(), 2).await();
        assertThat(outcomes.get(0).end()).isEqualTo(End.COMPLETE);
        assertThat(outcomes.get(1).end()).isEqualTo(End.FAILED);
        assertThat(outcomes.get(1).failure()).contains("broker 1 is gone");
        assertThat(outcomes.get(1).reached().asOffset()).isLessThanOrEqualTo(17);
        assertThat(seen.get(broken)).allMatch(offset -> offset < 17);
    }

    @Test
    void aPartitionThatFailsEndsAlone() throws Exception {
        fill(3, 40);
        PartitionRef broken = source.describe("orders").partitions().get(1).partition();
        source.failAt(broken, 17, new SourceException(SourceException.Kind.OTHER, "its disk is gone", false, null));
        List<PartitionOutcome> outcomes = scan(all(), 1).await(); // all three on one reader
        assertThat(outcomes).extracting(PartitionOutcome::end).containsExactly(End.COMPLETE, End.FAILED, End.COMPLETE);
        assertThat(outcomes.get(1).failure()).contains("its disk is gone");
        assertThat(seen.get(broken)).hasSizeLessThanOrEqualTo(17);
        assertThat(outcomes.get(0).events() + outcomes.get(2).events()).isEqualTo(80);
    }

    @Test
    void tellsWhatTheHeadMovedPast() throws Exception {
        fill(1, 40);
        var partition = source.cluster().stream("orders").partition(0);
        List<PartitionRange> ranges = all();
        partition.moveHead(13);
        assertThat(scan(ranges, 1).await()).singleElement().satisfies(outcome -> {
            assertThat(outcome.end()).isEqualTo(End.HEAD_MOVED);
            assertThat(outcome.gone()).containsExactly(PositionRange.offsets(0, 13));
            assertThat(outcome.events()).isEqualTo(27);
        });
    }

    @Test
    void cancelIsNoticedWithinAHugeBatch() throws Exception {
        var started = new CountDownLatch(1);
        var cancelled = new CountDownLatch(1);
        var outcomes = new ArrayList<PartitionOutcome>();
        MemoryContent[] contents = new MemoryContent[100_000];
        Arrays.fill(contents, MemoryContent.of(1, "k", "v"));
        source.cluster().create("orders", 1).partition(0).append(contents);
        List<PartitionRange> ranges = all();
        TaskHandle<String> task = runner.start("scan", context -> {
            outcomes.addAll(new Scanner(source, 1)
                    .scan("Scanning", ranges, true, range -> new Waiting(started, cancelled), context));
            context.checkpoint();
            return "never";
        });
        started.await();
        task.cancel();
        cancelled.countDown();
        assertThatThrownBy(task::await).isInstanceOf(TaskCancelledException.class);
        assertThat(outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome.end()).isEqualTo(End.CANCELLED);
            assertThat(outcome.failure()).isEmpty();
            assertThat(outcome.events()).isEqualTo(outcome.reached().asOffset()).isBetween(1L, 20_000L);
        });
    }

    @Test
    void whatAReaderSaysOfItselfGoesWithItsPartitions() throws Exception {
        fill(2, 3);
        assertThat(scan(all(), 2).await()).extracting(PartitionOutcome::note).containsOnly(Optional.empty());
        source.withNote("it saw less");
        assertThat(scan(all(), 2).await()).extracting(PartitionOutcome::note).containsOnly(Optional.of("it saw less"));
    }

    @Test
    void cancelWakesUpAStalledReaderAndKeepsWhatWasSeen() throws Exception {
        fill(1, 40);
        PartitionRef stalled = source.describe("orders").partitions().getFirst().partition();
        source.stallAt(stalled, 20);
        var arrived = new CountDownLatch(20);
        var outcomes = new ArrayList<PartitionOutcome>();
        TaskHandle<String> task = runner.start("scan", context -> {
            outcomes.addAll(
                    new Scanner(source, 1).scan("Scanning", all(), true, range -> new Noting(arrived), context));
            context.checkpoint();
            return "never";
        });
        arrived.await();
        task.cancel();
        assertThatThrownBy(task::await).isInstanceOf(TaskCancelledException.class);
        assertThat(outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome.end()).isEqualTo(End.CANCELLED);
            assertThat(outcome.reached()).isEqualTo(Position.offset(20));
        });
    }

    @Test
    void readsOnlyTheRangesThatWereAskedFor() throws Exception {
        fill(2, 40);
        var partition = source.describe("orders").partitions().get(1).partition();
        scan(List.of(new PartitionRange(partition, PositionRange.offsets(5, 9))), 4)
                .await();
        assertThat(seen).containsOnlyKeys(partition);
        assertThat(seen.get(partition)).containsExactly(5L, 6L, 7L, 8L);
    }

    @Test
    void progressEndsAtTheWholeWithAPartPerPartition() throws Exception {
        fill(3, 10);
        TaskHandle<List<PartitionOutcome>> task = scan(all(), 2);
        task.await();
        assertThat(task.progress().done()).isEqualTo(30);
        assertThat(task.progress().total()).isEqualTo(30);
        assertThat(task.progress().parts())
                .hasSize(3)
                .allMatch(part -> part.ended().equals("complete"));
    }

    private void fill(int partitions, int events) {
        var stream = source.cluster().create("orders", partitions);
        for (int partition = 0; partition < partitions; partition++) {
            for (int i = 0; i < events; i++) {
                stream.partition(partition).append(MemoryContent.of(i, "k" + i, "v"));
            }
        }
    }

    private List<PartitionRange> all() throws SourceException {
        return source.describe("orders").partitions().stream()
                .map(info -> new PartitionRange(info.partition(), info.range()))
                .toList();
    }

    private TaskHandle<List<PartitionOutcome>> scan(List<PartitionRange> ranges, int readers) {
        return runner.start(
                "scan",
                context -> new Scanner(source, readers)
                        .scan("Scanning", ranges, true, range -> new Noting(new CountDownLatch(0)), context));
    }

    private final class Noting implements ReadHandler {
        private final CountDownLatch arrived;

        Noting(CountDownLatch arrived) {
            this.arrived = arrived;
        }

        @Override
        public void batch(Batch batch) {}

        @Override
        public void event(Batch batch, Event event) {
            seen.computeIfAbsent(event.partition(), key -> new ArrayList<>())
                    .add(event.position().asOffset());
            arrived.countDown();
        }

        @Override
        public void ended(PartitionRef partition, Position reached, EndReason reason) {}
    }

    /// Waits at its first event until the task was cancelled.
    private record Waiting(CountDownLatch started, CountDownLatch cancelled) implements ReadHandler {

        @Override
        public void batch(Batch batch) {}

        @Override
        public void event(Batch batch, Event event) {
            started.countDown();
            try {
                cancelled.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void ended(PartitionRef partition, Position reached, EndReason reason) {}
    }
}
