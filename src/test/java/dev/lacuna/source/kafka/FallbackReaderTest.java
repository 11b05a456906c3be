package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PositionRange;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.Collected;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FallbackReaderTest {

    /// Reads the first batch of each poll as the wire reader does, then meets what it can't read.
    private record Breaking(WireReader reader, boolean byLinkage) implements ResumableReader {

        @Override
        public boolean poll(Duration max, ReadHandler handler) throws SourceException {
            reader.poll(max, handler);
            if (reader.left().getFirst().positions().from().asOffset() > 0) {
                if (byLinkage) {
                    throw new NoSuchMethodError("it is broken.");
                }
                throw new WireUnsupportedException("it is broken.", null);
            }
            return true;
        }

        @Override
        public List<PartitionRange> left() {
            return reader.left();
        }

        @Override
        public void wakeup() {
            reader.wakeup();
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void goesOnWithAPlainConsumerWhereRawBatchesCantBeRead(boolean byLinkage) throws Exception {
        String topic = KafkaTopics.create("fallback", 1, java.util.Map.of());
        try (var source = (KafkaSource) new KafkaSourceProvider().open(SourceSpec.of(SharedBroker.uri()));
                var producer = KafkaTopics.producer(java.util.Map.of("batch.size", 16_000))) {
            var partition = source.describe(topic).stream().partition(0);
            String value = "x".repeat(10_000);
            for (int i = 0; i < 2_000; i++) {
                producer.send(KafkaTopics.record(partition, "k", value));
            }
            producer.flush();
            var request =
                    new ReadRequest(List.of(new PartitionRange(partition, PositionRange.offsets(0, 2_000))), true);
            try (var reader = new FallbackReader(
                    new Breaking(source.wireReader(request), byLinkage), request, source::consumerReader)) {
                assertThat(reader.note()).isEmpty();
                Collected collected = Collected.all(reader);
                assertThat(collected.events()).hasSize(2_000);
                assertThat(collected.batches().getFirst().logged()).isTrue();
                assertThat(collected.batches().getLast().logged()).isFalse();
                assertThat(reader.note())
                        .hasValueSatisfying(note -> assertThat(note)
                                .contains(byLinkage ? "other classes inside" : "it is broken")
                                .contains("plain consumer"));
            }
        }
    }
}
