package dev.lacuna.source.segments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Compaction;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Event;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.Collected;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.ReadHandler.EndReason;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamReader;
import dev.lacuna.source.StreamSource;
import dev.lacuna.source.kafka.KafkaTopics;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder that changes while it is read, and what only a broker's own folder tells.
class RunningBrokerTest {

    @TempDir
    private Path home;

    private Path folder;
    private PartitionRef partition;

    @BeforeEach
    void write() throws IOException {
        folder = home.resolve("orders-0");
        partition = new StreamRef("segments:" + home, "orders").partition(0);
    }

    /// Files of some megabytes, so that reading one takes several polls.
    private LogWriter write(int files) throws IOException {
        var log = new LogWriter(folder);
        for (int file = 0; file < files; file++) {
            for (int i = 0; i < 8; i++) {
                log.large(500_000);
            }
            if (file < files - 1) {
                log.roll();
            }
        }
        return log;
    }

    /// Reads on after something was done behind the first poll.
    private Readings readAround(long to, Meanwhile meanwhile) throws Exception {
        var readings = new Readings();
        var range = new PartitionRange(partition, PositionRange.offsets(0, to));
        try (StreamSource source = Readings.open(home);
                StreamReader reader = source.open(new ReadRequest(List.of(range), true))) {
            assertThat(reader.poll(Duration.ofSeconds(1), readings)).isTrue();
            meanwhile.happens();
            while (reader.poll(Duration.ofSeconds(1), readings)) {
                // to the end
            }
        }
        return readings;
    }

    private interface Meanwhile {
        void happens() throws IOException;
    }

    @Test
    void aFolderThatIsTakenAwayLeavesTheOthersReadable() throws Exception {
        LogWriter log = write(2);
        var other = new LogWriter(home.resolve("orders-1"));
        other.large(1_000);
        PartitionRef taken = partition.stream().partition(1);
        var failed = new LinkedHashMap<PartitionRef, SourceException>();
        var collected = new Collected() {
            @Override
            public void failed(PartitionRef which, Position reached, SourceException failure) {
                failed.put(which, failure);
            }
        };
        var ranges = List.of(
                new PartitionRange(taken, PositionRange.offsets(0, 1)),
                new PartitionRange(partition, PositionRange.offsets(0, log.next())));
        try (StreamSource source = Readings.open(home);
                StreamReader reader = source.open(new ReadRequest(ranges, true))) {
            Files.move(home.resolve("orders-1"), home.resolve("elsewhere"));
            while (reader.poll(Duration.ofSeconds(1), collected)) {
                // until every range has ended
            }
        }
        assertThat(failed).containsOnlyKeys(taken);
        assertThat(failed.get(taken)).hasMessageContaining("no orders/1");
        assertThat(collected.ending(partition))
                .isEqualTo(new Collected.Ending(Position.offset(log.next()), EndReason.COMPLETE));
    }

    @Test
    void goesOnFromTheNewStartWhenRetentionTakesFilesAway() throws Exception {
        LogWriter log = write(5);
        Readings read = readAround(log.next(), () -> {
            for (long base : new long[] {0, 8, 16}) {
                Files.move(log.fileOf(base, ".log"), log.fileOf(base, ".log.deleted"));
            }
        });
        assertThat(read.ending(partition)).isEqualTo(new Collected.Ending(Position.offset(40), EndReason.HEAD_MOVED));
        // the file that was open is read on
        assertThat(read.collected().offsets()).contains(0L, 7L, 24L, 39L).doesNotContain(8L, 23L);
        assertThat(read.damages()).isEmpty();
        assertThat(read.collected().gone(partition)).containsExactly(PositionRange.offsets(8, 24));
    }

    @Test
    void readsOnInTheFileThatCompactionPutThere() throws Exception {
        LogWriter log = write(4);
        Readings read = readAround(log.next(), () -> {
            // the second and third become one under the name of the second
            byte[] second = Files.readAllBytes(log.fileOf(8, ".log"));
            byte[] third = Files.readAllBytes(log.fileOf(16, ".log"));
            Path swap = log.fileOf(8, ".log.swap");
            Files.write(swap, second);
            Files.write(swap, third, StandardOpenOption.APPEND);
            Files.delete(log.fileOf(8, ".log"));
            Files.delete(log.fileOf(16, ".log"));
            Files.move(swap, log.fileOf(8, ".log"));
        });
        assertThat(read.collected().offsets()).hasSize(32).isSorted();
        assertThat(read.ending(partition).reason()).isEqualTo(EndReason.COMPLETE);
    }

