package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Depth;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.Verdict;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.MemoryPartition;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.Await;
import dev.lacuna.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Scans that follow their stream while it grows, over a source in memory.
class FollowingTest extends FollowingFixture {

    @Test
    void aGapAtTheMovingEdgeIsUndecidedUntilLateEventsHadTheirTime() throws Exception {
        MemoryPartition partition = numbered("orders", 30);
        Scan scan = scanned("orders");
        follow(scan);

        append(partition, 31, 40);
        Instant told = clock.instant();
        Await.until("the gap is told", () -> gaps(scan).size() == 1);
        assertThat(gaps(scan).getFirst().verdict()).isEqualTo(Verdict.UNDECIDED);

        Await.until("the gap is proven", () -> {
            clock.move(Duration.ofMillis(100));
            return has(scan, gap -> gap.verdict() == Verdict.LOSS);
        });
        assertThat(Duration.between(told, clock.instant())).isGreaterThan(Duration.ofMillis(EdgeWatch.GRACE_MILLIS));
        assertThat(gaps(scan).getFirst().missing()).hasValue(1);
        stop(scan);
        assertThat(gaps(scan))
                .singleElement()
                .satisfies(gap -> assertThat(gap.verdict()).isEqualTo(Verdict.LOSS));
    }

    @Test
    void aLateArrivalFillsTheGapAndIsToldInItsPlace() throws Exception {
        MemoryPartition partition = numbered("orders", 30);
        Scan scan = scanned("orders");
        follow(scan);

        append(partition, 31, 40);
        Await.until("the gap is told", () -> gaps(scan).size() == 1);
        partition.append(event(30));
        Await.until("the gap is gone", () -> gaps(scan).isEmpty());
        Await.until("the late one is told", () -> kinds(scan).contains(FindingKind.ORDER_SEQUENCE));
        stop(scan);

        assertThat(scan.findings().all()).isEqualTo(fresh("orders").findings().all());
    }

    @Test
    void inTheEndItKnowsWhatAFreshScanKnows() throws Exception {
        for (int seed = 0; seed < 6; seed++) {
            String name = "orders-" + seed;
            Random random = new Random(seed);
            var stream = cluster.create(name, 2);
            long[] next = new long[2];
            for (int i = 0; i < 60; i++) {
                next[i % 2] = write(random, stream.partition(i % 2), next[i % 2]);
            }
            Scan scan = scanned(name);
            follow(scan);
            for (int i = 0; i < 80; i++) {
                next[i % 2] = write(random, stream.partition(i % 2), next[i % 2]);
                if (i % 20 == 0) {
                    long version = scan.findings().version();
                    Await.until("it goes on", () -> scan.findings().version() >= version && isAtEnd(scan));
                    clock.move(Duration.ofSeconds(7));
                }
            }
            Await.until("all was read", () -> isAtEnd(scan));
            stop(scan);

            assertThat(scan.findings().all())
                    .as("seed %d", seed)
                    .isNotEmpty()
                    .containsExactlyElementsOf(fresh(name).findings().all());
            assertThat(scan.index().events()).isEqualTo(fresh(name).index().events());
        }
    }

    @Test
    void aReaderThatFailsWithinABatchMakesNeitherAGapNorADuplicate() throws Exception {
        MemoryPartition partition = numbered("orders", 30);
        Scan scan = scanned("orders");
        follow(scan);
        MemoryContent[] batch = new MemoryContent[40];
        for (int i = 0; i < batch.length; i++) {
            batch[i] = event(30 + i);
        }
        source.breakWithin(
                partition.ref(), 50, new SourceException(SourceException.Kind.INTERRUPTED, "it broke", true, null));
        partition.append(batch);
        Await.until("all was read", () -> isAtEnd(scan) && scan.index().events() == 70);
        stop(scan);

        assertThat(scan.findings().all())
                .isEqualTo(fresh("orders").findings().all())
                .noneMatch(finding ->
                        finding.kind() == FindingKind.GAP_SEQUENCE || finding.kind() == FindingKind.DUPLICATE);
        assertThat(scan.outcomes().getFirst().events()).isEqualTo(70);
    }

