package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.Verdict;
import dev.lacuna.source.MemoryCluster;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryPartition;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Payloads of twenty megabytes among small ones.
class LargePayloadsTest {

    private static final long MORNING = 1_773_475_200_000L;
    private static final FieldSpec NUMBERED = new FieldSpec(
            Optional.of("json:/seq"), Optional.empty(), Optional.of("json:/id"), Optional.empty(), PayloadFormat.JSON);

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final MemoryCluster cluster = MemoryCluster.of("large");

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void areJudgedByAllRulesAsSmallOnesAre() throws Exception {
        MemoryPartition partition = cluster.create("orders", 1).partition(0);
        String blob = "x".repeat(20_000_000);
        for (int number = 1; number <= 42; number++) {
            boolean large = number % 15 == 0;
            if (number == 2) { // cut off; behind the one that is lost it might be that one, late
                partition.append(MemoryContent.of(MORNING + 2_000, "k2", "{\"seq\":2,\"blob\":\"" + blob));
            } else if (number != 21) {
                append(partition, number, large ? blob : "small");
            }
        }
        append(partition, 30, blob); // twice
        append(partition, 43, "small");

        Scan scan = new Scans(cluster.connect(), runner, "test")
                .start(new ScanRequest("orders", Set.of(), Bounds.ALL, Depth.RECORDS, NUMBERED))
                .task()
                .await();

        assertThat(scan.findings().all()).noneMatch(finding -> finding.kind() == FindingKind.NOT_EVALUATED);
        assertThat(of(scan, FindingKind.GAP_SEQUENCE))
                .satisfiesExactlyInAnyOrder(
                        lost -> {
                            assertThat(lost.evidence().number("sequence_from")).isEqualTo(21);
                            assertThat(lost.verdict()).isEqualTo(Verdict.LOSS);
                        },
                        unreadable -> {
                            assertThat(unreadable.evidence().number("sequence_from"))
                                    .isEqualTo(2);
                            assertThat(unreadable.verdict()).isEqualTo(Verdict.SUSPECT);
                        });
        assertThat(of(scan, FindingKind.DUPLICATE)).hasSize(1);
        assertThat(of(scan, FindingKind.CONTENT_MALFORMED)).hasSize(1);
    }

    private static void append(MemoryPartition partition, int number, String blob) {
        partition.append(MemoryContent.of(
                MORNING + number * 1000L,
                "k" + number,
                "{\"seq\":" + number + ",\"id\":\"id-" + number + "\",\"blob\":\"" + blob + "\"}"));
    }

    private static List<Finding> of(Scan scan, FindingKind kind) {
        return scan.findings().all().stream()
                .filter(finding -> finding.kind() == kind)
                .toList();
    }
}
