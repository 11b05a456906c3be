package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.Collected;
import dev.lacuna.source.EventSink;
import dev.lacuna.source.OutgoingEvent;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.StreamSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What [dev.lacuna.source.SourceContract] leaves to Kafka: what its brokers refuse.
class KafkaEventSinkTest {

    private StreamSource source;

    @BeforeEach
    void connect() throws SourceException {
        source = new KafkaSourceProvider().open(SourceSpec.of(SharedBroker.uri()));
    }

    @AfterEach
    void disconnect() {
        source.close();
    }

    private PartitionRef createTopic(String prefix, Map<String, String> config) throws SourceException {
        return source.describe(KafkaTopics.create(prefix, 1, config)).stream().partition(0);
    }

    private static OutgoingEvent event(PartitionRef partition, long millis, String value) {
        return new OutgoingEvent(partition, millis, null, Bytes.utf8(value), List.of());
    }

    private static SourceException failureOf(ThrowingCallable call) {
        return catchThrowableOfType(SourceException.class, call);
    }

    private List<String> visible(PartitionRef partition) throws SourceException {
        source.awaitStable(List.of(partition), java.time.Duration.ofMinutes(2));
        var ranges = source.describe(partition.stream().name()).partitions().stream()
                .map(info -> new dev.lacuna.model.PartitionRange(info.partition(), info.range()))
                .toList();
        try (var reader = source.open(new ReadRequest(ranges, true))) {
            return Collected.all(reader).visible().stream()
                    .map(event -> event.value() == null ? "" : event.value().text())
                    .toList();
        }
    }

    @Test
    void namesThePartitionAndTheReasonOfAnEventThatIsTooLarge() throws Exception {
        PartitionRef partition =
                createTopic("small", Map.of("max.message.bytes", "1000", "compression.type", "producer"));
        String random = new java.util.Random(7)
                .ints(3_000, 33, 127)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        try (EventSink sink = source.openSink("sink-large")) {
            sink.write(event(partition, -1, "before"));
            SourceException failure = failureOf(() -> {
                sink.write(event(partition, -1, random));
                sink.commit();
            });
            assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
            assertThat(failure.isRetriable()).isFalse();
            assertThat(failure).hasMessageContaining(partition.toString()).hasMessageContaining("larger than the max");

            sink.write(event(partition, -1, "after")); // the sink goes on
            sink.commit();
        }
        assertThat(visible(partition)).containsExactly("after");
    }

    /// What somebody else's client properties may bring along.
    public static final class Meddler implements ProducerInterceptor<byte[], byte[]> {
        @Override
        public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
            return new ProducerRecord<>(record.topic(), record.partition(), record.key(), new byte[] {'x'});
        }

        @Override
        public void onAcknowledgement(RecordMetadata metadata, Exception exception) {}

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    @Test
    void letsNoInterceptorChangeWhatItWrites() throws Exception {
        PartitionRef partition = createTopic("meddled", Map.of());
        var spec = SourceSpec.of(SharedBroker.uri())
                .withProperties(Map.of("interceptor.classes", Meddler.class.getName()));
        try (StreamSource meddled = new KafkaSourceProvider().open(spec);
                EventSink sink = meddled.openSink("sink-meddled")) {
            sink.write(event(partition, -1, "as it is"));
            sink.commit();
        }
        assertThat(visible(partition)).containsExactly("as it is");
    }

    @Test
    void namesTheTimestampThatATopicRefuses() throws Exception {
        PartitionRef partition = createTopic("young", Map.of("message.timestamp.before.max.ms", "60000"));
        try (EventSink sink = source.openSink("sink-old")) {
            sink.write(event(partition, -1, "young"));
            sink.write(event(partition, 1_000, "old"));
            SourceException failure = failureOf(sink::commit);
            assertThat(failure).hasMessageContaining(partition.toString()).hasMessageContaining("imestamp");
            assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
        }
        assertThat(visible(partition)).isEmpty();
    }

    @Test
    void refusesAnUnknownTopicOrPartitionAtOnce() throws Exception {
        PartitionRef partition = createTopic("known", Map.of());
        try (EventSink sink = source.openSink("sink-unknown")) {
            var missing = partition.stream().partition(3);
            assertThat(failureOf(() -> sink.write(event(missing, -1, "v"))))
                    .hasMessageContaining("one partition")
                    .extracting(SourceException::kind)
                    .isEqualTo(Kind.UNKNOWN_STREAM);
            var elsewhere = new dev.lacuna.model.StreamRef(partition.stream().source(), "nowhere").partition(0);
            assertThat(failureOf(() -> sink.write(event(elsewhere, -1, "v"))).kind())
                    .isEqualTo(Kind.UNKNOWN_STREAM);
            sink.write(event(partition, -1, "kept"));
            sink.commit();
        }
        assertThat(visible(partition)).containsExactly("kept");
    }

    @Test
    void writesNothingToASourceThatIsOpenedReadOnly() throws Exception {
        try (var readOnly = new KafkaSourceProvider().open(new SourceSpec(SharedBroker.uri(), Map.of(), true))) {
            assertThat(failureOf(() -> readOnly.openSink("sink-read-only")).kind())
                    .isEqualTo(Kind.READ_ONLY);
        }
    }

    @Test
    void keepsTheOrderOfManyEventsAndOfTransactions() throws Exception {
        PartitionRef partition = createTopic("order", Map.of());
        try (EventSink sink = source.openSink("sink-order")) {
            for (int i = 0; i < 5_000; i++) {
                sink.write(event(partition, 1_000 + i, "v" + i));
                if (i % 1_000 == 999) {
                    sink.commit();
                }
            }
        }
        List<String> values = visible(partition);
        assertThat(values).hasSize(5_000).startsWith("v0", "v1").endsWith("v4998", "v4999");
        assertThat(values.stream().map(v -> Integer.valueOf(v.substring(1)))).isSorted();
    }
}