    @Test
    void aLossIsTakenBackWhenItsEventsComeVeryLate() throws Exception {
        MemoryPartition partition = numbered("orders", 30);
        Scan scan = scanned("orders");
        follow(scan);
        append(partition, 31, 400);
        timePassesWithEachPoll();
        Await.until(
                "the gap is proven",
                () -> has(scan, gap -> gap.kind() == FindingKind.GAP_SEQUENCE && gap.verdict() == Verdict.LOSS));

        partition.append(event(30));
        Await.until("the loss is taken back", () -> gaps(scan).isEmpty());
        Await.until("the late one is told", () -> kinds(scan).contains(FindingKind.ORDER_SEQUENCE));
        stop(scan);
    }

    /// On the thread that follows, so that never more passes between two answers of the source than it may.
    private void timePassesWithEachPoll() {
        source.withFault(step -> {
            if (step == MemoryFault.Step.POLL) {
                clock.move(Duration.ofMillis(1_500));
            }
        });
    }

    @Test
    void itCanBeFollowedOnceMore() throws Exception {
        MemoryPartition partition = numbered("orders", 30);
        Scan scan = scanned("orders");
        follow(scan);
        append(partition, 30, 35);
        Await.until("all was read", () -> isAtEnd(scan));
        stop(scan);

        append(partition, 36, 60);
        follow(scan);
        Await.until("the rest was read", () -> isAtEnd(scan));
        stop(scan);

        assertThat(gaps(scan)).hasSize(1);
        assertThat(scan.findings().all()).isEqualTo(fresh("orders").findings().all());
    }

    @Test
    void aHoleOfTheLogThatComesWhileItFollowsIsALoss() throws Exception {
        var partition = numbered("orders", 200);
        Scan scan = scanned("orders", Depth.BATCHES);
        follow(scan);

        partition.skip(3);
        append(partition, 200, 220);
        Await.until("the hole is told", () -> kinds(scan).contains(FindingKind.GAP_OFFSETS));
        stop(scan);

        assertThat(scan.findings().all())
                .isEqualTo(fresh("orders", Depth.BATCHES).findings().all());
    }

    @Test
    void whatSomebodyDismissedStaysDismissed() throws Exception {
        MemoryPartition partition = numbered("orders", 30);
        append(partition, 31, 40);
        Scan scan = scanned("orders");
        Finding gap = gaps(scan).getFirst();
        scan.findings().put(gap.withStatus(FindingStatus.DISMISSED));
        follow(scan);
        append(partition, 42, 50);
        Await.until("the next is told", () -> gaps(scan).size() == 2);
        stop(scan);

        assertThat(scan.findings().get(gap.id()).orElseThrow().status()).isEqualTo(FindingStatus.DISMISSED);
    }

    @Test
    void followsFromTheNewestPositionWhereNothingWasRead() throws Exception {
        MemoryPartition partition = numbered("orders", 500);
        Scan scan = scans.start(request("orders", Depth.OVERVIEW));
        scan.task().await();
        scans.follow(scan, request("orders", Depth.RECORDS));

        Await.until("it is live", () -> scan.live().orElseThrow().stage() == LiveState.Stage.LIVE);
        append(partition, 500, 540);
        append(partition, 545, 580);
        Await.until("the gap is told", () -> gaps(scan).size() == 1);
        Await.until("all was read", () -> isAtEnd(scan));
        stop(scan);

        assertThat(scan.events()).isEqualTo(75);
        assertThat(scan.outcomes())
                .singleElement()
                .satisfies(
                        outcome -> assertThat(outcome.asked().positions().from().asOffset())
                                .isEqualTo(500));
    }

    @Test
    void scansAndFollowsInOne() throws Exception {
        MemoryPartition partition = numbered("orders", 30);
        Scan scan = scans.startAndFollow(request("orders", Depth.RECORDS));
        Await.until("it is live", () -> scan.live().orElseThrow().stage() == LiveState.Stage.LIVE);
        append(partition, 33, 60);
        Await.until("all was read", () -> isAtEnd(scan));
        stop(scan);

        assertThat(scan.task().state()).isEqualTo(TaskState.DONE);
        assertThat(scan.findings().all()).isEqualTo(fresh("orders").findings().all());
    }

