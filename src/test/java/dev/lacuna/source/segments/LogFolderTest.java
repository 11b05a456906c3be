package dev.lacuna.source.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lacuna.model.AbsentPartition;
import dev.lacuna.model.Compaction;
import dev.lacuna.model.Damage;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.StreamGlance;
import dev.lacuna.source.StreamSource;
import dev.lacuna.source.StreamSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is taken for a log folder, and what is known of it without reading its logs.
class LogFolderTest {

    @TempDir
    private Path home;

    private LogWriter partition(String folder) throws IOException {
        return new LogWriter(home.resolve(folder)).batch(3);
    }

    private SourceException failure(String uri) {
        return catchThrowableOfType(SourceException.class, () -> new SegmentSourceProvider().open(SourceSpec.of(uri)));
    }

    private StreamInfo describe(String topic) throws SourceException {
        try (StreamSource source = Readings.open(home)) {
            return source.describe(topic);
        }
    }

    @Test
    void saysWhichPartitionsHaveNoFolderByTheNumbersOfTheOthers() throws Exception {
        partition("orders-1");
        partition("orders-3");
        partition("payments-0");
        partition("copy-20261129"); // of a date, and no partition of that many

        assertThat(describe("copy").absent()).isEmpty();
        assertThat(describe("orders").absent())
                .containsExactly(
                        new AbsentPartition(0, false, "nothing here tells where"),
                        new AbsentPartition(2, false, "nothing here tells where"));
        assertThat(describe("payments").absent()).isEmpty();
    }

    @Test
    void opensADataFolder() throws Exception {
        partition("orders-0");
        partition("orders-3");
        partition("a-b.c_d-12");
        partition("__consumer_offsets-7");
        Files.createDirectory(home.resolve("lost+found"));
        Files.writeString(home.resolve("meta.properties"), "version=1\ncluster.id=the-cluster\nnode.id=4\n");
        try (StreamSource source = Readings.open(home)) {
            assertThat(source.info().name()).isEqualTo("segments:" + home);
            assertThat(source.info().id()).isEqualTo("the-cluster");
            assertThat(source.info().nodes()).isZero();
            assertThat(source.isReadOnly()).isTrue();
            assertThat(source.streams())
                    .containsExactly(
                            new StreamSummary("__consumer_offsets", List.of(7), true),
                            new StreamSummary("a-b.c_d", List.of(12), false),
                            new StreamSummary("orders", List.of(0, 3), false));
            assertThat(source.describe("orders").partitions())
                    .extracting(info -> info.partition().number() + " " + info.start() + " " + info.end())
                    .containsExactly("0 0 3", "3 0 3");
        }
    }

    @Test
    void opensTheFolderOfOnePartitionWithWhatItsDataFolderSays() throws Exception {
        partition("data/orders-5").batch(4);
        Files.writeString(home.resolve("data/log-start-offset-checkpoint"), "0\n1\norders 5 4\n");
        try (StreamSource source = Readings.open(home.resolve("data/orders-5"))) {
            assertThat(source.streams()).containsExactly(new StreamSummary("orders", List.of(5), false));
            PartitionInfo info = source.describe("orders").partitions().getFirst();
            assertThat(info.partition().number()).isEqualTo(5);
            assertThat(info.start()).isEqualTo(Position.offset(4));
            assertThat(info.end()).isEqualTo(Position.offset(7));
        }
        LogCopies.copy(home.resolve("data/orders-5"), home.resolve("copy of it"));
        try (StreamSource source = Readings.open(home.resolve("copy of it"))) {
            assertThat(source.streams()).containsExactly(new StreamSummary("copy of it", 1, false));
        }
    }

    @Test
    void opensSeveralDataFoldersAsOne() throws Exception {
        partition("disk-1/orders-0");
        partition("disk-2/orders-1");
        Files.writeString(home.resolve("disk-1/meta.properties"), "cluster.id=c\n");
        Files.writeString(home.resolve("disk-2/meta.properties"), "cluster.id=c\n");
        assertThat(describe("orders").partitions()).hasSize(2);

        Files.writeString(home.resolve("disk-2/meta.properties"), "cluster.id=d\n");
        assertThat(failure("segments:" + home)).hasMessageContaining("different clusters (c, d)");
    }

    @Test
    void readsTheCopyThatReachesFurthest() throws Exception {
        partition("broker-1/orders-0").batch(3);
        partition("broker-2/orders-0").batch(3).batch(3);
        partition("broker-3/orders-0");
        try (StreamSource source = Readings.open(home)) {
            Readings read = Readings.all(source, "orders", 0, false);
            assertThat(read.spans()).containsExactly("0-2", "3-5", "6-8");
            assertThat(read.damages(Damage.Kind.LEFTOVER)).hasSize(2);
        }
    }

