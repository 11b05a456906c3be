package dev.lacuna.source.segments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Cause;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Each kind of damage, done to a copy of a real broker's folder, as the findings of a scan tell it.
class DamagedFolderTest extends BrokenFolderFixture {

    @Test
    void findsNothingInAnIntactFolder() throws Exception {
        for (String topic : List.of(known, unknown)) {
            Scan scan = scan(topic, FieldSpec.NONE);
            assertThat(scan.events()).isEqualTo(12_000);
            assertThat(found(scan, FindingKind.LOG_DAMAGED)).isEmpty();
            assertThat(found(scan, FindingKind.GAP_OFFSETS)).isEmpty();
        }
        assertThat(segments(known)).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void suspectsTheBatchWithAWrongByteAndCallsItNoLoss() throws Exception {
        Path middle = segments(known).get(1);
        flip(middle, (int) Files.size(middle) / 2);

        Scan scan = scan(known, FieldSpec.NONE);

        assertThat(found(scan, FindingKind.LOG_DAMAGED)).singleElement().satisfies(damage -> {
            assertThat(damage.verdict()).isEqualTo(Verdict.SUSPECT);
            assertThat(damage.cause()).isEqualTo(Cause.LOG_DAMAGE);
            assertThat(damage.missing()).hasValue(damage.positions().span());
            assertThat(damage.positions().span()).isPositive().isLessThan(200);
            assertThat(damage.evidence().text("file")).isEqualTo(known + "-0/" + middle.getFileName());
            assertThat(damage.evidence().number("byte_offset")).isPositive();
            assertThat(damage.evidence().number("bytes")).isPositive();
            assertThat(damage.time().fromMillis()).isPositive();
            assertThat(scan.events()).isEqualTo(12_000 - damage.positions().span());
        });
        assertThat(found(scan, FindingKind.GAP_OFFSETS)).isEmpty();
    }

    @Test
    void callsNumbersThatMayStandInADamagedBatchNoLoss() throws Exception {
        Path middle = segments(known).get(1);
        flip(middle, (int) Files.size(middle) / 2);

        Scan scan = scan(known, NUMBERED);

        long missing =
                found(scan, FindingKind.LOG_DAMAGED).getFirst().positions().span();
        assertThat(found(scan, FindingKind.GAP_SEQUENCE)).singleElement().satisfies(gap -> {
            assertThat(gap.verdict()).isEqualTo(Verdict.SUSPECT);
            assertThat(gap.cause()).isEqualTo(Cause.LOG_DAMAGE);
            assertThat(gap.missing()).hasValue(missing);
            assertThat(gap.explanation().explanation()).contains("log.damaged");
        });
        assertThat(scan.findings().all()).noneMatch(finding -> finding.verdict() == Verdict.LOSS);
    }

    @Test
    void suspectsWhatASegmentThatWasCutShortHeld() throws Exception {
        List<Path> files = segments(known);
        cut(files.get(1), (int) Files.size(files.get(1)) / 2);

        Scan scan = scan(known, FieldSpec.NONE);

        long next = PartitionFiles.numberOf(files.get(2));
        // beside it, the index points to what was cut off
        assertThat(found(scan, FindingKind.LOG_DAMAGED))
                .filteredOn(damage -> damage.verdict() != Verdict.BENIGN)
                .singleElement()
                .satisfies(damage -> {
                    assertThat(damage.verdict()).isEqualTo(Verdict.SUSPECT);
                    assertThat(damage.positions().to().asOffset()).isEqualTo(next);
                    assertThat(damage.explanation().summary()).endsWith("positions that can't be read");
                });
        assertThat(found(scan, FindingKind.GAP_OFFSETS)).isEmpty();
    }

    @Test
    void leavesATornEndUndecided() throws Exception {
        cut(segments(known).getLast(), 7);

        assertThat(found(FindingKind.LOG_DAMAGED))
                .filteredOn(finding -> finding.verdict() != Verdict.BENIGN)
                .singleElement()
                .satisfies(torn -> {
                    assertThat(torn.verdict()).isEqualTo(Verdict.UNDECIDED);
                    assertThat(torn.missing()).isEmpty();
                    assertThat(torn.positions().isEmpty()).isTrue();
                });
        assertThat(found(FindingKind.GAP_OFFSETS)).isEmpty();
    }

    @Test
    void suspectsWhatACheckpointSaysStoodAtTheEnd() throws Exception {
        cut(segments(known).getLast(), 7);
        Files.writeString(data.resolve("replication-offset-checkpoint"), "0\n1\n" + known + " 0 12000\n");

        assertThat(found(FindingKind.LOG_DAMAGED))
                .filteredOn(finding -> finding.verdict() != Verdict.BENIGN)
                .singleElement()
                .satisfies(torn -> {
                    assertThat(torn.verdict()).isEqualTo(Verdict.SUSPECT);
                    assertThat(torn.positions().to().asOffset()).isEqualTo(12_000);
                });

        Files.delete(segments(known).getLast());
        assertThat(found(FindingKind.LOG_DAMAGED)).singleElement().satisfies(missing -> {
            assertThat(missing.verdict()).isEqualTo(Verdict.SUSPECT);
            assertThat(missing.evidence().text("damage")).isEqualTo("missing-tail");
            assertThat(missing.positions().to().asOffset()).isEqualTo(12_000);
        });
    }

    @Test
    void suspectsWhatFilesBesideTheLogSayStoodAtTheEnd() throws Exception {
        List<Path> files = segments(known);
        long last = PartitionFiles.numberOf(files.getLast());
        long lastButOne = PartitionFiles.numberOf(files.get(files.size() - 2));
        Files.delete(files.getLast());
        Files.delete(files.get(files.size() - 2));

        assertThat(found(FindingKind.LOG_DAMAGED)).singleElement().satisfies(missing -> {
            assertThat(missing.verdict()).isEqualTo(Verdict.SUSPECT);
            assertThat(missing.evidence().text("damage")).isEqualTo("missing-tail");
            assertThat(missing.positions()).isEqualTo(PositionRange.offsets(lastButOne, last));
        });
    }

    @Test
    void saysThatItReliesOnNoBrokenIndex() throws Exception {
        for (Path file : segments(known)) {
            cut(file.resolveSibling(file.getFileName().toString().replace(".log", ".timeindex")), 5);
            byte[] garbage = new byte[80];
            Arrays.fill(garbage, (byte) 0x5a);
            Files.write(file.resolveSibling(file.getFileName().toString().replace(".log", ".index")), garbage);
        }

        Scan scan = scan(known, FieldSpec.NONE);

        assertThat(scan.events()).isEqualTo(12_000);
        assertThat(found(scan, FindingKind.LOG_DAMAGED)).singleElement().satisfies(index -> {
            assertThat(index.verdict()).isEqualTo(Verdict.BENIGN);
            assertThat(index.evidence().text("damage")).isEqualTo("broken-index");
            assertThat(index.evidence().number("count")).isGreaterThanOrEqualTo(6);
        });
    }

    @Test
    void sumsUpWhatDoesNotBelongToTheLog() throws Exception {
        Path folder = data.resolve(known + "-0");
        Files.writeString(folder.resolve(".DS_Store"), "");
        Files.copy(segments(known).getFirst(), folder.resolve("00000000000000000000.log.deleted"));
        LogCopies.copy(folder, data.resolve(known + "-0.0123456789abcdef0123456789abcdef-delete"));

        Scan scan = scan(known, FieldSpec.NONE);

        assertThat(scan.events()).isEqualTo(12_000);
        assertThat(found(scan, FindingKind.LOG_DAMAGED))
                .extracting(finding ->
                        finding.verdict() + " " + finding.explanation().summary())
                .containsExactlyInAnyOrder("BENIGN 1 foreign file", "BENIGN 2 leftover files");
    }

    @Test
    void readsOverlappingSegmentsOnce() throws Exception {
        List<Path> files = segments(known);
        Files.write(files.get(0), Files.readAllBytes(files.get(1)), java.nio.file.StandardOpenOption.APPEND);

        Scan scan = scan(known, FieldSpec.NONE);

        assertThat(scan.events()).isEqualTo(12_000);
        assertThat(found(scan, FindingKind.LOG_DAMAGED))
                .extracting(finding ->
                        finding.verdict() + " " + finding.explanation().summary())
                .containsExactly("BENIGN 1 overlapping log file");
        assertThat(found(scan, FindingKind.GAP_OFFSETS)).isEmpty();
    }

    @Test
    void callsNothingLostInFrontOfAFileWhoseNameLies() throws Exception {
        Path file = segments(known).get(1);
        long base = PartitionFiles.numberOf(file);
        Files.move(file, file.resolveSibling("%020d.log".formatted(base + 3)));

        Scan scan = scan(known, FieldSpec.NONE);

        assertThat(scan.findings().all()).noneMatch(finding -> finding.verdict() == Verdict.LOSS);
        assertThat(found(scan, FindingKind.LOG_DAMAGED))
                .filteredOn(finding -> finding.verdict() == Verdict.SUSPECT)
                .singleElement()
                .satisfies(damage ->
                        assertThat(damage.positions().from().asOffset()).isEqualTo(base));
    }
}
