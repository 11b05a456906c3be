package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamRef;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.StreamGlance;
import dev.lacuna.source.StreamSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a real broker tells of its topics at a glance.
class GlanceLookupTest {

    private StreamSource source;

    @BeforeEach
    void connect() throws SourceException {
        source = new KafkaSourceProvider().open(SourceSpec.of(SharedBroker.uri()));
    }

    @AfterEach
    void disconnect() {
        source.close();
    }

    private List<StreamGlance> glance(List<String> topics) throws SourceException {
        List<StreamGlance> told = new ArrayList<>();
        source.glance(topics, told::add);
        return told;
    }

    private static PartitionRef partition(String topic, int number) {
        return new StreamRef(SharedBroker.uri(), topic).partition(number);
    }

    @Test
    void tellsHowLargeATopicIsWhatIsKeptAndWhenTheLatestEventWas() throws Exception {
        String topic = KafkaTopics.create("glanced", 3, Map.of("retention.ms", "3600000"));
        long now = System.currentTimeMillis();
        try (var producer = KafkaTopics.producer(Map.of())) {
            KafkaTopics.send(producer, partition(topic, 0), 30);
            KafkaTopics.done(producer.send(new ProducerRecord<>(topic, 1, now - 5_000, null, new byte[] {1})));
            KafkaTopics.done(producer.send(new ProducerRecord<>(topic, 1, now + 60_000, null, new byte[] {2})));
        }
        KafkaTopics.deleteBefore(partition(topic, 0), 10);

        assertThat(glance(List.of(topic))).singleElement().satisfies(glance -> {
            assertThat(glance.name()).isEqualTo(topic);
            assertThat(glance.positions()).isEqualTo(20 + 2);
            assertThat(glance.policy()).isEqualTo("delete");
            assertThat(glance.retention()).hasValue(Duration.ofHours(1));
            assertThat(glance.last()).hasValue(now + 60_000);
            assertThat(glance.problem()).isEmpty();
        });
    }

    @Test
    void anEmptyTopicHasNoLatestTimeAndACompactedOneNoLimitOfTime() throws Exception {
        String topic = KafkaTopics.create("glanced-empty", 2, Map.of("cleanup.policy", "compact"));

        assertThat(glance(List.of(topic))).singleElement().satisfies(glance -> {
            assertThat(glance.positions()).isZero();
            assertThat(glance.policy()).isEqualTo("compact");
            assertThat(glance.retention()).isEmpty();
            assertThat(glance.last()).isEmpty();
        });
        String both =
                KafkaTopics.create("glanced-both", 1, Map.of("cleanup.policy", "compact,delete", "retention.ms", "-1"));
        assertThat(glance(List.of(both)).getFirst().retention()).isEmpty();
    }

    @Test
    void aTopicThatIsNotThereKeepsNoneOfTheOthersFromBeingTold() throws Exception {
        String topic = KafkaTopics.create("glanced-among", 1, Map.of());
        List<String> asked = Stream.concat(
                        IntStream.range(0, 55).mapToObj(i -> "no-such-topic-" + i), Stream.of("no/topic?", topic))
                .toList();

        List<StreamGlance> told = glance(asked);

        assertThat(told).extracting(StreamGlance::name).isEqualTo(asked);
        assertThat(told.getLast().problem()).isEmpty();
        assertThat(told.subList(0, 56)).allMatch(glance -> !glance.problem().isEmpty());
        assertThat(told.getFirst().problem()).contains("no-such-topic-0");
    }

    @Test
    void endsWhenNobodyWantsMore() throws Exception {
        String topic = KafkaTopics.create("glanced-ended", 1, Map.of());
        List<StreamGlance> told = new ArrayList<>();
        source.glance(List.of(topic, topic + "-x", topic + "-y"), glance -> {
            told.add(glance);
            return told.size() < 2;
        });

        assertThat(told).hasSize(2);
    }
}
