package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.Verdict;
import dev.lacuna.source.MemoryCluster;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.MemoryPartition;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.Await;
import dev.lacuna.task.SetClock;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowingTest {

    private static final long MORNING = 1_773_475_200_000L;
    private static final FieldSpec NUMBERED = new FieldSpec(
            Optional.of("json:/seq"), Optional.empty(), Optional.of("json:/id"), Optional.empty(), PayloadFormat.JSON);

    private final SetClock clock = new SetClock(MORNING + 86_400_000);
    private final TaskRunner runner = new TaskRunner(clock);
    private final MemoryCluster cluster = MemoryCluster.of("live");
    private final MemorySource source = cluster.connect();
    private final Scans scans = new Scans(source, runner, "test");

    @BeforeEach
    void hurry() {
        scans.lookEvery(Duration.ofMillis(20));
    }

    @AfterEach
    void close() {
        runner.close();
    }

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
    void whatRetentionTakesInFrontOfItIsNoLoss() throws Exception {
        MemoryPartition partition = numbered("orders", 300);
        Scan scan = scanned("orders");
        var held = new AtomicBoolean(true);
        source.withFault(step -> {
            if (step == MemoryFault.Step.POLL && held.get()) {
                throw new SourceException(SourceException.Kind.INTERRUPTED, "The broker is away.", true, null);
            }
        });
        follow(scan);
        append(partition, 300, 400);
        partition.moveHead(350);
        held.set(false);
        Await.until("all was read", () -> isAtEnd(scan));
        Await.until("it is told", () -> kinds(scan).contains(FindingKind.GAP_HEAD));
        stop(scan);

        assertThat(scan.findings().all()).noneMatch(finding -> finding.verdict() == Verdict.LOSS);
    }

    @Test
    void saysThatTheSourceIsAwayAndGoesOnWhenItIsBack() throws Exception {
        MemoryPartition partition = numbered("orders", 30);
        Scan scan = scanned("orders");
        follow(scan);
        Await.until("it is live", () -> scan.live().orElseThrow().stage() == LiveState.Stage.LIVE);
        var away = new AtomicBoolean(true);
        source.withFault(step -> {
            if (away.get()) {
                throw new SourceException(SourceException.Kind.UNREACHABLE, "The broker is away.", true, null);
            }
        });
        Await.until("it waits", () -> scan.live().orElseThrow().stage() == LiveState.Stage.WAITING);
        assertThat(scan.live().orElseThrow().trouble()).isEqualTo("The broker is away.");
        append(partition, 30, 50);
        away.set(false);

        Await.until("it goes on", () -> isAtEnd(scan));
        Await.until("it says so", () -> scan.live().orElseThrow().trouble().isEmpty());
        stop(scan);
        assertThat(scan.findings().all()).isEmpty();
    }

    @Test
    void aGapIsNoLossWhileTheSourceIsAway() throws Exception {
        MemoryPartition partition = numbered("orders", 30);
        Scan scan = scanned("orders");
        follow(scan);
        append(partition, 31, 40);
        Await.until("the gap is told", () -> gaps(scan).size() == 1);
        var away = new AtomicBoolean(true);
        var tries = new AtomicInteger();
        source.withFault(step -> {
            if (away.get()) {
                tries.addAndGet(step == MemoryFault.Step.OPEN_READER ? 1 : 0);
                throw new SourceException(SourceException.Kind.UNREACHABLE, "The broker is away.", true, null);
            }
        });
        Await.until("it waits", () -> scan.live().orElseThrow().stage() == LiveState.Stage.WAITING);
        partition.append(event(30)); // late, and not seen yet
        clock.move(Duration.ofSeconds(30));
        int before = tries.get();
        Await.until("rules have looked between two tries", () -> tries.get() > before + 1);

        assertThat(gaps(scan))
                .singleElement()
                .satisfies(gap -> assertThat(gap.verdict()).isEqualTo(Verdict.UNDECIDED));
        away.set(false);
        Await.until("the late one fills it", () -> gaps(scan).isEmpty());
        stop(scan);
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
    void aStreamThatWasMadeAnewSinceTheScanIsNotReadAsTheOldOne() throws Exception {
        numbered("orders", 30);
        Scan scan = scanned("orders");
        append(cluster.create("orders", 1).partition(0), 1_000, 1_100);
        follow(scan);
        scan.task().await();

        assertThat(scan.live().orElseThrow().trouble()).contains("made anew");
        assertThat(scan.index().events()).isEqualTo(30);
        assertThat(gaps(scan)).isEmpty();
    }

    @Test
    void anOverviewOfAStreamThatWasMadeAnewReadsNothingOfTheNewOne() throws Exception {
        numbered("orders", 30);
        Scan scan = scans.start(request("orders", Depth.OVERVIEW));
        scan.task().await();
        append(cluster.create("orders", 1).partition(0), 1_000, 1_100);
        scans.deepen(scan, request("orders", Depth.RECORDS)).await();

        assertThat(scan.index().events()).isZero();
        assertThat(scan.outcomes())
                .singleElement()
                .satisfies(
                        outcome -> assertThat(outcome.failure().orElseThrow()).contains("made anew"));
        assertThat(kinds(scan)).doesNotContain(FindingKind.LOG_TRUNCATED);
    }

    @Test
    void whatWasSaidOfPositionsThatWentStaysSaid() throws Exception {
        MemoryPartition partition = numbered("orders", 300);
        Scan scan = scanned("orders");
        var held = new AtomicBoolean(true);
        source.withFault(step -> {
            if (step == MemoryFault.Step.POLL && held.get()) {
                throw new SourceException(SourceException.Kind.INTERRUPTED, "The broker is away.", true, null);
            }
        });
        follow(scan);
        append(partition, 300, 400);
        partition.moveHead(350);
        held.set(false);
        Await.until("it is told", () -> kinds(scan).contains(FindingKind.GAP_HEAD));
        Finding gone = scan.findings().all().stream()
                .filter(finding -> finding.kind() == FindingKind.GAP_HEAD)
                .findFirst()
                .orElseThrow();
        scan.findings().put(gone.withStatus(FindingStatus.DISMISSED));
        append(partition, 402, 410);
        Await.until("rules have looked", () -> !gaps(scan).isEmpty());
        stop(scan);

        assertThat(scan.findings().get(gone.id()).orElseThrow().status()).isEqualTo(FindingStatus.DISMISSED);
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
    void aLogThatIsCutIsToldAndEndsIt() throws Exception {
        MemoryPartition partition = numbered("orders", 100);
        Scan scan = scanned("orders");
        follow(scan);
        Await.until("it is live", () -> scan.live().orElseThrow().stage() == LiveState.Stage.LIVE);
        partition.truncate(60);
        scan.task().await();

        assertThat(kinds(scan)).contains(FindingKind.LOG_TRUNCATED);
        assertThat(scan.canBeFollowed()).isFalse();
    }

    @Test
    void aStreamThatIsMadeAnewIsTold() throws Exception {
        numbered("orders", 100);
        Scan scan = scanned("orders");
        follow(scan);
        Await.until("it is live", () -> scan.live().orElseThrow().stage() == LiveState.Stage.LIVE);
        cluster.create("orders", 1);
        scan.task().await();

        assertThat(scan.live().orElseThrow().trouble()).contains("made anew");
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

    private Scan scanned(String stream) throws Exception {
        return scanned(stream, Depth.RECORDS);
    }

    private Scan scanned(String stream, Depth depth) throws Exception {
        Scan scan = scans.start(request(stream, depth));
        scan.task().await();
        return scan;
    }

    private Scan fresh(String stream) throws Exception {
        return fresh(stream, Depth.RECORDS);
    }

    private Scan fresh(String stream, Depth depth) throws Exception {
        return scanned(stream, depth);
    }

    private void follow(Scan scan) throws SourceException {
        assertThat(scan.canBeFollowed()).isTrue();
        scans.follow(scan, scan.request());
    }

    private static void stop(Scan scan) throws Exception {
        scan.stopFollowing();
        scan.task().await();
    }

    private static ScanRequest request(String stream, Depth depth) {
        FieldSpec fields = depth == Depth.RECORDS ? NUMBERED : FieldSpec.NONE;
        return new ScanRequest(stream, Set.of(), Bounds.ALL, depth, fields);
    }

    private boolean isAtEnd(Scan scan) {
        return cluster.stream(scan.request().stream()).partitions().stream()
                .allMatch(partition -> scan.outcomes().stream()
                        .anyMatch(outcome -> outcome.asked().partition().equals(partition.ref())
                                && outcome.reached().equals(partition.info().end())));
    }

    private static boolean has(Scan scan, Predicate<Finding> wanted) {
        return scan.findings().all().stream().anyMatch(wanted);
    }

    private static Set<FindingKind> kinds(Scan scan) {
        return scan.findings().all().stream().map(Finding::kind).collect(Collectors.toSet());
    }

    private static List<Finding> gaps(Scan scan) {
        return scan.findings().all().stream()
                .filter(finding -> finding.kind() == FindingKind.GAP_SEQUENCE)
                .toList();
    }

    private MemoryPartition numbered(String stream, int count) {
        MemoryPartition partition = cluster.create(stream, 1).partition(0);
        append(partition, 0, count);
        return partition;
    }

    private static void append(MemoryPartition partition, int from, int to) {
        for (int number = from; number < to; number++) {
            partition.append(event(number));
        }
    }

    /// Writes a few events among which something may go wrong.
    private static long write(Random random, MemoryPartition partition, long next) {
        long number = next + (random.nextInt(12) == 0 ? 1 + random.nextInt(3) : 0);
        switch (random.nextInt(16)) {
            case 0 -> partition.append(event(Math.max(0, number - 1 - random.nextInt(9)))); // late, or twice
            case 1 ->
                partition.append(MemoryContent.of(MORNING + number * 1000, "k", "{\"seq\":" + number + ",")); // broken
            case 2 -> {
                partition.skip(1 + random.nextInt(3));
                partition.append(event(number++));
            }
            default -> {
                for (int i = 0; i < 5; i++) {
                    partition.append(event(number++));
                }
            }
        }
        return number;
    }

    private static MemoryContent event(long number) {
        return MemoryContent.of(
                MORNING + number * 1000, "k" + number, "{\"seq\":" + number + ",\"id\":\"id-" + number + "\"}");
    }
}
