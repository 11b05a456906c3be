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
import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.MemorySource;
import dev.lacuna.source.MemoryStream;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompactedMeanwhileTest {

    private static final FieldSpec NUMBERED = new FieldSpec(
            Optional.of("json:/seq"), Optional.empty(), Optional.empty(), Optional.empty(), PayloadFormat.JSON);

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final MemoryCluster cluster = MemoryCluster.of("cleaned");
    private final MemorySource source = cluster.connect();
    private final MemoryStream stream = cluster.create("orders", 1);

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void aHoleThatTheCleanerMayHaveMadeUnderTheScanIsNoLoss() throws Exception {
        fill();
        source.withFault(step -> {
            if (step == MemoryFault.Step.POLL) {
                stream.compacted();
            }
        });
        Scan scan = scan();

        assertThat(verdict(scan, FindingKind.GAP_OFFSETS)).isEqualTo(Verdict.SUSPECT);
        assertThat(verdict(scan, FindingKind.GAP_SEQUENCE)).isEqualTo(Verdict.SUSPECT);
        assertThat(scan.findings().all())
                .anyMatch(finding -> finding.explanation().explanation().contains("compacted since the scan began"));
    }

    @Test
    void aHoleIsALossWhereThePolicyStays() throws Exception {
        fill();
        Scan scan = scan();

        assertThat(verdict(scan, FindingKind.GAP_OFFSETS)).isEqualTo(Verdict.LOSS);
        assertThat(verdict(scan, FindingKind.GAP_SEQUENCE)).isEqualTo(Verdict.LOSS);
    }

    private void fill() {
        for (int number = 1; number <= 100; number++) {
            if (number == 50) {
                stream.partition(0).skip(1);
            } else {
                stream.partition(0)
                        .append(MemoryContent.of(1_773_475_200_000L + number, null, "{\"seq\":" + number + "}"));
            }
        }
    }

    private Scan scan() throws Exception {
        return new Scans(source, runner, "test")
                .start(new ScanRequest("orders", Set.of(), Bounds.ALL, Depth.RECORDS, NUMBERED))
                .task()
                .await();
    }

    private static Verdict verdict(Scan scan, FindingKind kind) {
        return scan.findings().all().stream()
                .filter(finding -> finding.kind() == kind)
                .map(Finding::verdict)
                .findFirst()
                .orElseThrow();
    }
}
