package dev.lacuna.source.segments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Cause;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Files of a log that are not there any more, with what stood in them.
class MissingSegmentTest extends BrokenFolderFixture {

    @Test
    void provesTheLossOfAMissingSegmentWhereThePolicyIsKnown() throws Exception {
        List<Path> files = segments(known);
        long from = PartitionFiles.numberOf(files.get(1));
        long to = PartitionFiles.numberOf(files.get(2));
        Files.delete(files.get(1));

        Scan scan = scan(known, FieldSpec.NONE);

        assertThat(found(scan, FindingKind.GAP_OFFSETS)).singleElement().satisfies(loss -> {
            assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
            assertThat(loss.cause()).isEqualTo(Cause.LOST_FROM_LOG);
            assertThat(loss.positions()).isEqualTo(PositionRange.offsets(from, to));
        });
        assertThat(found(scan, FindingKind.LOG_DAMAGED)).isEmpty();
    }

    @Test
    void provesTheLossOfAMissingSegmentByWhatStandsInFrontOfItWhereThePolicyIsNotKnown() throws Exception {
        PositionRange lost = deleteASegmentOf(unknown);

        assertThat(found(scan(unknown, FieldSpec.NONE), FindingKind.GAP_OFFSETS))
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.verdict()).isEqualTo(Verdict.LOSS);
                    assertThat(gap.positions()).isEqualTo(lost);
                    assertThat(gap.explanation().explanation()).contains("the log cleaner was never at work there");
                });
    }

    @Test
    void suspectsTheLossOfAMissingSegmentWhereNothingTellsWhetherTheCleanerCame() throws Exception {
        PositionRange lost = deleteASegmentOf(singles);

        for (FieldSpec fields : List.of(FieldSpec.NONE, NUMBERED)) {
            for (Finding gap : scan(singles, fields).findings().all()) {
                assertThat(gap.verdict()).as("" + gap).isNotEqualTo(Verdict.LOSS);
            }
        }
        assertThat(found(scan(singles, FieldSpec.NONE), FindingKind.GAP_OFFSETS))
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.verdict()).isEqualTo(Verdict.SUSPECT);
                    assertThat(gap.positions()).isEqualTo(lost);
                    assertThat(gap.explanation().explanation()).contains("If cleanup.policy never named compact");
                });
        assertThat(found(scan(singles, NUMBERED), FindingKind.GAP_SEQUENCE))
                .singleElement()
                .satisfies(gap -> assertThat(gap.missing()).hasValue(lost.span()));
    }

    @Test
    void suspectsTheLossOfAMissingFirstSegmentByWhereTheFirstLeaderEpochBegan() throws Exception {
        List<Path> files = segments(known);
        long to = PartitionFiles.numberOf(files.get(1));
        Files.delete(files.get(0));

        Scan scan = scan(known, NUMBERED);

        assertThat(found(scan, FindingKind.LOG_DAMAGED))
                .filteredOn(damage -> damage.verdict() != Verdict.BENIGN)
                .singleElement()
                .satisfies(head -> {
                    assertThat(head.verdict()).isEqualTo(Verdict.SUSPECT);
                    assertThat(head.positions()).isEqualTo(PositionRange.offsets(0, to));
                    assertThat(head.missing()).hasValue(to);
                    assertThat(head.evidence().text("damage")).isEqualTo("missing-head");
                    assertThat(head.explanation().summary()).endsWith("positions missing at the log's beginning");
                });
        assertThat(scan.events()).isEqualTo(12_000 - to);
        assertThat(scan.findings().all()).noneMatch(finding -> finding.verdict() == Verdict.LOSS);
    }

    @Test
    void missesNoFirstSegmentThatTheBrokerTookAwayItself() throws Exception {
        List<Path> files = segments(known);
        Path first = files.get(0);
        long to = PartitionFiles.numberOf(files.get(1));
        Path epochs = first.resolveSibling("leader-epoch-checkpoint");
        String before = Files.readString(epochs);
        // as it stands in the moment between the two
        Files.move(first, first.resolveSibling(first.getFileName() + ".deleted"));
        assertThat(found(FindingKind.LOG_DAMAGED)).allMatch(damage -> damage.verdict() == Verdict.BENIGN);

        Files.delete(first.resolveSibling(first.getFileName() + ".deleted"));
        assertThat(found(FindingKind.LOG_DAMAGED)).anyMatch(damage -> damage.verdict() == Verdict.SUSPECT);

        Files.writeString(epochs, before.replaceFirst("(?m)^(\\d+) 0$", "$1 " + to));
        assertThat(found(FindingKind.LOG_DAMAGED)).allMatch(damage -> damage.verdict() == Verdict.BENIGN);
    }

    @Test
    void suspectsTheLossOfAPartitionThatTheClusterKeepsInThisVeryFolder() throws Exception {
        String halved = BrokerLogs.ofTwoPartitions("halved");
        data = BrokerLogs.copy(home.resolve("half"), halved);

        assertThat(found(scan(halved, FieldSpec.NONE), FindingKind.LOG_DAMAGED))
                .singleElement()
                .satisfies(missing -> {
                    assertThat(missing.verdict()).isEqualTo(Verdict.SUSPECT);
                    assertThat(missing.explanation().summary()).isEqualTo("1 partition missing");
                    assertThat(missing.explanation().explanation())
                            .contains("partition 1 (on broker 1, in this very folder, by the cluster's own log)");
                });
    }

    @Test
    void saysWhichPartitionsOtherBrokersKeep() throws Exception {
        String halved = BrokerLogs.ofTwoPartitions("halved");
        data = BrokerLogs.copy(home.resolve("half"), halved);
        Path meta = data.resolve("meta.properties");
        String ofAnother = Files.readString(meta)
                .replaceFirst("node.id=.*", "node.id=7")
                .replaceFirst("directory.id=.*", "directory.id=AAAAAAAAAAAAAAAAAAAAAA");
        Files.writeString(meta, ofAnother);

        Scan scan = scan(halved, FieldSpec.NONE);

        assertThat(found(scan, FindingKind.LOG_DAMAGED)).isEmpty();
        assertThat(found(scan, FindingKind.NOT_EVALUATED))
                .extracting(finding -> finding.explanation().explanation())
                .containsExactly("Besides what was scanned, the stream has partition 1 (on broker 1): nothing of it was"
                        + " looked at.");
    }

    @Test
    void provesTheLossOfAnEmptiedSegment() throws Exception {
        List<Path> files = segments(known);
        Files.write(files.get(1), new byte[0]);

        Scan scan = scan(known, FieldSpec.NONE);

        assertThat(found(scan, FindingKind.GAP_OFFSETS)).singleElement().satisfies(loss -> {
            assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
            assertThat(loss.positions())
                    .isEqualTo(PositionRange.offsets(
                            PartitionFiles.numberOf(files.get(1)), PartitionFiles.numberOf(files.get(2))));
        });
        assertThat(found(scan, FindingKind.LOG_DAMAGED))
                .extracting(finding -> finding.explanation().summary())
                .contains("1 empty log file");
    }

    private PositionRange deleteASegmentOf(String topic) throws IOException {
        List<Path> files = segments(topic);
        Files.delete(files.get(1));
        return PositionRange.offsets(PartitionFiles.numberOf(files.get(1)), PartitionFiles.numberOf(files.get(2)));
    }
}
