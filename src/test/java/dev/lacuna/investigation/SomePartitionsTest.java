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
import dev.lacuna.task.SetClock;
import dev.lacuna.task.TaskRunner;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Scans of some partitions of a stream only: of numbers that run across partitions the others hold most.
class SomePartitionsTest {

    private static final long MORNING = 1_773_475_200_000L;
    private static final FieldSpec NUMBERED = new FieldSpec(
            Optional.of("json:/seq"), Optional.empty(), Optional.empty(), Optional.empty(), PayloadFormat.JSON);

    private final TaskRunner runner = new TaskRunner(new SetClock(MORNING + 86_400_000));
    private final MemoryCluster cluster = MemoryCluster.of("partly");
    private final Scans scans = new Scans(cluster.connect(), runner, "test");

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void numbersThatRunAcrossPartitionsAreNoLossWhereOnlyOneIsScanned() throws Exception {
        // in runs, as a producer without keys fills one partition after another: too few holes to look like a
        // habit
        var stream = cluster.create("orders", 3);
        for (int run = 0; run < 12; run++) {
            append(stream.partition(run % 3), run * 400, run * 400 + 400);
        }
        assertThat(gaps("orders", Set.of(0)))
                .isNotEmpty()
                .allMatch(gap -> gap.verdict() == Verdict.SUSPECT)
                .allMatch(gap -> gap.explanation().explanation().contains("not all was read"));
        for (Set<Integer> some : List.of(Set.of(0, 2), Set.<Integer>of())) {
            assertThat(gaps("orders", some)).isNotEmpty().allMatch(gap -> gap.verdict() == Verdict.SUSPECT);
        }
    }

    @Test
    void aLossIsKnownInOnePartitionWhereAGlanceShowsThatEachHasItsOwnNumbers() throws Exception {
        var stream = cluster.create("orders", 3);
        for (int number = 0; number < 3; number++) {
            append(stream.partition(number), 1, 300);
        }
        append(stream.partition(1), 305, 400);

        assertThat(gaps("orders", Set.of(1))).singleElement().satisfies(gap -> {
            assertThat(gap.verdict()).isEqualTo(Verdict.LOSS);
            assertThat(gap.missing()).hasValue(5);
        });
    }

    @Test
    void partitionsToWhichNothingWasEverWrittenHoldNothing() throws Exception {
        var stream = cluster.create("orders", 3);
        append(stream.partition(1), 1, 300);
        append(stream.partition(1), 305, 400);

        assertThat(gaps("orders", Set.of(1)))
                .singleElement()
                .satisfies(gap -> assertThat(gap.verdict()).isEqualTo(Verdict.LOSS));
    }

    private List<Finding> gaps(String stream, Set<Integer> partitions) throws Exception {
        Scan scan = scans.start(new ScanRequest(stream, partitions, Bounds.ALL, Depth.RECORDS, NUMBERED));
        scan.task().await();
        return scan.findings().all().stream()
                .filter(finding -> finding.kind() == FindingKind.GAP_SEQUENCE)
                .toList();
    }

    private static void append(MemoryPartition partition, int from, int to) {
        for (int number = from; number < to; number++) {
            partition.append(
                    MemoryContent.of(MORNING + number * 1000L, "k" + number, "{\"seq\":" + number + ",\"a\":1}"));
        }
    }
}
