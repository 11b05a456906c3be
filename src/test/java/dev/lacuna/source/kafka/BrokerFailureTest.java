package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.sandbox.SandboxBroker;
import dev.lacuna.sandbox.SandboxSettings;
import dev.lacuna.source.Collected;
import dev.lacuna.source.ReadHandler.EndReason;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import dev.lacuna.source.SourceSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A broker that goes away while it is read from, and one that comes back.
class BrokerFailureTest {

    private static final int EVENTS = 400;

    /// Small fetches, so that what happens in the middle of a read really does.
    private static final Map<String, String> SMALL =
            Map.of("max.partition.fetch.bytes", "50000", "fetch.max.bytes", "50000", "receive.buffer.bytes", "65536");

    @TempDir
    Path folder;

    private SandboxBroker broker;
    private KafkaSource source;
    private PartitionRef partition;

    @BeforeEach
    void start() throws Exception {
        broker = SandboxBroker.start(SandboxSettings.temporary().withDataFolder(folder));
        source = (KafkaSource) new KafkaSourceProvider().open(SourceSpec.of("kafka://" + broker.bootstrap()));
        fill();
        partition = source.describe("orders").stream().partition(0);
    }

    private void fill() throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrap());
        try (Admin admin = Admin.create(settings);
                var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic("orders", 1, (short) 1)))
                    .all()
                    .get();
            var orders = new dev.lacuna.model.StreamRef("", "orders").partition(0);
            String value = "x".repeat(10_000);
            for (int i = 0; i < EVENTS; i++) {
                producer.send(KafkaTopics.record(orders, "k", value));
            }
        }
    }

    @AfterEach
    void stop() throws Exception {
        source.close();
        broker.close();
    }

    private WireReader reader(Duration patience) throws SourceException {
        var settings = new ClientSettings(broker.bootstrap(), SMALL);
        var range = new PartitionRange(partition, PositionRange.offsets(0, EVENTS));
        return KafkaTopics.reader(source, settings, new ReadRequest(List.of(range), true), patience);
    }

    private static void readSome(WireReader reader, Collected collected) throws SourceException {
        while (collected.events().isEmpty()) {
            reader.poll(Duration.ofSeconds(5), collected);
        }
        assertThat(collected.events()).hasSizeLessThan(EVENTS / 2);
    }

    @Test
    void endsTheReadingWhenTheBrokerStaysAway() throws Exception {
        var collected = new Collected();
        try (WireReader reader = reader(Duration.ofSeconds(3))) {
            readSome(reader, collected);
            broker.close();
            var failure = catchThrowableOfType(SourceException.class, () -> {
                while (reader.poll(Duration.ofSeconds(5), collected)) {
                    // until it fails
                }
            });
            assertThat(failure.kind()).isEqualTo(Kind.INTERRUPTED);
            assertThat(failure.isRetriable()).isTrue();
            assertThat(failure).hasMessageContaining("Reading orders/0 stopped at offset ");
        }
        // what was handed over is a clean beginning
        assertThat(collected.offsets().getLast()).isEqualTo(collected.events().size() - 1);
        assertThat(collected.ending(partition)).isNull();
    }

    @Test
    void goesOnWhenTheBrokerComesBack() throws Exception {
        var collected = new Collected();
        try (WireReader reader = reader(Duration.ofMinutes(5))) {
            readSome(reader, collected);
            int port = Integer.parseInt(broker.bootstrap().split(":")[1]);
            broker.close();
            for (int i = 0; i < 5; i++) {
                assertThat(reader.poll(Duration.ofMillis(50), collected)).isTrue();
            }
            broker = SandboxBroker.start(
                    SandboxSettings.temporary().withDataFolder(folder).withPort(port));
            while (reader.poll(Duration.ofSeconds(5), collected)) {
                // to the end
            }
        }
        assertThat(collected.events()).hasSize(EVENTS);
        assertThat(collected.ending(partition))
                .isEqualTo(new Collected.Ending(Position.offset(EVENTS), EndReason.COMPLETE));
    }
}