    @Test
    void saysWhatLiesBesideAPartitionWithoutReadingIt() throws Exception {
        partition("orders-0");
        partition("orders-0.0123456789abcdef0123456789abcdef-delete");
        partition("orders-0.3f2504e0-4f89-11d3-9a0c-0305e82c3301-future");
        partition("orders-0.0123456789abcdef0123456789abcdef-stray");
        try (StreamSource source = Readings.open(home)) {
            assertThat(source.streams()).containsExactly(new StreamSummary("orders", 1, false));
            assertThat(Readings.all(source, "orders", 0, false).damages())
                    .extracting(Damage::sentence)
                    .hasSize(3)
                    .allMatch(sentence -> sentence.endsWith("was not read."));
        }
        try (StreamSource stray = Readings.open(home.resolve("orders-0.0123456789abcdef0123456789abcdef-stray"))) {
            assertThat(stray.streams()).containsExactly(new StreamSummary("orders", 1, false));
        }
    }

    @Test
    void saysWhyAFolderCantBeOpened() throws Exception {
        assertThat(failure("segments:" + home.resolve("none")).kind()).isEqualTo(Kind.UNREACHABLE);
        Path file = Files.writeString(home.resolve("file"), "");
        assertThat(failure("segments:" + file)).hasMessageContaining("is a file");
        Path empty = Files.createDirectory(home.resolve("empty"));
        assertThat(failure("segments:" + empty)).hasMessageContaining("no log segments in " + empty);
        partition("gone/orders-0.0123456789abcdef0123456789abcdef-delete");
        assertThat(failure("segments:" + home.resolve("gone")))
                .hasMessageContaining(
                        "There is a folder of a partition that was deleted or moved; it can be opened by itself");
        assertThat(failure("segments:")).hasMessageContaining("names no folder");
        assertThat(failure("segments://host/dir")).hasMessageContaining("names a host");
        assertThat(failure("segments:~/kafka")).hasMessageContaining("$HOME");
    }

    @Test
    void takesBothFormsOfAnAbsoluteAddress() throws Exception {
        partition("orders-0");
        try (StreamSource source = new SegmentSourceProvider().open(SourceSpec.of("segments://" + home))) {
            assertThat(source.info().name()).isEqualTo("segments:" + home);
        }
    }

    @Test
    void writesNothing() throws Exception {
        partition("orders-0");
        try (StreamSource source = Readings.open(home)) {
            assertThat(catchThrowableOfType(SourceException.class, () -> source.openSink("w"))
                            .kind())
                    .isEqualTo(Kind.READ_ONLY);
        }
    }

    @Test
    void leavesEveryFileAsItWas() throws Exception {
        LogWriter log = partition("data/orders-0").transactional(1, 0, 3).roll().batch(2);
        log.abort(1).bytes((byte) 1, (byte) 2);
        Files.writeString(home.resolve("data/meta.properties"), "cluster.id=c\n");
        setWritable(false);
        Map<Path, String> before = pictures();
        try (StreamSource source = Readings.open(home.resolve("data"))) {
            StreamInfo orders = source.describe("orders");
            var partition = orders.partitions().getFirst().partition();
            Readings.all(source, "orders", 0, true);
            source.positionsAt(List.of(partition), LogWriter.NOON + 2_000);
            source.extents(List.of(partition));
            source.groupHistory(orders.stream());
            source.awaitStable(List.of(partition), Duration.ofMillis(1));
        } finally {
            assertThat(pictures()).isEqualTo(before);
            setWritable(true);
        }
    }

