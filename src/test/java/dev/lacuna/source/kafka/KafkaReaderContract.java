package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.Collected;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.ReadHandler.EndReason;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.StreamReader;
import dev.lacuna.source.StreamSource;
import dev.lacuna.source.WritableSourceContract;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What both readers of Kafka promise on top of the contract.
abstract class KafkaReaderContract extends WritableSourceContract {

    private KafkaSource source;

    @BeforeEach
    void connect() throws SourceException {
        source = (KafkaSource) new KafkaSourceProvider().open(SourceSpec.of(uri()));
    }

    /// Where the shared broker is asked.
    protected String uri() {
        return SharedBroker.uri();
    }

    @AfterEach
    void disconnect() {
        source.close();
    }

    @Override
    protected StreamSource source() {
        return source;
    }

    final KafkaSource kafka() {
        return source;
    }

    @Override
    protected String createStream(String prefix, int partitions) {
        return KafkaTopics.create(prefix, partitions, Map.of());
    }

    @Override
    protected void writeAborted(PartitionRef partition, int count) {
        try (var producer = KafkaTopics.transaction()) {
            KafkaTopics.send(producer, partition, count);
            producer.abortTransaction();
        }
        try {
            awaitMarkers(partition);
        } catch (SourceException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected AutoCloseable writeOpen(PartitionRef partition, int count) {
        var producer = KafkaTopics.transaction();
        KafkaTopics.send(producer, partition, count);
        return () -> {
            producer.abortTransaction();
            producer.close();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void readsCompressedBatches(String compression) throws Exception {
        PartitionRef partition = partition(createStream(compression, 1), 0);
        try (var producer = KafkaTopics.producer(Map.of("compression.type", compression, "linger.ms", 50))) {
            KafkaTopics.send(producer, partition, 1_000);
        }

        Collected collected = readAll(partition.stream().name());

        assertThat(collected.events()).hasSize(1_000);
        assertThat(collected.events().get(999).value()).isEqualTo(dev.lacuna.model.Bytes.utf8("value 999"));
        assertThat(collected.batches())
                .allSatisfy(batch ->
                        assertThat(batch.compressed()).isEqualTo(seesLoggedBatches() && !compression.equals("none")));
    }

    @Test
    void readsBatchesLargerThanWhatIsFetchedAtOnce() throws Exception {
        String large = String.valueOf(9L << 20);
        PartitionRef first = partition(KafkaTopics.create("large", 2, Map.of("max.message.bytes", large)), 0);
        PartitionRef second = first.stream().partition(1);
        try (var producer = KafkaTopics.producer(Map.of("max.request.size", 9 << 20, "linger.ms", 0))) {
            for (int i = 0; i < 3; i++) {
                producer.send(KafkaTopics.record(first, "k", "x".repeat(8 << 20)));
                producer.send(KafkaTopics.record(second, "k", "x".repeat(5 << 20)));
            }
        }

        Collected collected = readAll(first.stream().name());

        assertThat(collected.events()).extracting(Event::size).containsOnly((8L << 20) + 1, (5L << 20) + 1);
        assertThat(collected.events()).hasSize(6);
    }

    @Test
    void readsInterleavedTransactionsAndPlainEvents() throws Exception {
        PartitionRef partition = partition(createStream("interleaved", 1), 0);
        try (var kept = KafkaTopics.transaction();
                var undone = KafkaTopics.transaction();
                var plain = KafkaTopics.producer(Map.of())) {
            KafkaTopics.send(kept, partition, 1); // 0
            KafkaTopics.send(undone, partition, 1); // 1
            KafkaTopics.send(plain, partition, 1); // 2
            KafkaTopics.send(kept, partition, 1); // 3
            undone.abortTransaction(); // 4
            KafkaTopics.awaitEnd(partition, 5);
            KafkaTopics.send(kept, partition, 1); // 5
            kept.commitTransaction(); // 6
            KafkaTopics.awaitEnd(partition, 7);
            undone.beginTransaction();
            KafkaTopics.send(undone, partition, 1); // 7
            undone.commitTransaction(); // 8
            KafkaTopics.awaitEnd(partition, 9);
        }

        Collected collected = readAll(partition.stream().name());

        var fates = new HashMap<Long, Fate>();
        collected
                .events()
                .forEach(event -> fates.put(
                        event.position().asOffset(), collected.batchOf(event).fate()));
        assertThat(fates)
                .isEqualTo(Map.of(
                        0L,
                        Fate.COMMITTED,
                        1L,
                        Fate.ABORTED,
                        2L,
                        Fate.COMMITTED,
                        3L,
                        Fate.COMMITTED,
                        5L,
                        Fate.COMMITTED,
                        7L,
                        Fate.COMMITTED));
    }

    @Test
    void readsWhatCompactionLeft() throws Exception {
        PartitionRef partition = partition(
                KafkaTopics.create(
                        "compacted",
                        1,
                        Map.of(
                                "cleanup.policy",
                                "compact",
                                "segment.ms",
                                "100",
                                "min.cleanable.dirty.ratio",
                                "0.001",
                                "max.compaction.lag.ms",
                                "100")),
                0);
        try (var producer = KafkaTopics.producer(Map.of("linger.ms", 20))) {
            KafkaTopics.send(producer, partition, 10);
            KafkaTopics.send(producer, partition, 8);
            long end = 18;
            // a closed segment is compacted only when something is written behind it
            for (int i = 0; readAll(partition.stream().name()).offsets().contains(0L); i++) {
                KafkaTopics.done(producer.send(KafkaTopics.record(partition, "later" + i % 2, "v")));
                end++;
                assertThat(end).isLessThan(2_000);
            }
        }

        Collected collected = readAll(partition.stream().name());

        assertThat(collected.offsets())
                .contains(8L, 9L, 10L)
                .doesNotContain(0L, 7L)
                .isSorted();
        assertThat(collected.ending(partition))
                .extracting(Collected.Ending::reason)
                .isEqualTo(EndReason.COMPLETE);
        assertThat(collected.visible()).hasSize(collected.events().size());
        Batch first = collected.batches().getFirst();
        if (seesLoggedBatches()) {
            assertThat(first.first().asOffset()).isLessThan(8);
            assertThat(first.removed()).isPositive();
        }
    }

    @Test
    void goesOnFromTheNewStartWhenTheHeadHadMoved() throws Exception {
        PartitionRef partition = partition(createStream("head", 1), 0);
        try (var producer = KafkaTopics.producer(Map.of("linger.ms", 20))) {
            KafkaTopics.send(producer, partition, 100);
        }
        KafkaTopics.deleteBefore(partition, 40);

        Collected collected = read(partition, 10, 100);

        assertThat(collected.offsets())
                .containsExactlyElementsOf(LongStream.range(40, 100).boxed().toList());
        assertThat(collected.ending(partition))
                .isEqualTo(new Collected.Ending(Position.offset(100), EndReason.HEAD_MOVED));
        assertThat(collected.gone(partition)).containsExactly(PositionRange.offsets(10, 40));
        Collected nothing = read(partition, 10, 30);
        assertThat(nothing.ending(partition))
                .isEqualTo(new Collected.Ending(Position.offset(30), EndReason.HEAD_MOVED));
        assertThat(nothing.gone(partition)).containsExactly(PositionRange.offsets(10, 30));
    }

    @Test
    void goesOnFromTheNewStartWhenTheHeadMovesUnderIt() throws Exception {
        PartitionRef partition = partition(createStream("moving", 1), 0);
        String value = "x".repeat(20_000);
        try (var producer = KafkaTopics.producer(Map.of())) {
            for (int i = 0; i < 3_000; i++) {
                producer.send(KafkaTopics.record(partition, "k", value));
            }
        }
        var range = new PartitionRange(partition, PositionRange.offsets(0, 3_000));
        var collected = new Collected();
        try (StreamReader reader = reader(new ReadRequest(List.of(range), true))) {
            while (collected.events().isEmpty()) {
                reader.poll(Duration.ofSeconds(5), collected);
            }
            KafkaTopics.deleteBefore(partition, 2_900);
            while (reader.poll(Duration.ofSeconds(5), collected)) {
                // to the end
            }
        }
        assertThat(collected.ending(partition))
                .isEqualTo(new Collected.Ending(Position.offset(3_000), EndReason.HEAD_MOVED));
        assertThat(collected.offsets()).contains(0L, 2_900L, 2_999L).hasSizeLessThan(3_000);
        assertThat(collected.gone(partition)).singleElement().satisfies(gone -> {
            assertThat(gone.to()).isEqualTo(Position.offset(2_900));
            assertThat(collected.offsets()).hasSize(3_000 - (int) gone.span());
        });
        assertThat(collected.visible()).hasSize(collected.events().size());
    }

    @Test
    void endsWhereTheRangeLiesBehindTheLog() throws Exception {
        PartitionRef partition = partition(createStream("behind", 1), 0);
        write(partition, 1);
        assertThat(read(partition, 50, 60).ending(partition))
                .extracting(Collected.Ending::reason)
                .isEqualTo(EndReason.LOG_ENDED);
    }

    @Test
    void tellsTimesThatTheLogSet() throws Exception {
        PartitionRef partition =
                partition(KafkaTopics.create("append", 1, Map.of("message.timestamp.type", "LogAppendTime")), 0);
        write(partition, 3);

        Collected collected = read(partition, 0, 3);

        assertThat(source.describe(partition.stream().name()).timestamps()).isEqualTo(TimestampKind.APPEND);
        assertThat(collected.events()).allSatisfy(event -> {
            assertThat(event.timestamps()).isEqualTo(TimestampKind.APPEND);
            assertThat(event.millis()).isGreaterThan(NOON + 1_000_000);
            assertThat(collected.batchOf(event).minMillis()).isEqualTo(event.millis());
        });
    }

    @Test
    void passesOnWhatTheHandlerThrows() throws Exception {
        PartitionRef partition = partition(createStream("thrown", 1), 0);
        write(partition, 5);
        var range = new PartitionRange(partition, PositionRange.offsets(0, 5));
        var expected = new SourceException(SourceException.Kind.OTHER, "enough", false, null);
        try (StreamReader reader = reader(new ReadRequest(List.of(range), true))) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> {
                        while (reader.poll(Duration.ofSeconds(5), new Refusing(expected))) {
                            // until it refuses
                        }
                    })
                    .isSameAs(expected);
        }
    }

    /// Takes nothing.
    private record Refusing(SourceException failure) implements ReadHandler {
        @Override
        public void batch(Batch batch) throws SourceException {
            throw failure;
        }

        @Override
        public void ended(PartitionRef partition, Position reached, EndReason reason) {}
    }
}
