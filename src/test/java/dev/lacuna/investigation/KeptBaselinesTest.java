package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Baseline;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.source.SourceInfo;
import dev.lacuna.task.TaskRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptBaselinesTest {

    private static final long DAY = 86_400_000;
    private static final long NOW = 1_773_475_200_000L;

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final ScanFixture fixture = new ScanFixture(runner, "orders", 2);
    private final List<String> said = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        runner.close();
    }

    private KeptBaselines kept(String cluster) {
        return new KeptBaselines(folder, new SourceInfo("kafka://a:9092", cluster, 1, "Kafka"), said::add);
    }

    private static Baseline seen(int partition, String id, long atMillis, long from, long to) {
        List<Baseline.Mark> marks = new ArrayList<>();
        for (long at = from; at < to; at += 10) {
            marks.add(new Baseline.Mark(
                    Position.offset(at), Position.offset(Math.min(to, at + 10) - 1), 0, -1, -1, NOW, 100));
        }
        return new Baseline(
                new StreamRef("kafka://a:9092", "orders").partition(partition),
                id,
                atMillis,
                Position.offset(from),
                Position.offset(to),
                true,
                List.of(new Baseline.EpochStart(0, Position.offset(0))),
                marks);
    }

    private void keep(FindingKind told, Baseline... baselines) throws Exception {
        Scan scan = fixture.ended(List.of(), PartitionOutcome.End.COMPLETE, Optional.empty());
        List.of(baselines).forEach(scan::keep);
        if (told != FindingKind.NOT_EVALUATED) {
            scan.findings().put(finding(told, baselines[0]));
        }
        kept("c1").keep(scan);
    }

    private static Finding finding(FindingKind kind, Baseline about) {
        return Finding.of(
                about.partition(),
                kind,
                Severity.CRITICAL,
                Verdict.LOSS,
                Cause.TRUNCATED,
                PositionRange.offsets(0, 1),
                OptionalLong.empty(),
                Basis.NONE,
                new TimeSpan(0, 1),
                new Explanation("", "", ""),
                Evidence.NONE,
                "");
    }

    private long keptTo(int partition) {
        return kept("c1").of("orders").stream()
                .filter(one -> one.partition().number() == partition)
                .findFirst()
                .orElseThrow()
                .to()
                .asOffset();
    }

    @Test
    void keepsWhatWasSeenFurthestOfEachPartition() throws Exception {
        keep(FindingKind.NOT_EVALUATED, seen(0, "id", NOW, 0, 80), seen(1, "id", NOW, 0, 40));
        keep(FindingKind.NOT_EVALUATED, seen(0, "id", NOW + 1, 0, 20));
        keep(FindingKind.NOT_EVALUATED, seen(1, "id", NOW + 1, 0, 90));

        assertThat(keptTo(0)).as("the earlier one came further").isEqualTo(80);
        assertThat(keptTo(1)).isEqualTo(90);
        assertThat(said).isEmpty();
    }

    @Test
    void joinsALookAtTheEndWithTheOneAtTheWhole() throws Exception {
        keep(FindingKind.NOT_EVALUATED, seen(0, "id", NOW, 0, 80));
        keep(FindingKind.NOT_EVALUATED, seen(0, "id", NOW + 1, 60, 120));
        keep(FindingKind.NOT_EVALUATED, seen(1, "id", NOW, 0, 10));

        Baseline both = kept("c1").of("orders").getFirst();
        assertThat(both.from().asOffset()).isZero();
        assertThat(both.to().asOffset()).isEqualTo(120);
        assertThat(both.dense()).isTrue();
        assertThat(both.marks().stream().map(mark -> mark.first().asOffset()))
                .containsExactly(0L, 10L, 20L, 30L, 40L, 50L, 60L, 70L, 80L, 90L, 100L, 110L);

        keep(FindingKind.NOT_EVALUATED, seen(0, "id", NOW + 2, 200, 210));
        assertThat(kept("c1").of("orders").getFirst().dense())
                .as("nobody saw 120 to 199")
                .isFalse();
    }

    @Test
    void keepsTheProofOfALossUntilItIsForgotten() throws Exception {
        keep(FindingKind.NOT_EVALUATED, seen(0, "id", NOW, 0, 80));
        keep(FindingKind.LOG_TRUNCATED, seen(0, "id", NOW + 30 * DAY, 0, 300));
        assertThat(keptTo(0)).isEqualTo(80);

        kept("c1").forget("orders");
        assertThat(kept("c1").of("orders")).isEmpty();
        kept("c1").forget("orders");
    }

    @Test
    void tellsForAWeekThatAStreamWasMadeAnew() throws Exception {
        keep(FindingKind.NOT_EVALUATED, seen(0, "old", NOW, 0, 80));
        keep(FindingKind.TOPIC_RECREATED, seen(0, "new", NOW + 6 * DAY, 0, 5));
        assertThat(kept("c1").of("orders").getFirst().streamId()).isEqualTo("old");

        keep(FindingKind.TOPIC_RECREATED, seen(0, "new", NOW + 7 * DAY, 0, 6));
        assertThat(kept("c1").of("orders").getFirst().streamId()).isEqualTo("new");
        assertThat(keptTo(0)).isEqualTo(6);
    }

    @Test
    void knowsNothingOfAnotherClusterAtTheSameAddress() throws Exception {
        keep(FindingKind.NOT_EVALUATED, seen(0, "id", NOW, 0, 80));

        assertThat(kept("c2").of("orders")).isEmpty();
        assertThat(kept("c1").of("payments")).isEmpty();
    }

    @Test
    void keepsASampleOfALongLogWithItsLastBatch() throws Exception {
        keep(FindingKind.NOT_EVALUATED, seen(0, "id", NOW, 0, 10_000));

        Baseline one = kept("c1").of("orders").getFirst();
        assertThat(one.marks()).hasSize(64);
        assertThat(one.marks().getLast().last().asOffset()).isEqualTo(9_999);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.mapToLong(KeptBaselinesTest::size).sum()).isLessThan(4_000);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void saysWhatItCannotReadAndGoesOn() throws Exception {
        keep(FindingKind.NOT_EVALUATED, seen(0, "id", NOW, 0, 80));
        try (Stream<Path> files = Files.list(folder)) {
            Files.writeString(files.findFirst().orElseThrow(), "{\"schema_version\":1");
        }

        assertThat(kept("c1").of("orders")).isEmpty();
        assertThat(said).singleElement().asString().contains("orders", "line 1");

        keep(FindingKind.NOT_EVALUATED, seen(0, "id", NOW, 0, 90));
        assertThat(keptTo(0)).isEqualTo(90);
    }
}