    @Test
    void endsWhereTheFileIsTruncatedWhileItIsRead() throws Exception {
        LogWriter log = write(1);
        Readings read = readAround(log.next(), () -> {
            try (FileChannel file = FileChannel.open(log.fileOf(0, ".log"), StandardOpenOption.WRITE)) {
                file.truncate(2_200_000);
            }
        });
        assertThat(read.ending(partition)).isEqualTo(new Collected.Ending(Position.offset(4), EndReason.LOG_ENDED));
        assertThat(read.collected().offsets()).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void takesABatchThatIsBeingWrittenForNoDamage() throws Exception {
        LogWriter log = write(1);
        long whole = Files.size(log.fileOf(0, ".log"));
        byte[] bytes = Files.readAllBytes(log.fileOf(0, ".log"));
        Files.write(log.fileOf(0, ".log"), java.util.Arrays.copyOf(bytes, (int) whole - 1_000));
        Readings read = readAround(7, () -> Files.write(log.fileOf(0, ".log"), bytes));
        assertThat(read.damages()).isEmpty();
        assertThat(read.collected().offsets()).hasSize(7);
    }

    @Test
    void stopsSoonWhenItIsWokenUp() throws Exception {
        write(2);
        var range = new PartitionRange(partition, dev.lacuna.model.PositionRange.offsets(0, 16));
        try (StreamSource source = Readings.open(home);
                StreamReader reader = source.open(new ReadRequest(List.of(range), true))) {
            var counted = new java.util.concurrent.atomic.AtomicInteger();
            reader.poll(Duration.ofSeconds(5), new ReadHandler() {
                @Override
                public void batch(Batch batch) {
                    counted.incrementAndGet();
                    reader.wakeup();
                }

                @Override
                public void event(Batch batch, Event event) {}

                @Override
                public void ended(PartitionRef ended, Position reached, EndReason reason) {}
            });
            assertThat(counted).hasValue(1);
        }
    }

    @Test
    void saysThatAnInterruptedReadingWasInterrupted() throws Exception {
        write(1);
        Thread.currentThread().interrupt();
        try (StreamSource source = Readings.open(home)) {
            var failure = org.assertj.core.api.Assertions.catchThrowableOfType(
                    SourceException.class, () -> Readings.range(source, partition, 0, 8, true));
            assertThat(failure.kind()).isEqualTo(SourceException.Kind.INTERRUPTED);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void readsSettingsFromTheClustersOwnLog() throws Exception {
        String set = KafkaTopics.create(
                "settings",
                1,
                Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", "86400000",
                        "message.timestamp.type", "LogAppendTime"));
        String unset = KafkaTopics.create("settings", 1, Map.of());
        String compacted = KafkaTopics.create("settings", 1, Map.of("cleanup.policy", "compact,delete"));
        for (String topic : List.of(set, unset, compacted)) {
            LogCopies.awaitFolders(SharedBroker.dataFolder(), topic, 1);
        }
        try (StreamSource source = Readings.open(SharedBroker.dataFolder())) {
            StreamInfo known = source.describe(set);
            assertThat(known.compaction()).isEqualTo(Compaction.OFF);
            assertThat(known.retention()).isEqualTo(Optional.of(Duration.ofDays(1)));
            assertThat(known.timestamps()).isEqualTo(dev.lacuna.model.TimestampKind.APPEND);
            assertThat(known.id()).hasSizeGreaterThan(20);
            assertThat(source.describe(compacted).compaction()).isEqualTo(Compaction.ON);
            // its broker's own file decides, which is not here
            assertThat(source.describe(unset).compaction()).isEqualTo(Compaction.UNKNOWN);
        }
        var brokersFile = Map.of("log.dirs", "/var/lib/kafka", "log.retention.hours", "2");
        try (StreamSource source = Readings.open(SharedBroker.dataFolder(), brokersFile)) {
            assertThat(source.describe(unset).compaction()).isEqualTo(Compaction.OFF);
            assertThat(source.describe(unset).retention()).isEqualTo(Optional.of(Duration.ofHours(2)));
            assertThat(source.describe(compacted).compaction()).isEqualTo(Compaction.ON);
        }
    }

    @Test
    void believesNoClusterLogWithAPartMissing() throws Exception {
        String topic = BrokerLogs.severalSegments("unsettled", Map.of("cleanup.policy", "delete"));
        Path data = BrokerLogs.copy(home.resolve("copy"), topic);
        try (StreamSource source = Readings.open(data)) {
            assertThat(source.describe(topic).compaction()).isEqualTo(Compaction.OFF);
        }
        Path log = LogCopies.segments(data.resolve("__cluster_metadata-0")).getFirst();
        byte[] bytes = Files.readAllBytes(log);
        for (int i = 0; i < 8; i++) { // more than the leader's epoch, which no checksum covers
            bytes[bytes.length / 2 + i] ^= 1;
        }
        Files.write(log, bytes);
        try (StreamSource source = Readings.open(data)) {
            assertThat(source.describe(topic).compaction()).isEqualTo(Compaction.UNKNOWN);
        }
        Files.write(log, new byte[] {1, 2, 3});
        try (StreamSource source = Readings.open(data)) {
            assertThat(source.describe(topic).compaction()).isEqualTo(Compaction.UNKNOWN);
            assertThat(Readings.all(source, topic, 0, true).collected().events())
                    .hasSize(12_000);
            assertThat(Readings.all(source, MetadataLog.TOPIC, 0, true).damages(Damage.Kind.TORN_TAIL))
                    .hasSize(1);
        }
    }

    @Test
    void tellsHowGroupsMoved() throws Exception {
        String topic = KafkaTopics.create("grouped", 1, Map.of());
        try (var producer = KafkaTopics.producer(Map.of())) {
            KafkaTopics.send(producer, new StreamRef("", topic).partition(0), 10);
        }
        String group = "group-of-" + topic;
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", SharedBroker.bootstrap(), "group.id", group),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            for (long offset : new long[] {3, 7}) {
                consumer.commitSync(Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset)));
            }
        }
        try (StreamSource source = Readings.open(SharedBroker.dataFolder())) {
            assertThat(source.groupHistory(source.describe(topic).stream()))
                    .filteredOn(commit -> commit.group().equals(group))
                    .extracting(GroupCommit::next)
                    .containsExactly(Position.offset(3), Position.offset(7));
        }
        try (StreamSource bare = Readings.open(BrokerLogs.copy(home.resolve("copy"), topic))) {
            assertThat(bare.groupHistory(bare.describe(topic).stream())).isEmpty();
        }
    }
}
