package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Producer;
import dev.lacuna.model.StreamRef;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.Collected;
import dev.lacuna.source.ReadHandler.EndReason;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamReader;
import java.time.Duration;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WireReaderTest extends KafkaReaderContract {

    @Override
    protected StreamReader reader(ReadRequest request) throws SourceException {
        return kafka().wireReader(request);
    }

    @Override
    protected boolean seesLoggedBatches() {
        return true;
    }

    @Test
    void seesProducersAndTheirSequences() throws Exception {
        PartitionRef partition = partition(createStream("producers", 1), 0);
        try (var transactional = KafkaTopics.transaction();
                var plain = KafkaTopics.producer(Map.of("enable.idempotence", false))) {
            KafkaTopics.send(transactional, partition, 1);
            KafkaTopics.send(transactional, partition, 1);
            transactional.commitTransaction();
            KafkaTopics.awaitEnd(partition, 3);
            KafkaTopics.send(plain, partition, 1);
        }

        Collected collected = readAll(partition.stream().name());

        List<Batch> batches = collected.batches();
        assertThat(batches).hasSize(4);
        Producer first = Objects.requireNonNull(batches.getFirst().producer());
        assertThat(batches.get(0).transactional()).isTrue();
        assertThat(first.baseSequence()).isZero();
        assertThat(batches.get(1).producer()).isEqualTo(new Producer(first.id(), first.epoch(), 1, 1));
        assertThat(batches.get(2).control()).isTrue();
        assertThat(batches.get(2).count()).isEqualTo(1);
        assertThat(batches.get(2).isVisible()).isFalse();
        assertThat(batches.get(3).producer()).isNull();
        assertThat(batches.get(3).transactional()).isFalse();
        assertThat(batches).allSatisfy(batch -> assertThat(batch.leaderEpoch()).isZero());
    }

    @Test
    void saysWhenTheTopicIsDeletedUnderIt() throws Exception {
        PartitionRef partition = partition(createStream("deleted", 1), 0);
        write(partition, 1);
        var range = new PartitionRange(partition, PositionRange.offsets(0, 99));
        var collected = new Collected();
        try (StreamReader reader = reader(new ReadRequest(List.of(range), true))) {
            while (collected.events().isEmpty()) {
                reader.poll(Duration.ofSeconds(5), collected);
            }
            KafkaTopics.delete(partition.stream().name());
            org.assertj.core.api.Assertions.assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(() -> {
                        while (reader.poll(Duration.ofSeconds(5), collected)) {
                            // until it fails
                        }
                    })
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(SourceException.Kind.UNKNOWN_STREAM));
        }
    }

    @Test
    void readsABatchManyTimesLargerThanWhatIsFetchedAtOnce() throws Exception {
        int size = 20 << 20;
        PartitionRef partition =
                partition(KafkaTopics.create("huge", 2, Map.of("max.message.bytes", String.valueOf(size + 1_000))), 0);
        PartitionRef other = partition.stream().partition(1);
        try (var producer = KafkaTopics.producer(Map.of("max.request.size", size + 1_000, "batch.size", 0))) {
            producer.send(KafkaTopics.record(partition, "before", "v"));
            producer.send(KafkaTopics.record(partition, "huge", "x".repeat(size)));
            producer.send(KafkaTopics.record(partition, "behind", "v"));
            KafkaTopics.send(producer, other, 20);
        }
        var settings = new ClientSettings(
                SharedBroker.bootstrap(), Map.of("max.partition.fetch.bytes", "1000", "fetch.max.bytes", "1000"));
        var request = new ReadRequest(
                List.of(
                        new PartitionRange(partition, PositionRange.offsets(0, 3)),
                        new PartitionRange(other, PositionRange.offsets(0, 20))),
                true);

        Collected collected;
        try (StreamReader reader = KafkaTopics.reader(kafka(), settings, request, Duration.ofSeconds(10))) {
            collected = Collected.all(reader);
        }

        assertThat(collected.events().stream()
                        .filter(event -> event.partition().equals(partition))
                        .mapToLong(Event::size))
                .containsExactly(7L, size + 4L, 7L);
        assertThat(collected.ending(other)).isEqualTo(new Collected.Ending(Position.offset(20), EndReason.COMPLETE));
    }

    @Test
    void readsManyPartitionsOfOneBrokerSideBySideAndFairly() throws Exception {
        int count = 200;
        int events = 4;
        String stream = KafkaTopics.create("many", count, Map.of("segment.index.bytes", "4096"));
        PartitionRef first = new StreamRef(source().info().name(), stream).partition(0);
        List<PartitionRange> ranges = IntStream.range(0, count)
                .mapToObj(number ->
                        new PartitionRange(first.stream().partition(number), PositionRange.offsets(0, events)))
                .toList();
        try (var producer = KafkaTopics.producer(Map.of())) {
            for (int i = 0; i < events; i++) {
                ranges.forEach(range -> producer.send(KafkaTopics.record(range.partition(), "k", "x".repeat(1_000))));
                producer.flush(); // so that each event is a batch
            }
        }
        // each response holds one event of some dozen of them
        var settings = new ClientSettings(
                SharedBroker.bootstrap(), Map.of("max.partition.fetch.bytes", "1200", "fetch.max.bytes", "15000"));
        int[] counts = new int[count];
        var fair = new Collected() {
            @Override
            public void event(Batch batch, Event event) {
                super.event(batch, event);
                counts[event.partition().number()]++;
            }
        };
        try (StreamReader reader =
                KafkaTopics.reader(kafka(), settings, new ReadRequest(ranges, true), Duration.ofSeconds(30))) {
            while (reader.poll(Duration.ofSeconds(5), fair)) {
                IntSummaryStatistics spread = IntStream.of(counts).summaryStatistics();
                assertThat(spread.getMax() - spread.getMin()).isLessThanOrEqualTo(1);
            }
        }
        assertThat(IntStream.of(counts)).as("events of a partition").containsOnly(events);
        assertThat(ranges)
                .allSatisfy(range -> assertThat(fair.ending(range.partition()))
                        .isEqualTo(new Collected.Ending(Position.offset(events), EndReason.COMPLETE)));
    }

    @Test
    void leavesAloneWhatItHandedOverWhenItsMemoryIsUsedAgain() throws Exception {
        PartitionRef partition = partition(createStream("reused", 1), 0);
        var random = new java.util.Random(5);
        List<byte[]> values = new java.util.ArrayList<>();
        try (var producer = KafkaTopics.producer(java.util.Map.of("batch.size", 64 << 10))) {
            for (int i = 0; i < 3_000; i++) {
                byte[] value = new byte[1_000];
                random.nextBytes(value);
                values.add(value);
                producer.send(new org.apache.kafka.clients.producer.ProducerRecord<>(
                        partition.stream().name(), 0, null, value));
            }
        }
        var range = new dev.lacuna.model.PartitionRange(partition, dev.lacuna.model.PositionRange.offsets(0, 3_000));
        var properties = java.util.Map.of("fetch.max.bytes", "200000", "max.partition.fetch.bytes", "200000");
        var spec = new dev.lacuna.source.SourceSpec(dev.lacuna.sandbox.SharedBroker.uri(), properties, false);
        var collected = new Collected();
        try (var source = (KafkaSource) new KafkaSourceProvider().open(spec);
                StreamReader reader = source.wireReader(new ReadRequest(List.of(range), true))) {
            while (reader.poll(java.time.Duration.ofSeconds(5), collected)) {
                // to the end
            }
        }

        assertThat(collected.events()).hasSize(3_000);
        for (int i = 0; i < 3_000; i++) {
            assertThat(collected.events().get(i).value()).isEqualTo(dev.lacuna.model.Bytes.of(values.get(i)));
        }
    }
}
