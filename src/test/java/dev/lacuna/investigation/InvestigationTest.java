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
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Verdict;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.MemoryPartition;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskCancelledException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class InvestigationTest extends InvestigationFixture {

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

    @Test
    void recordsAreFetchedUpToTheLimitAndSayWhereTheyStopped() throws Exception {
        numbers("orders", "order", 2000, Set.of());
        var ranges = investigation.resolve("orders", Set.of(), Bounds.ALL);
        RecordPage some = investigation
                .records()
                .fetch(new RecordQuery(ranges, Optional.empty(), 700))
                .await();
        assertThat(some.rows()).hasSize(700);
        assertThat(some.stopped()).contains("more than 700").contains("position 699");
        RecordPage all = investigation
                .records()
                .fetch(new RecordQuery(ranges, Optional.empty(), 5000))
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
                .hasMessageContaining("only partition 0")
                .hasMessageContaining("7");
    }

    @Test
    void guessesTheFieldsOfJsonEvents() throws Exception {
        numbers("orders", "order", 100, Set.of());
        FieldSpec guess = investigation.guessFields("orders").await();
        assertThat(guess.sequence()).contains("json:/seq");
        assertThat(guess.id()).contains("json:/id");
    }

    private List<Finding> groupSkips(String range) throws Exception {
        var bounds = Bounds.parse(range, null, Clock.systemUTC());
        var request = new ScanRequest("orders", Set.of(), bounds, Depth.BATCHES, FieldSpec.NONE);
        return investigation.scan(request).task().await().findings().all().stream()
                .filter(finding -> finding.kind() == FindingKind.GROUP_SKIP)
                .toList();
    }

    private List<Finding> skips(Bounds bounds) throws Exception {
        var request = new ScanRequest("orders", Set.of(), bounds, Depth.BATCHES, FieldSpec.NONE);
        return investigation.scan(request).task().await().findings().all().stream()
                .filter(finding -> finding.kind() == FindingKind.GROUP_SKIP)
                .toList();
    }
}
