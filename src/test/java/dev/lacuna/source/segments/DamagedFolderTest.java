package dev.lacuna.source.segments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.Bounds;
import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.ScanRequest;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Verdict;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.task.TaskRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each kind of damage, done to a copy of a real broker's folder, as the findings of a scan tell it.
class DamagedFolderTest {

    private static final FieldSpec NUMBERED = new FieldSpec(
            Optional.of("json:/seq"), Optional.empty(), Optional.empty(), Optional.empty(), PayloadFormat.JSON);

    /// A topic that says that it is not compacted, and one that leaves it to its broker.
    private static String known;

    private static String unknown;

    /// Leaves it to its broker, too, and its batches tell nothing.
    private static String singles;

    @TempDir
    private Path home;

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private Path data;

    @BeforeAll
    static void fill() {
        known = BrokerLogs.severalSegments("damaged", Map.of("cleanup.policy", "delete"));
        unknown = BrokerLogs.severalSegments("damaged-too", Map.of());
        singles = BrokerLogs.ofSingleEvents("damaged-singles");
    }

    @BeforeEach
    void copy() throws IOException {
        data = BrokerLogs.copy(home, known, unknown, singles);
    }

    @AfterEach
    void stop() {
        runner.close();
    }

    private Scan scan(String topic, FieldSpec fields) throws Exception {
        var sources = new Sources(List.of(new SegmentSourceProvider()));
        var spec = new SourceSpec("segments:" + data, Map.of(), false);
        try (Investigation investigation = Investigation.open(spec, sources, runner, "test")) {
            Depth depth = fields.sequence().isPresent() ? Depth.RECORDS : Depth.BATCHES;
            Scan scan = investigation.scan(new ScanRequest(topic, Set.of(), Bounds.ALL, depth, fields));
            scan.task().await();
            assertThat(scan.isComplete()).isTrue();
            return scan;
        }
    }

    private static List<Finding> found(Scan scan, FindingKind kind) {
        return scan.findings().all().stream()
                .filter(finding -> finding.kind() == kind)
                .toList();
    }

    private List<Finding> found(FindingKind kind) throws Exception {
        return found(scan(known, FieldSpec.NONE), kind);
    }

    private List<Path> segments(String topic) {
        return LogCopies.segments(data.resolve(topic + "-0"));
    }

    private static void flip(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 0x10;
        Files.write(file, bytes);
    }

    private static void cut(Path file, int bytes) throws IOException {
        byte[] all = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(all, all.length - bytes));
    }

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

    private PositionRange deleteASegmentOf(String topic) throws IOException {
        List<Path> files = segments(topic);
        Files.delete(files.get(1));
        return PositionRange.offsets(PartitionFiles.numberOf(files.get(1)), PartitionFiles.numberOf(files.get(2)));
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
