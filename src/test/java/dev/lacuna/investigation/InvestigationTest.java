package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.Position;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.model.Verdict;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.source.MemoryCluster;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryPartition;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
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
                partition.append(MemoryContent.of(
                        MORNING + seq * SECOND,
                        prefix + seq,
                        "{\"seq\":" + seq + ",\"id\":\"" + prefix + "-" + seq + "\"}"));
            }
        }
    }
}
