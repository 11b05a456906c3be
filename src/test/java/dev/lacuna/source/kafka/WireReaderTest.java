package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Batch;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Producer;
import dev.lacuna.source.Collected;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamReader;
import java.util.List;
import java.util.Objects;
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
                var plain = KafkaTopics.producer(java.util.Map.of("enable.idempotence", false))) {
            KafkaTopics.send(transactional, partition, 1);
            KafkaTopics.send(transactional, partition, 1);
            transactional.commitTransaction();
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
        var range = new dev.lacuna.model.PartitionRange(partition, dev.lacuna.model.PositionRange.offsets(0, 99));
        var collected = new Collected();
        try (StreamReader reader = reader(new ReadRequest(List.of(range), true))) {
            while (collected.events().isEmpty()) {
                reader.poll(java.time.Duration.ofSeconds(5), collected);
            }
            KafkaTopics.delete(partition.stream().name());
            org.assertj.core.api.Assertions.assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(() -> {
                        while (reader.poll(java.time.Duration.ofSeconds(5), collected)) {
                            // until it fails
                        }
                    })
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(SourceException.Kind.UNKNOWN_STREAM));
        }
    }
}