    @Test
    void aStopThatCameBeforeItBeganIsNotForgotten() throws Exception {
        MemoryPartition partition = numbered("orders", 30);
        var held = new AtomicBoolean(true);
        source.withFault(step -> {
            while (step == MemoryFault.Step.POLL && held.get()) {
                Thread.onSpinWait();
            }
        });
        Scan scan = scans.startAndFollow(request("orders", Depth.RECORDS));
        scan.stopFollowing();
        held.set(false);
        scan.task().await();

        assertThat(scan.task().state()).isEqualTo(TaskState.DONE);
        assertThat(scan.index().events()).isEqualTo(30);
        append(partition, 31, 40);
        follow(scan);
        Await.until("the gap is told", () -> gaps(scan).size() == 1);
        stop(scan);
    }

    @Test
    void followsAPartitionThatIsAddedFromItsFirstPositionOn() throws Exception {
        MemoryPartition first = numbered("orders", 30);
        Scan scan = scanned("orders");
        follow(scan);
        Await.until("it is live", () -> scan.live().orElseThrow().stage() == LiveState.Stage.LIVE);
        MemoryPartition added = cluster.stream("orders").addPartitions(1).partition(1);
        append(added, 0, 20);
        append(added, 22, 40);
        Await.until("its events are seen", () -> scan.index().events() == 30 + 38);
        append(first, 30, 35);
        append(added, 40, 45);
        Await.until("both go on", () -> isAtEnd(scan));
        stop(scan);

        assertThat(scan.ranges()).hasSize(2);
        assertThat(scan.stream().partitions()).hasSize(2);
        assertThat(scan.live().orElseThrow().trouble()).isEmpty();
        assertThat(gaps(scan))
                .singleElement()
                .satisfies(gap -> assertThat(gap.partition()).isEqualTo(added.ref()));
        assertThat(scan.findings().all()).isEqualTo(fresh("orders").findings().all());
    }

    @Test
    void leavesOutAnAddedPartitionWhereOnlySomeWereAskedFor() throws Exception {
        numbered("orders", 30);
        Scan scan = scans.startAndFollow(new ScanRequest("orders", Set.of(0), Bounds.ALL, Depth.RECORDS, NUMBERED));
        Await.until("it is live", () -> scan.live().orElseThrow().stage() == LiveState.Stage.LIVE);
        append(cluster.stream("orders").addPartitions(1).partition(1), 0, 20);
        var described = new AtomicInteger();
        source.withFault(step -> described.addAndGet(step == MemoryFault.Step.DESCRIBE ? 1 : 0));
        Await.until("it has heard of it", () -> described.get() > 1);
        stop(scan);

        assertThat(scan.ranges()).hasSize(1);
        assertThat(scan.index().events()).isEqualTo(30);
    }

    @Test
    void aProvenLossStaysOneWhenTheStreamIsGone() throws Exception {
        MemoryPartition partition = numbered("orders", 30);
        Scan scan = scanned("orders");
        follow(scan);
        append(partition, 31, 400);
        timePassesWithEachPoll();
        Await.until(
                "the gap is proven",
                () -> has(scan, gap -> gap.kind() == FindingKind.GAP_SEQUENCE && gap.verdict() == Verdict.LOSS));
        cluster.create("orders", 1);
        scan.task().await();

        assertThat(gaps(scan))
                .singleElement()
                .satisfies(gap -> assertThat(gap.verdict()).isEqualTo(Verdict.LOSS));
    }

    @Test
    void endsSoonAlsoWhenItIsCancelledAndKeepsWhatItSaw() throws Exception {
        MemoryPartition partition = numbered("orders", 30);
        Scan scan = scanned("orders");
        follow(scan);
        append(partition, 31, 60);
        Await.until("all was read", () -> isAtEnd(scan));

        scan.cancel();
        Await.until("it ended", () -> scan.task().state() == TaskState.CANCELLED);

        assertThat(gaps(scan)).hasSize(1);
        assertThat(scan.isFollowing()).isFalse();
    }
}
