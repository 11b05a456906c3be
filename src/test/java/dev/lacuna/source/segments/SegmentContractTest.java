package dev.lacuna.source.segments;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.SourceContract;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.StreamSource;
import dev.lacuna.source.kafka.KafkaSourceProvider;
import dev.lacuna.source.kafka.KafkaTopics;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A log folder keeps the promises of the source's contract, while its broker is writing to it.
class SegmentContractTest extends SourceContract {

    private StreamSource folder;
    private StreamSource broker;

    @BeforeEach
    void open() throws SourceException {
        broker = new KafkaSourceProvider().open(SourceSpec.of(SharedBroker.uri()));
        folder = new SegmentSourceProvider().open(SourceSpec.of("segments:" + SharedBroker.dataFolder()));
    }

    @AfterEach
    void close() {
        folder.close();
        broker.close();
    }

    @Override
    protected StreamSource source() {
        return folder;
    }

    @Override
    protected StreamSource writer() {
        return broker;
    }

    @Override
    protected String createStream(String prefix, int partitions) {
        String topic = KafkaTopics.create(prefix, partitions, Map.of());
        LogCopies.awaitFolders(SharedBroker.dataFolder(), topic, partitions);
        return topic;
    }

    @Override
    protected void writeAborted(PartitionRef partition, int count) {
        try (var producer = KafkaTopics.transaction()) {
            KafkaTopics.send(producer, partition, count);
            producer.abortTransaction();
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

    @Override
    protected boolean seesLoggedBatches() {
        return true;
    }
}
