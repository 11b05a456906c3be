package dev.lacuna.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.Backdrop;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryPartition;
import dev.lacuna.source.MemorySource;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class OverviewScannerTest {

    private static final long NOON = 1_700_000_000_000L;
    private static final long MINUTE = 60_000;

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final MemorySource source = new MemorySource();
    private final List<OverviewScanner.Overview> news = new ArrayList<>();

    @AfterEach
    void close() {
        runner.close();
    }

    private OverviewScanner.Overview overview() throws Exception {
        return look().await();
    }

    private TaskHandle<OverviewScanner.Overview> look() {
        return runner.start("overview", context -> {
            new OverviewScanner(source, 256, Duration.ofMinutes(1)).scan(partitions(), news::add, context);
            return news.isEmpty() ? new OverviewScanner.Overview(new TimeSpan(0, 0), Map.of()) : news.getLast();
        });
    }

    private List<PartitionInfo> partitions() throws Exception {
        return source.describe("orders").partitions();
    }

    private static Backdrop of(OverviewScanner.Overview overview, MemoryPartition partition) {
        return Objects.requireNonNull(overview.backdrops().get(partition.ref()));
    }

    @Test
    void tellsWhereAPartitionStoodWhenToAFinePartOfItsTime() throws Exception {
        MemoryPartition partition = source.cluster().create("orders", 1).partition(0);
        for (int i = 0; i < 1_000; i++) {
            partition.append(MemoryContent.of(NOON + i * MINUTE, "k", "v"));
        }

        Backdrop backdrop = of(overview(), partition);

        assertThat(backdrop.span()).isEqualTo(1_000);
        for (int i = 0; i < backdrop.millis().length; i++) {
            long after = Math.ceilDiv(backdrop.millis()[i] - NOON, MINUTE);
            assertThat(backdrop.positions()[i]).isEqualTo(Math.min(1_000, after));
        }
        assertThat(backdrop.millis().length).isGreaterThanOrEqualTo(257);
    }

    @Test
    void drawsTheWholeFirstAndSharpensIt() throws Exception {
        MemoryPartition partition = source.cluster().create("orders", 1).partition(0);
        for (int i = 0; i < 1_000; i++) {
            partition.append(MemoryContent.of(NOON + i * MINUTE, "k", "v"));
        }
        overview();

        assertThat(news).hasSizeGreaterThan(4);
        assertThat(news.stream().map(step -> of(step, partition).millis().length))
                .isSorted();
        assertThat(news)
                .allSatisfy(step -> assertThat(of(step, partition).span()).isEqualTo(1_000));
    }

    @Test
    void looksWhereMostLiesThoughOneEventHasAnAbsurdTime() throws Exception {
        MemoryPartition partition = source.cluster().create("orders", 1).partition(0);
        for (int i = 0; i < 2_000; i++) {
            partition.append(MemoryContent.of(NOON + i * MINUTE, "k", "v"));
        }
        partition.append(MemoryContent.of(NOON + 80L * 365 * 24 * 60 * MINUTE, "k", "v"));

        OverviewScanner.Overview overview = overview();

        assertThat(overview.focus().fromMillis()).isLessThanOrEqualTo(NOON);
        assertThat(overview.focus().toMillis()).isGreaterThanOrEqualTo(NOON + 1_900 * MINUTE);
        assertThat(overview.focus().millis()).isLessThan(20_000 * MINUTE);
        Backdrop backdrop = of(overview, partition);
        assertThat(backdrop.span()).isEqualTo(2_001);
        assertThat(longestStretchWithin(backdrop, NOON + 100 * MINUTE, NOON + 1_900 * MINUTE))
                .isLessThan(100 * MINUTE);
    }

    private static long longestStretchWithin(Backdrop backdrop, long from, long to) {
        long longest = 0;
        for (int i = 1; i < backdrop.millis().length; i++) {
            if (backdrop.millis()[i] > from && backdrop.millis()[i - 1] < to) {
                longest = Math.max(longest, backdrop.millis()[i] - backdrop.millis()[i - 1]);
            }
        }
        return longest;
    }

    @Test
    void asksNothingMoreWhereNothingMoved() throws Exception {
        MemoryPartition partition = source.cluster().create("orders", 1).partition(0);
        partition.append(MemoryContent.of(NOON, "k", "v"));
        partition.append(MemoryContent.of(NOON + 1_000 * MINUTE, "k", "v"));

        assertThat(of(overview(), partition).millis().length).isLessThan(60);
    }

    @Test
    void leavesEmptyPartitionsOut() throws Exception {
        var stream = source.cluster().create("orders", 2);
        stream.partition(1).append(MemoryContent.of(NOON, "k", "v"));

        assertThat(overview().backdrops().keySet())
                .containsExactly(stream.partition(1).ref());
    }

    @Test
    void tellsNothingOfAStreamWithoutEvents() throws Exception {
        source.cluster().create("orders", 3);
        assertThat(overview().backdrops()).isEmpty();
    }

    @Test
    void sharpensASpanThatIsLookedAt() throws Exception {
        MemoryPartition partition = source.cluster().create("orders", 1).partition(0);
        for (int i = 0; i < 20_000; i++) {
            partition.append(MemoryContent.of(NOON + i * MINUTE, "k", "v"));
        }
        OverviewScanner.Overview known = overview();
        var span = new TimeSpan(NOON + 5_000 * MINUTE, NOON + 5_500 * MINUTE);

        runner.start("refine", context -> {
                    new OverviewScanner(source, 256, Duration.ofMinutes(1))
                            .refine(known, span, partitions(), news::add, context);
                    return true;
                })
                .await();

        Backdrop backdrop = of(news.getLast(), partition);
        assertThat(longestStretchWithin(backdrop, span.fromMillis(), span.toMillis()))
                .isLessThanOrEqualTo(2 * MINUTE);
        assertThat(backdrop.span()).isEqualTo(20_000);
    }

    @Test
    void keepsPositionsInOrderThoughTimesAreNot() throws Exception {
        MemoryPartition partition = source.cluster().create("orders", 1).partition(0);
        for (int i = 0; i < 500; i++) {
            partition.append(MemoryContent.of(NOON + (i * 7919L % 500) * MINUTE, "k", "v"));
        }

        Backdrop backdrop = of(overview(), partition); // a backdrop refuses positions that fall

        assertThat(backdrop.span()).isEqualTo(500);
    }

    @Test
    void staysCoarseWhereAnswersAreSlow() throws Exception {
        MemoryPartition partition = source.cluster().create("orders", 1).partition(0);
        for (int i = 0; i < 1_000; i++) {
            partition.append(MemoryContent.of(NOON + i * MINUTE, "k", "v"));
        }
        runner.start("overview", context -> {
                    new OverviewScanner(source, 256, Duration.ofNanos(1)).scan(partitions(), news::add, context);
                    return true;
                })
                .await();

        Backdrop backdrop = of(news.getLast(), partition);
        assertThat(backdrop.millis().length).isBetween(17, 40);
        assertThat(backdrop.span()).isEqualTo(1_000);
    }

    @Test
    void endsWhenItIsCancelled() throws Exception {
        MemoryPartition partition = source.cluster().create("orders", 1).partition(0);
        for (int i = 0; i < 1_000; i++) {
            partition.append(MemoryContent.of(NOON + i * MINUTE, "k", "v"));
        }
        var handle = new CompletableFuture<TaskHandle<Boolean>>();
        TaskHandle<Boolean> task = runner.start("overview", context -> {
            new OverviewScanner(source, 256, Duration.ofMinutes(1))
                    .scan(
                            partitions(),
                            step -> {
                                if (of(step, partition).millis().length > 20) {
                                    throw new IllegalStateException("it went on");
                                }
                                handle.join().cancel();
                            },
                            context);
            return true;
        });
        handle.complete(task);

        assertThatThrownBy(task::await).isInstanceOf(TaskCancelledException.class);
    }
}
