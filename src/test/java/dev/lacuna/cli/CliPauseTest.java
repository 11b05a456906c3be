package dev.lacuna.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.cli.CliFixture.Said;
import dev.lacuna.launch.Main;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.Sources;
import dev.lacuna.source.kafka.KafkaTopics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A replay in a process of its own, paused, let go on and ended by commands of another, on a real broker.
class CliPauseTest {

    private static final int EVENTS = 2_000;

    @TempDir
    private Path home;

    private final String from = SharedBroker.topicName("paused-from");
    private final String to = SharedBroker.topicName("paused-to");
    private Admin admin;
    private CliFixture cli;

    @BeforeEach
    void fill() throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", SharedBroker.bootstrap());
        admin = Admin.create(settings);
        admin.createTopics(List.of(new NewTopic(from, 1, (short) 1), new NewTopic(to, 1, (short) 1)))
                .all()
                .get(30, TimeUnit.SECONDS);
        KafkaTopics.awaitKnown(admin, from, to);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < EVENTS; i++) {
                producer.send(new ProducerRecord<>(from, 0, "key " + i, "value " + i));
            }
        }
        cli = new CliFixture(home, Optional.of(new Sources(ServiceLoader.load(SourceProvider.class))));
    }

    @AfterEach
    void close() {
        cli.close();
        admin.close();
    }

    private Process run(Path plan, Path said) throws Exception {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                plan.toString(),
                "--execute",
                "--rate",
                "100/s");
        builder.environment().put("LACUNA_HOME", home.toString());
        return builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    }

    private long end(IsolationLevel isolation) throws Exception {
        var partition = new TopicPartition(to, 0);
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
                .partitionResult(partition)
                .get(30, TimeUnit.SECONDS)
                .offset();
    }

    private void awaitMore(long end, Process child, Path said) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (end(IsolationLevel.READ_COMMITTED) <= end && System.nanoTime() < deadline) {
            goesOn(child, 50, said);
        }
        assertThat(end(IsolationLevel.READ_COMMITTED)).isGreaterThan(end);
    }

    /// Waits until nothing was written for a while and nothing is held open. One that is not paused ends before.
    private long awaitRest(Process child, Path said) throws Exception {
        while (true) {
            long stands = end(IsolationLevel.READ_UNCOMMITTED);
            goesOn(child, 1_500, said);
            if (end(IsolationLevel.READ_UNCOMMITTED) == stands && end(IsolationLevel.READ_COMMITTED) == stands) {
                return stands;
            }
        }
    }

    private static void goesOn(Process child, long millis, Path said) throws InterruptedException {
        assertThat(child.waitFor(millis, TimeUnit.MILLISECONDS))
                .as(() -> "it ended: " + text(said))
                .isFalse();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }

    @Test
    void aRunOfAnotherProcessIsPausedLetGoOnAndEnded() throws Exception {
        Path plan = home.resolve("plan.json");
        Said planned =
                cli.lacuna("plan", "replay", SharedBroker.uri(), "--topic", from, "--to-topic", to, "--plan", plan);
        assertThat(planned.code()).as(planned.err()).isZero();
        assertThat(cli.lacuna("tasks", "pause").err()).contains("No task runs");
        Path said = home.resolve("said.txt");
        Process child = run(plan, said);
        try {
            awaitMore(0, child, said);

            Said paused = cli.lacuna("tasks", "pause");
            assertThat(paused.code()).as(paused.err() + text(said)).isZero();
            assertThat(paused.err()).contains("is paused");
            long stands = awaitRest(child, said);
            assertThat(stands).as("what was written when it came to rest").isLessThan(EVENTS);
            assertThat(cli.lacuna("tasks", "--output", "table").out()).contains("paused");

            assertThat(cli.lacuna("tasks", "resume").err()).contains("runs");
            awaitMore(stands, child, said);

            Said cancelled = cli.lacuna("tasks", "cancel");
            assertThat(cancelled.code()).as(cancelled.err() + text(said)).isZero();
            assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).as(text(said)).isEqualTo(4);
            assertThat(text(said)).contains("Paused. To let it go on", "Goes on.", "Cancelled.");
        } finally {
            child.destroyForcibly();
        }
        String id = cli.journal.tasks(1).getFirst().id() + "";
        Said late = cli.lacuna("tasks", "pause", id);
        assertThat(late.code()).isEqualTo(1);
        assertThat(late.err()).contains("has ended: cancelled");

        assertThat(cli.lacuna("run", plan, "--execute").code()).isZero();
        Said verified = cli.lacuna("verify", plan);
        assertThat(verified.code()).as(verified.out()).isZero();
    }
}
