package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamRef;
import dev.lacuna.sandbox.LogFiles;
import dev.lacuna.sandbox.SandboxBroker;
import dev.lacuna.sandbox.SandboxSettings;
import dev.lacuna.source.Collected;
import dev.lacuna.source.ReadHandler.EndReason;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Logs that something befell while their broker was down: some of them in the middle of being read.
@Timeout(180)
class DamagedLogTest {

    private static final int EVENTS = 400;
    private static final String VALUE = "x".repeat(10_000);
    private static final Map<String, String> SMALL =
            Map.of("max.partition.fetch.bytes", "50000", "fetch.max.bytes", "50000", "receive.buffer.bytes", "65536");

    @TempDir
    static Path folder;

    private static SandboxBroker broker;
    private static KafkaSource source;
    private static WireReader readerOfCut;
    private static WireReader readerOfRegrown;
    private static final Collected cut = new Collected();
    private static final Collected regrown = new Collected();

    @BeforeAll
    static void prepare() throws Exception {
        SandboxSettings settings = SandboxSettings.temporary().withDataFolder(folder);
        broker = SandboxBroker.start(settings);
        int port = Integer.parseInt(broker.bootstrap().split(":")[1]);
        List<String> topics = List.of("emptied", "cut", "regrown", "flipped");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(topics.stream()
                            .map(topic -> new NewTopic(topic, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        for (String topic : topics) {
            write(topic, EVENTS);
        }
        source = (KafkaSource) new KafkaSourceProvider().open(SourceSpec.of("kafka://" + broker.bootstrap()));
        readerOfCut = reader("cut", EVENTS);
        readSome(readerOfCut, cut);
        readerOfRegrown = reader("regrown", EVENTS);
        readSome(readerOfRegrown, regrown);
        broker.close();
        new LogFiles(folder, "emptied-0").endWithEmptySegmentAt(EVENTS + 600);
        new LogFiles(folder, "cut-0").cutAt(EVENTS / 2);
        new LogFiles(folder, "regrown-0").cutAt(2);
        new LogFiles(folder, "flipped-0").flip(100, 200); // in its value
        new LogFiles(folder, "flipped-0").flip(200, 24); // in how far its offsets reach
        new LogFiles(folder, "flipped-0").flip(300, 10); // in its size
        broker = SandboxBroker.start(settings.withPort(port));
        write("regrown", 2 * EVENTS);
    }

    @AfterAll
    static void stop() throws Exception {
        readerOfCut.close();
        readerOfRegrown.close();
        source.close();
        broker.close();
    }

    /// Each event in a batch of its own.
    private static void write(String topic, int count) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrap(), "batch.size", 0, "max.block.ms", 20_000);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(KafkaTopics.record(partition(topic), "k", VALUE));
            }
        }
    }

    private static PartitionRef partition(String topic) {
        return new StreamRef("kafka://" + broker.bootstrap(), topic).partition(0);
    }

    private static WireReader reader(String topic, long to) throws SourceException {
        var range = new PartitionRange(partition(topic), PositionRange.offsets(0, to));
        return KafkaTopics.reader(
                source,
                new ClientSettings(broker.bootstrap(), SMALL),
                new ReadRequest(List.of(range), true),
                Duration.ofSeconds(30));
    }

    private static void readSome(WireReader reader, Collected collected) throws SourceException {
        while (collected.events().isEmpty()) {
            reader.poll(Duration.ofSeconds(5), collected);
        }
        assertThat(collected.events()).hasSizeBetween(3, EVENTS / 4);
    }

    private static void readAll(WireReader reader, Collected collected) throws SourceException {
        while (reader.poll(Duration.ofSeconds(5), collected)) {
            // to the end
        }
    }

    @Test
    void readsToTheEndWhereCompactionLeftNothingBeforeIt() throws Exception {
        var collected = new Collected();
        try (WireReader reader = reader("emptied", EVENTS + 600)) {
            readAll(reader, collected);
        }
        assertThat(collected.events()).hasSize(EVENTS);
        assertThat(collected.ending(partition("emptied")))
                .isEqualTo(new Collected.Ending(Position.offset(EVENTS + 600), EndReason.COMPLETE));
    }

    @Test
    void saysThatALogWasCutBehindWhatWasRead() throws Exception {
        readAll(readerOfCut, cut);
        assertThat(cut.events()).hasSize(EVENTS / 2);
        assertThat(cut.ending(partition("cut")))
                .isEqualTo(new Collected.Ending(Position.offset(EVENTS / 2), EndReason.LOG_ENDED));
    }

    @Test
    void doesNotReadOnInALogThatWasCutAndGrewAgain() throws Exception {
        int before = regrown.events().size();
        readAll(readerOfRegrown, regrown);
        assertThat(regrown.ending(partition("regrown")))
                .extracting(Collected.Ending::reason)
                .isEqualTo(EndReason.LOG_ENDED);
        assertThat(regrown.events()).hasSizeBetween(before, EVENTS / 4);
    }

    @Test
    void passesOverBatchesThatAreDamagedAndSaysWhichPositionsTheyHid() throws Exception {
        var collected = new Collected();
        try (WireReader reader = reader("flipped", EVENTS)) {
            readAll(reader, collected);
        }
        assertThat(collected.ending(partition("flipped")))
                .isEqualTo(new Collected.Ending(Position.offset(EVENTS), EndReason.COMPLETE));
        assertThat(collected.offsets())
                .containsExactlyElementsOf(LongStream.range(0, EVENTS)
                        .filter(offset -> offset != 100 && offset != 200 && offset != 300)
                        .boxed()
                        .toList());
        assertThat(collected.damages())
                .extracting(damage -> damage.hidden().orElseThrow())
                .containsExactly(
                        PositionRange.offsets(100, 101),
                        PositionRange.offsets(200, 201),
                        PositionRange.offsets(300, 301));
        assertThat(collected.damages())
                .allSatisfy(damage ->
                        assertThat(damage.sentence()).contains("flipped/0").contains("checksum"));
    }
}
