package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.launch.Main;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.replay.ReplayOptions;
import dev.lacuna.repair.replay.ReplayReport;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.kafka.KafkaTopics;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/// A plan that is run on a broker of its own first.
class RehearsalTest {

    private final String from = SharedBroker.topicName("rehearse-from");
    private final String to = SharedBroker.topicName("rehearse-to");

    private void fill() throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", SharedBroker.bootstrap());
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(
                            new NewTopic(from, Optional.of(1), Optional.empty()),
                            new NewTopic(to, Optional.of(2), Optional.empty())
                                    .configs(Map.of("max.message.bytes", "2000"))))
                    .all()
                    .get();
            KafkaTopics.awaitKnown(admin, from, to);
        }
        byte[] large = new byte[6_000];
        new Random(1).nextBytes(large); // that no compression makes smaller
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 20; i++) {
                byte[] value = i == 7 ? large : new byte[] {(byte) i};
                producer.send(new ProducerRecord<>(from, 0, new byte[] {(byte) i}, value));
            }
        }
    }

    @Test
    void showsWhatTheTargetWouldRefuseAndWritesNothingThere() throws Exception {
        fill();
        var spec = SourceSpec.of(SharedBroker.uri());
        try (var runner = new TaskRunner(Clock.systemUTC());
                var investigation = Investigation.open(
                        spec, new Sources(ServiceLoader.load(SourceProvider.class)), runner, "test")) {
            ReplayPlan plan = investigation
                    .planCopy(new CopyRequest(from, Set.of(), Bounds.ALL, spec, to, FieldSpec.NONE))
                    .await();

            Rehearsal rehearsal = investigation
                    .rehearse(plan, ReplayOptions.DEFAULT, spec, Main.class.getName())
                    .await();

            assertThat(rehearsal.report().written()).isEqualTo(19);
            assertThat(rehearsal.report().refusals())
                    .extracting(ReplayReport.Refusal::event)
                    .singleElement()
                    .asString()
                    .endsWith(from + "/0@7");
            assertThat(rehearsal.copies().missing()).isEqualTo(1);
            assertThat(rehearsal.copies().altered()).isZero();
            assertThat(rehearsal.isGood()).isFalse();
            assertThat(investigation.describe(to).partitions())
                    .allSatisfy(log -> assertThat(log.end()).isEqualTo(log.start()));
        }
    }
}
