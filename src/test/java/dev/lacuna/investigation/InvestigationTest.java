package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.Cause;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.model.Verdict;
import dev.lacuna.repair.PlanException;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.source.MemoryCluster;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.MemoryPartition;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class InvestigationTest {

    private static final FieldSpec FIELDS = new FieldSpec(
            Optional.of("json:/seq"), Optional.empty(), Optional.of("json:/id"), Optional.empty(), PayloadFormat.AUTO);
    private static final long SECOND = 1000;
    private static final long MORNING = 1_773_475_200_000L;

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final MemoryCluster cluster = MemoryCluster.of("test");
    private final MemorySource source = cluster.connect();
    private Investigation investigation;

    @BeforeEach
    void open() throws SourceException {
        var sources = new Sources(List.of(new SourceProvider() {
            @Override
            public boolean accepts(String uri) {
                return true;
            }

            @Override
            public StreamSource open(SourceSpec spec) {
                return source;
            }
        }));
        investigation = Investigation.open(SourceSpec.of(source.info().name()), sources, runner, "test");
    }

    @AfterEach
    void close() {
        runner.close();
        investigation.close();
    }

    @Test
    void drawsAnOverviewWithoutReadingAndThenReadsOnlyTheSpanThatIsLookedAt() throws Exception {
        numbers("orders", "order", 1_000, Set.of());
        Scan scan = investigation.scan(new ScanRequest("orders", Set.of(), Bounds.ALL, Depth.OVERVIEW, FieldSpec.NONE));
        scan.task().await();

        assertThat(scan.isOverview()).isTrue();
        assertThat(scan.index().events()).isZero();
        assertThat(scan.index().unread()).isEqualTo(1_000);
        assertThat(scan.findings().all()).isEmpty();

        long from = MORNING + 200 * SECOND;
        var span = new Bounds(new Bound.AtTime(from), new Bound.AtTime(from + 100 * SECOND));
        for (int i = 0; i < 2; i++) { // a span that was read is not read again
            investigation
                    .deepen(scan, new ScanRequest("orders", Set.of(), span, Depth.BATCHES, FieldSpec.NONE))
                    .await();
            assertThat(scan.index().events()).isEqualTo(100);
            assertThat(scan.index().unread()).isEqualTo(900);
            assertThat(scan.isOverview()).isTrue();
        }
        investigation.deepen(scan, ScanRequest.all("orders", FIELDS)).await();

        assertThat(scan.isOverview()).isFalse();
        assertThat(scan.isComplete()).isTrue();
        assertThat(scan.index().events()).isEqualTo(1_000);
        assertThat(scan.index().unread()).isZero();
        assertThat(scan.events()).isEqualTo(1_000);
    }

    @Test
    void namesTheReadingThatSawAFindingInItsReport() throws Exception {
        MemoryPartition keyless = cluster.create("orders", 1).partition(0);
        for (int seq = 0; seq < 1_000; seq++) {
            keyless.append(MemoryContent.of(MORNING + seq * SECOND, null, "order"));
        }
        keyless.lose(550);
        Scan scan = investigation.scan(new ScanRequest("orders", Set.of(), Bounds.ALL, Depth.OVERVIEW, FieldSpec.NONE));
        scan.task().await();
        for (int start : new int[] {100, 500, 800}) {
            var span = new Bounds(
                    new Bound.AtTime(MORNING + start * SECOND), new Bound.AtTime(MORNING + (start + 100) * SECOND));
            investigation
                    .deepen(scan, new ScanRequest("orders", Set.of(), span, Depth.BATCHES, FieldSpec.NONE))
                    .await();
        }

        assertThat(scan.report().stream().filter(row -> row.finding().kind() == FindingKind.GAP_OFFSETS))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.finding().positions()).isEqualTo(PositionRange.offsets(550, 551));
                    assertThat(row.scanFrom()).isEqualTo("500");
                    assertThat(row.scanTo()).isEqualTo("600");
                });
    }

    @Test
    void aHoleThatACleanerMayHaveMadeOnceIsOnlySuspect() throws Exception {
        numbers("orders", "order", 1_000, Set.of()); // single records, each with a key of its own
        cluster.stream("orders").partition(0).lose(550);
        for (Depth depth : List.of(Depth.BATCHES, Depth.RECORDS)) {
            Scan scan = investigation.scan(new ScanRequest("orders", Set.of(), Bounds.ALL, depth, FieldSpec.NONE));
            scan.task().await();
            assertThat(scan.findings().all()).singleElement().satisfies(hole -> {
                assertThat(hole.kind()).isEqualTo(FindingKind.GAP_OFFSETS);
                assertThat(hole.verdict()).isEqualTo(Verdict.SUSPECT);
            });
        }
    }

    @Test
    void aScanOfBatchesReadsAFewEventsWhereTheyProveALoss() throws Exception {
        MemoryPartition partition = cluster.create("orders", 1).partition(0);
        for (int seq = 0; seq < 1_000; seq++) {
            partition.append(MemoryContent.of(MORNING + seq * SECOND, "customer" + seq % 300, "order"));
        }
        partition.lose(550);
        Scan scan = investigation.scan(new ScanRequest("orders", Set.of(), Bounds.ALL, Depth.BATCHES, FieldSpec.NONE));
        scan.task().await();
        assertThat(scan.findings().all()).singleElement().satisfies(loss -> {
            assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
            assertThat(loss.explanation().explanation())
                    .contains("position 300 has a key that an earlier one still has");
        });
        assertThat(scan.events()).as("what is read besides is not counted").isEqualTo(999);
    }

    @Test
    void closesTheWholeLoop() throws Exception {
        numbers("orders", "order", 100, Set.of(40, 41, 42, 43));
        numbers("orders-upstream", "order", 100, Set.of());
        Scan scan = scan("orders");
        Finding loss = theLoss(scan);
        assertThat(loss.missing()).hasValue(4);

        List<ReplaySource> sources =
                investigation.findSources(scan, List.of(loss)).await();
        assertThat(sources).singleElement().satisfies(found -> {
            assertThat(found.stream().stream().name()).isEqualTo("orders-upstream");
            assertThat(found.isWhole()).isTrue();
            assertThat(found.holdings().getFirst().found()).containsExactly(new SequenceRange(40, 43));
        });
        ReplayPlan plan = investigation
                .planRepair(scan, List.of(loss), sources.getFirst())
                .await();
        assertThat(plan.events()).isEqualTo(4);
        assertThat(investigation.run(plan, false, false).task().await().written())
                .isEqualTo(4);
        assertThat(investigation.run(plan, true, false).task().await().isComplete())
                .isTrue();
        assertThat(investigation.run(plan, true, false).task().await().isNoOp()).isTrue();

        Verification seen = investigation.verify(plan).await();
        assertThat(seen.isVerified()).isTrue();
        assertThat(seen.closed()).containsExactly(loss.id());
        assertThat(gaps(scan("orders"))).isEmpty();

        // by the old findings the same events would be copied once more, under another plan's id
        assertThatThrownBy(() -> investigation
                        .planRepair(scan, List.of(loss), sources.getFirst())
                        .await())
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("4 of the missing events stand in orders by now");
    }

    @Test
    void aPlanThatWasNotRunIsNotVerified() throws Exception {
        numbers("orders", "order", 100, Set.of(40));
        numbers("orders-upstream", "order", 100, Set.of());
        Scan scan = scan("orders");
        List<Finding> losses = List.of(theLoss(scan));
        ReplayPlan plan = investigation
                .planRepair(
                        scan,
                        losses,
                        investigation.findSources(scan, losses).await().getFirst())
                .await();
        Verification seen = investigation.verify(plan).await();
        assertThat(seen.isVerified()).isFalse();
        assertThat(seen.closed()).isEmpty();
        assertThat(seen.open())
                .singleElement()
                .extracting(Finding::id)
                .isEqualTo(losses.getFirst().id());
    }

    @Test
    void aStreamThatMerelyCountsAlikeIsNoSource() throws Exception {
        numbers("orders", "order", 100, Set.of(40, 41));
        numbers("payments", "payment", 100, Set.of());
        Scan scan = scan("orders");
        assertThat(investigation.findSources(scan, List.of(theLoss(scan))).await())
                .isEmpty();
    }

    @Test
    void aSourceThatHoldsOnlySomeSaysSo() throws Exception {
        numbers("orders", "order", 100, Set.of(40, 41, 42));
        numbers("orders-mirror", "order", 100, Set.of(41));
        Scan scan = scan("orders");
        ReplaySource found =
                investigation.findSources(scan, List.of(theLoss(scan))).await().getFirst();
        assertThat(found.isWhole()).isFalse();
        assertThat(found.found()).isEqualTo(2);
        assertThat(found.missing()).isEqualTo(3);
    }

    @Test
    void whatRetentionTakesAwayDuringTheScanIsNoLoss() throws Exception {
        numbers("orders", "order", 1000, Set.of());
        var polls = new AtomicInteger();
        source.withFault(step -> {
            if (step == MemoryFault.Step.POLL && polls.incrementAndGet() == 200) {
                cluster.stream("orders").partition(0).moveHead(400);
            }
        });
        Scan scan = scan("orders");
        assertThat(scan.outcomes())
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.end()).isEqualTo(PartitionOutcome.End.HEAD_MOVED));
        assertThat(scan.findings().all()).isNotEmpty().noneMatch(finding -> finding.verdict() == Verdict.LOSS);
        assertThat(scan.findings().all())
                .filteredOn(finding -> finding.kind() == FindingKind.GAP_HEAD)
                .singleElement()
                .satisfies(gone -> {
                    assertThat(gone.verdict()).isEqualTo(Verdict.BENIGN);
                    assertThat(gone.cause()).isEqualTo(Cause.RETENTION);
                    assertThat(gone.positions().to()).isEqualTo(Position.offset(400));
                    assertThat(gone.positions().from().asOffset()).isBetween(100L, 250L);
                    assertThat(gone.evidence().number("asked_from")).isZero();
                    assertThat(gone.evidence().number("head_at")).isEqualTo(400);
                });
    }

    @Test
    void aLogThatIsCutUnderTheScanIsToldAndProvesNothing() throws Exception {
        numbers("orders", "order", 1000, Set.of());
        var polls = new AtomicInteger();
        source.withFault(step -> {
            if (step == MemoryFault.Step.POLL && polls.incrementAndGet() == 200) {
                cluster.stream("orders").partition(0).truncate(700);
            }
        });
        Scan scan = scan("orders");
        assertThat(scan.isComplete()).isFalse();
        assertThat(scan.findings().all()).noneMatch(finding -> finding.verdict() == Verdict.LOSS);
        assertThat(scan.findings().all())
                .filteredOn(finding -> finding.kind() == FindingKind.LOG_TRUNCATED)
                .singleElement()
                .satisfies(cut -> {
                    assertThat(cut.verdict()).isEqualTo(Verdict.SUSPECT);
                    assertThat(cut.positions()).isEqualTo(PositionRange.offsets(700, 1000));
                });
    }

    @Test
    void whatTheReadersSayOfThemselvesIsToldOnce() throws Exception {
        numbers("orders", "order", 10, Set.of());
        source.withNote("Raw batches can't be read.");
        Scan scan = scan("orders");
        assertThat(scan.findings().all())
                .filteredOn(finding -> finding.kind() == FindingKind.NOT_EVALUATED)
                .singleElement()
                .satisfies(finding -> assertThat(finding.explanation().explanation())
                        .startsWith("Raw batches can't be read. So it was in "));
    }

    @Test
    void aNumberThatStandsTwiceUpstreamIsCopiedOnce() throws Exception {
        numbers("orders", "order", 100, Set.of(40, 41, 42));
        MemoryPartition upstream = cluster.create("orders-upstream", 1).partition(0);
        for (int seq = 0; seq < 100; seq++) {
            upstream.append(event("order", seq));
            if (seq == 41) {
                upstream.append(event("order", 41)); // its producer sent it again
            }
        }
        Scan scan = scan("orders");
        List<Finding> losses = List.of(theLoss(scan));
        ReplaySource found = investigation.findSources(scan, losses).await().getFirst();
        assertThat(found.isWhole()).isTrue();
        ReplayPlan plan = investigation.planRepair(scan, losses, found).await();
        assertThat(plan.events()).isEqualTo(3);
        investigation.run(plan, true, false).task().await();
        assertThat(investigation.verify(plan).await().isVerified()).isTrue();
        assertThat(scan("orders").findings().all()).noneMatch(finding -> finding.kind() == FindingKind.DUPLICATE);
    }

    @Test
    void aNumberThatStandsThereWithTwoContentsIsNotCopied() throws Exception {
        numbers("orders", "order", 100, Set.of(40, 41, 42));
        MemoryPartition upstream = cluster.create("orders-upstream", 1).partition(0);
        for (int seq = 0; seq < 100; seq++) {
            upstream.append(event("order", seq));
            if (seq == 41) {
                upstream.append(event("other", 41));
            }
        }
        Scan scan = scan("orders");
        ReplaySource found =
                investigation.findSources(scan, List.of(theLoss(scan))).await().getFirst();
        assertThat(found.found()).isEqualTo(2);
        assertThat(found.holdings())
                .flatExtracting(ReplaySource.Holding::found)
                .containsExactly(new SequenceRange(40, 40), new SequenceRange(42, 42));
    }

    @Test
    void aCopyThatWentItsOwnWayWithinTheGapIsNoSource() throws Exception {
        numbers("orders", "order", 100, Set.of(40, 41, 42));
        MemoryPartition copy = cluster.create("orders-copy", 1).partition(0);
        for (int seq = 0; seq < 42; seq++) {
            copy.append(event(seq < 40 ? "order" : "trial", seq));
        }
        Scan scan = scan("orders");
        assertThat(investigation.findSources(scan, List.of(theLoss(scan))).await())
                .isEmpty();
    }

    @Test
    void eachGapIsProvenByItsOwnNeighbours() throws Exception {
        numbers("orders", "order", 100, Set.of(20, 21, 60, 61));
        MemoryPartition copy = cluster.create("orders-copy", 1).partition(0);
        for (int seq = 0; seq < 100; seq++) {
            copy.append(event(seq < 50 ? "order" : "trial", seq));
        }
        Scan scan = scan("orders");
        ReplaySource found = investigation.findSources(scan, gaps(scan)).await().getFirst();
        assertThat(found.missing()).isEqualTo(4);
        assertThat(found.holdings())
                .flatExtracting(ReplaySource.Holding::found)
                .containsExactly(new SequenceRange(20, 21));
    }

    @Test
    void aFindingWhoseGapWasForgottenByRetentionIsNotClosed() throws Exception {
        numbers("orders", "order", 100, Set.of(40, 41, 42));
        numbers("orders-mirror", "order", 100, Set.of(41));
        Scan scan = scan("orders");
        List<Finding> losses = List.of(theLoss(scan));
        ReplayPlan plan = investigation
                .planRepair(
                        scan,
                        losses,
                        investigation.findSources(scan, losses).await().getFirst())
                .await();
        investigation.run(plan, true, false).task().await();
        cluster.stream("orders").partition(0).moveHead(50);
        Verification seen = investigation.verify(plan).await();
        assertThat(seen.copies().isOk()).isTrue();
        assertThat(seen.closed()).isEmpty();
        assertThat(seen.isVerified()).isFalse();
        assertThat(seen.open())
                .singleElement()
                .satisfies(open -> assertThat(open.explanation().explanation())
                        .contains(losses.getFirst().id()));
    }

    @Test
    void aSilenceThatOneLostEventDoesNotExplainStaysOpen() throws Exception {
        MemoryPartition partition = cluster.create("orders", 1).partition(0);
        for (int seq = 0; seq < 2000; seq++) {
            long pause = seq < 1000 ? 0 : 600;
            if (seq != 1000) {
                partition.append(MemoryContent.of(
                        MORNING + (seq + pause) * SECOND,
                        "order" + seq,
                        "{\"seq\":" + seq + ",\"id\":\"" + seq + "\"}"));
            }
        }
        Scan scan = scan("orders");
        assertThat(theLoss(scan).missing()).hasValue(1);
        assertThat(scan.findings().all())
                .filteredOn(finding -> finding.kind() == FindingKind.SILENCE)
                .singleElement()
                .satisfies(silence -> assertThat(silence.status()).isEqualTo(FindingStatus.OPEN));
    }

    @Test
    void tellsOfSkipsOnlyWithinWhatWasScanned() throws Exception {
        numbers("orders", "order", 7000, Set.of());
        for (long next = 0; next <= 6000; next += next == 1000 ? 4000 : 100) {
            int epoch = next == 5000 ? -1 : 0;
            cluster.addGroupCommit(new GroupCommit(
                    "billing",
                    cluster.stream("orders").partition(0).ref(),
                    Position.offset(next),
                    MORNING + next * SECOND,
                    epoch));
        }
        assertThat(skips(new Bounds(new Bound.At(900), new Bound.At(1100)))).hasSize(1);
        assertThat(skips(new Bounds(new Bound.At(5500), Bound.END))).isEmpty();
    }

    @Test
    void aCancelDoesNotWaitForTheHistoryOfGroups() throws Exception {
        numbers("orders", "order", 10, Set.of());
        var reading = new CountDownLatch(1);
        source.withFault(step -> {
            if (step == MemoryFault.Step.GROUPS) {
                reading.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new SourceException(SourceException.Kind.INTERRUPTED, "interrupted", true, e);
                }
            }
        });
        Scan scan = investigation.scan(ScanRequest.all("orders", FIELDS));
        reading.await();
        scan.task().cancel();
        assertThatThrownBy(scan.task()::await).isInstanceOf(TaskCancelledException.class);
        assertThat(scan.isComplete()).isTrue();
        assertThat(scan.findings().all()).noneMatch(finding -> finding.kind() == FindingKind.NOT_EVALUATED);
    }

    @Test
    void whatAScanSawBeforeAFailureStaysUsable() throws Exception {
        numbers("orders", "order", 100, Set.of());
        var partition = source.describe("orders").partitions().getFirst().partition();
        source.failAt(
                partition, 60, new SourceException(SourceException.Kind.INTERRUPTED, "broker is gone", true, null));
        Scan scan = scan("orders");
        assertThat(scan.isComplete()).isFalse();
        assertThat(scan.outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.end()).isEqualTo(PartitionOutcome.End.FAILED);
            assertThat(outcome.failure()).contains("broker is gone");
        });
        assertThat(scan.index().events()).isEqualTo(60);
        assertThat(scan.findings().all()).noneMatch(finding -> finding.verdict() == Verdict.LOSS);
    }

    @Test
    void aSilenceThatALossExplainsIsTheSameStory() throws Exception {
        numbers("orders", "order", 2000, IntStream.range(900, 1100).boxed().collect(Collectors.toSet()));
        Scan scan = scan("orders");
        Finding loss = theLoss(scan);
        assertThat(scan.findings().all())
                .filteredOn(finding -> finding.kind() == FindingKind.SILENCE)
                .singleElement()
                .satisfies(silence -> {
                    assertThat(silence.status()).isEqualTo(FindingStatus.EXPLAINED);
                    assertThat(silence.evidence().text("explained_by")).isEqualTo(loss.id());
                });
    }

    @Test
    void aGroupsSkipIsToldOnlyWhereItWasScanned() throws Exception {
        numbers("orders", "order", 2000, Set.of());
        var partition = source.describe("orders").partitions().getFirst().partition();
        for (int next = 100; next <= 500; next += 100) {
            cluster.addGroupCommit(new GroupCommit("billing", partition, Position.offset(next), MORNING + next, 1));
        }
        cluster.addGroupCommit(new GroupCommit("billing", partition, Position.offset(1500), MORNING + 600, -1));
        assertThat(groupSkips("0:400")).isEmpty();
        assertThat(groupSkips("1600:1700")).isEmpty();
        assertThat(groupSkips("700:800")).hasSize(1);
    }

    private List<Finding> groupSkips(String range) throws Exception {
        var bounds = Bounds.parse(range, null, Clock.systemUTC());
        var request = new ScanRequest("orders", Set.of(), bounds, Depth.BATCHES, FieldSpec.NONE);
        return investigation.scan(request).task().await().findings().all().stream()
                .filter(finding -> finding.kind() == FindingKind.GROUP_SKIP)
                .toList();
    }

    @Test
    void recordsAreFetchedUpToTheLimitAndSayWhereTheyStopped() throws Exception {
        numbers("orders", "order", 2000, Set.of());
        var ranges = investigation.resolve("orders", Set.of(), Bounds.ALL);
        RecordPage some = investigation
                .records(new RecordQuery(ranges, Optional.empty(), 700))
                .await();
        assertThat(some.rows()).hasSize(700);
        assertThat(some.stopped()).contains("more than 700").contains("position 699");
        RecordPage all = investigation
                .records(new RecordQuery(ranges, Optional.empty(), 5000))
                .await();
        assertThat(all.rows()).hasSize(2000);
        assertThat(all.stopped()).isEmpty();
    }

    @Test
    void aPartitionThatIsNotThereIsRefusedWithTheRangeOfThoseThatAre() throws Exception {
        numbers("orders", "order", 10, Set.of());
        var request = new ScanRequest("orders", Set.of(0, 7), Bounds.ALL, Depth.BATCHES, FieldSpec.NONE);
        assertThatThrownBy(() -> investigation.scan(request))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("0 to 0")
                .hasMessageContaining("7");
    }

    @Test
    void guessesTheFieldsOfJsonEvents() throws Exception {
        numbers("orders", "order", 100, Set.of());
        FieldSpec guess = investigation.guessFields("orders").await();
        assertThat(guess.sequence()).contains("json:/seq");
        assertThat(guess.id()).contains("json:/id");
    }

    private Scan scan(String stream) throws Exception {
        Scan scan = investigation.scan(ScanRequest.all(stream, FIELDS));
        return scan.task().await();
    }

    private List<Finding> skips(Bounds bounds) throws Exception {
        var request = new ScanRequest("orders", Set.of(), bounds, Depth.BATCHES, FieldSpec.NONE);
        return investigation.scan(request).task().await().findings().all().stream()
                .filter(finding -> finding.kind() == FindingKind.GROUP_SKIP)
                .toList();
    }

    private static Finding theLoss(Scan scan) {
        List<Finding> gaps = gaps(scan);
        assertThat(gaps).hasSize(1);
        assertThat(gaps.getFirst().verdict()).isEqualTo(Verdict.LOSS);
        return gaps.getFirst();
    }

    private static List<Finding> gaps(Scan scan) {
        return scan.findings().all().stream()
                .filter(finding -> finding.kind() == FindingKind.GAP_SEQUENCE)
                .toList();
    }

    private void numbers(String stream, String prefix, int count, Set<Integer> without) {
        MemoryPartition partition = cluster.create(stream, 1).partition(0);
        for (int seq = 0; seq < count; seq++) {
            if (!without.contains(seq)) {
                partition.append(event(prefix, seq));
            }
        }
    }

    private static MemoryContent event(String prefix, int seq) {
        return MemoryContent.of(
                MORNING + seq * SECOND, prefix + seq, "{\"seq\":" + seq + ",\"id\":\"" + prefix + "-" + seq + "\"}");
    }
}
