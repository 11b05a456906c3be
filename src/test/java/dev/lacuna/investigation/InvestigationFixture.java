package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.Verdict;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// An investigation of made-up streams that count.
abstract class InvestigationFixture {

    static final FieldSpec FIELDS = new FieldSpec(
            Optional.of("json:/seq"), Optional.empty(), Optional.of("json:/id"), Optional.empty(), PayloadFormat.AUTO);
    static final long SECOND = 1000;
    static final long MORNING = 1_773_475_200_000L;

    final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    final MemoryCluster cluster = MemoryCluster.of("test");
    final MemorySource source = cluster.connect();
    Investigation investigation;

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

    Scan scan(String stream) throws Exception {
        Scan scan = investigation.scan(ScanRequest.all(stream, FIELDS));
        return scan.task().await();
    }

    static Finding theLoss(Scan scan) {
        List<Finding> gaps = gaps(scan);
        assertThat(gaps).hasSize(1);
        assertThat(gaps.getFirst().verdict()).isEqualTo(Verdict.LOSS);
        return gaps.getFirst();
    }

    static List<Finding> gaps(Scan scan) {
        return scan.findings().all().stream()
                .filter(finding -> finding.kind() == FindingKind.GAP_SEQUENCE)
                .toList();
    }

    void numbers(String stream, String prefix, int count, Set<Integer> without) {
        MemoryPartition partition = cluster.create(stream, 1).partition(0);
        for (int seq = 0; seq < count; seq++) {
            if (!without.contains(seq)) {
                partition.append(event(prefix, seq));
            }
        }
    }

    static MemoryContent event(String prefix, int seq) {
        return MemoryContent.of(
                MORNING + seq * SECOND, prefix + seq, "{\"seq\":" + seq + ",\"id\":\"" + prefix + "-" + seq + "\"}");
    }
}