    /// Name, content and time of change of all that lies in the folder.
    private Map<Path, String> pictures() throws IOException {
        Map<Path, String> pictures = new HashMap<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.toList()) {
                String content =
                        Files.isRegularFile(file) ? java.util.Arrays.toString(Files.readAllBytes(file)) : "folder";
                pictures.put(file, Files.getLastModifiedTime(file) + " " + content);
            }
        }
        return pictures;
    }

    private void setWritable(boolean writable) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("data"))) {
            for (Path file : files.toList()) {
                boolean folder = Files.isDirectory(file);
                String rights =
                        folder ? (writable ? "rwxr-xr-x" : "r-xr-xr-x") : (writable ? "rw-r--r--" : "r--r--r--");
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
            }
        }
    }

    @Test
    void knowsNoPolicyOfABareCopy() throws Exception {
        partition("orders-0");
        partition("__consumer_offsets-1");
        assertThat(describe("orders").compaction()).isEqualTo(Compaction.UNKNOWN);
        assertThat(describe("orders").config()).isEmpty();
        assertThat(describe("__consumer_offsets").compaction()).isEqualTo(Compaction.ON);
    }

    @Test
    void takesTheCleanersCheckpointForASignOfCompaction() throws Exception {
        partition("orders-0");
        partition("other-0");
        Files.writeString(home.resolve("cleaner-offset-checkpoint"), "0\n1\norders 0 2\n");
        assertThat(describe("orders").compaction()).isEqualTo(Compaction.ON);
        assertThat(describe("other").compaction()).isEqualTo(Compaction.UNKNOWN);
        try (StreamSource source = Readings.open(home, Map.of("cleanup.policy", "delete"))) {
            // not now, but once
            assertThat(source.describe("orders").compaction()).isEqualTo(Compaction.UNKNOWN);
            assertThat(source.describe("other").compaction()).isEqualTo(Compaction.OFF);
        }
    }

    @Test
    void takesTheUsersWordForSettings() throws Exception {
        partition("orders-0");
        var given = Map.of("cleanup.policy", "delete", "retention.ms", "3600000", "ssl.key.password", "secret");
        try (StreamSource source = Readings.open(home, given)) {
            StreamInfo orders = source.describe("orders");
            assertThat(orders.compaction()).isEqualTo(Compaction.OFF);
            assertThat(orders.retention()).isEqualTo(Optional.of(Duration.ofHours(1)));
            assertThat(orders.config()).containsOnlyKeys("cleanup.policy", "retention.ms");
        }
    }

    @Test
    void livesWithTornCheckpoints() throws Exception {
        partition("orders-0");
        Files.writeString(home.resolve("log-start-offset-checkpoint"), "0\n3\norders 0");
        Files.writeString(home.resolve("replication-offset-checkpoint"), "7\n1\norders 0 99\n");
        Files.writeString(home.resolve("recovery-point-offset-checkpoint"), "");
        Files.write(home.resolve("meta.properties"), new byte[] {(byte) 0xff, 0, 1, '\\', 'u', '1'});
        assertThat(describe("orders").partitions().getFirst().range()).isEqualTo(PositionRange.offsets(0, 3));
        try (StreamSource source = Readings.open(home)) {
            assertThat(source.info().id()).isNotEmpty();
            assertThat(Readings.all(source, "orders", 0, false).damages()).isEmpty();
        }
    }

    @Test
    void tellsOfAPartitionWithoutAnyFile() throws Exception {
        partition("orders-0");
        Path bare = Files.createDirectories(home.resolve("orders-1"));
        Files.writeString(bare.resolve("partition.metadata"), "version: 0\ntopic_id: abc\n");
        Files.writeString(home.resolve("replication-offset-checkpoint"), "0\n1\norders 1 50\n");
        try (StreamSource source = Readings.open(home)) {
            assertThat(source.describe("orders").partitions()).hasSize(2);
            assertThat(Readings.all(source, "orders", 1, false).damages())
                    .extracting(Damage::hidden)
                    .containsExactly(Optional.of(PositionRange.offsets(0, 50)));
        }
    }

    @Test
    void followsWhatABrokerHasNotedOfOpenTransactions() throws Exception {
        LogWriter log = new LogWriter(home.resolve("orders-0"))
                .transactional(9, 0, 2)
                .roll()
                .batch(1);
        assertThat(describe("orders").partitions().getFirst().lastStable()).isEqualTo(Position.offset(0));

        // without the first file only the broker's own note tells of the transaction
        Files.delete(log.fileOf(0, ".log"));
        assertThat(describe("orders").partitions().getFirst().lastStable()).isEqualTo(Position.offset(3));
        Files.write(log.fileOf(2, ".snapshot"), snapshot(9, 0));
        assertThat(describe("orders").partitions().getFirst().lastStable()).isEqualTo(Position.offset(2));
        byte[] torn = snapshot(9, 0);
        torn[30] ^= 1;
        Files.write(log.fileOf(2, ".snapshot"), torn);
        assertThat(describe("orders").partitions().getFirst().lastStable()).isEqualTo(Position.offset(3));
    }

    private static byte[] snapshot(long producer, long first) {
        var entry = java.nio.ByteBuffer.allocate(4 + 46)
                .putInt(1)
                .putLong(producer)
                .putShort((short) 0)
                .putInt(1)
                .putLong(1)
                .putInt(1)
                .putLong(LogWriter.NOON)
                .putInt(0)
                .putLong(first);
        var sum = new java.util.zip.CRC32C();
        sum.update(entry.array());
        return java.nio.ByteBuffer.allocate(6 + entry.capacity())
                .putShort((short) 1)
                .putInt((int) sum.getValue())
                .put(entry.array())
                .array();
    }

    @Test
    void tellsAtAGlanceHowMuchRoomAStreamTakes() throws Exception {
        partition("orders-0").batch(3);
        partition("orders-1").batch(3);
        List<StreamGlance> glances = new ArrayList<>();
        try (StreamSource source = Readings.open(home)) {
            source.glance(List.of("orders"), glances::add);
        }

        try (var files = Files.walk(home)) {
            long bytes = files.filter(file -> file.toString().endsWith(".log"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
            assertThat(glances.getFirst().bytes()).hasValue(bytes);
        }
    }
}
