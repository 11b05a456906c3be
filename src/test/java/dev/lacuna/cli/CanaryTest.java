package dev.lacuna.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import dev.lacuna.journal.Journal;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.settings.Folders;
import dev.lacuna.source.Sources;
import dev.lacuna.source.kafka.KafkaSourceProvider;
import dev.lacuna.source.kafka.KafkaTopics;
import dev.lacuna.task.TaskRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// A secret among the client's properties and a payload nobody may see, through a whole repair and a failing one, with
/// all that can be logged being logged: neither may stand in any file that is left, nor be printed.
@Timeout(300)
class CanaryTest {

    private static final String SECRET = "canary-secret-5f1c";
    private static final String PAYLOAD = "canary-payload-77ab";
    private static final int EVENTS = 30;
    private static final List<Logger> LOGGED = Stream.of(
                    "dev.lacuna", "org.apache.kafka.clients", "org.apache.kafka.common", "org.sqlite")
            .map(name -> (Logger) LoggerFactory.getLogger(name))
            .toList();

    @TempDir
    private Path home;

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final StringBuilder printed = new StringBuilder();
    private final FileAppender<ILoggingEvent> log = new FileAppender<>();
    private Journal journal;
    private String from;
    private String to;
    private String small;

    @BeforeEach
    void writeCanaries() throws Exception {
        journal = new Journal(home, runner.clock(), "test");
        logEverything();
        from = SharedBroker.topicName("canary-from");
        to = SharedBroker.topicName("canary-to");
        small = SharedBroker.topicName("canary-small");
        Map<String, Object> client = Map.of("bootstrap.servers", SharedBroker.bootstrap());
        try (var admin = Admin.create(client)) {
            admin.createTopics(List.of(
                            new NewTopic(from, 1, (short) 1),
                            new NewTopic(to, 1, (short) 1),
                            new NewTopic(small, 1, (short) 1).configs(Map.of("max.message.bytes", "2000"))))
                    .all()
                    .get();
            KafkaTopics.awaitKnown(admin, from, to, small);
        }
        try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < EVENTS; i++) {
                String filler = i == EVENTS / 2 ? incompressible() : "";
                var event = new ProducerRecord<>(
                        from,
                        ("k" + i).getBytes(UTF_8),
                        ("{\"seq\":" + i + ",\"name\":\"" + PAYLOAD + filler + "\"}").getBytes(UTF_8));
                event.headers().add("trace", PAYLOAD.getBytes(UTF_8));
                producer.send(event);
            }
        }
        Path profiles = Files.createDirectories(home.resolve("profiles"));
        Files.writeString(profiles.resolve("shop.properties"), """
                bootstrap.servers=%s
                security.protocol=PLAINTEXT
                sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="%s";
                ssl.keystore.password=%s
                ssl.key.password=%s
                sasl.oauthbearer.client.credentials.client.secret=%s
                my.own.interceptor.token=%s
                lacuna.environment=production
                """.formatted(
                        SharedBroker.bootstrap(), SECRET, SECRET, SECRET, SECRET, SECRET));
    }

    /// Of 8000 digits, which no codec makes small enough for the small topic.
    private static String incompressible() {
        return new Random(7).ints(8_000, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
    }

    private void logEverything() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d %level %logger %msg%n%xEx");
        encoder.start();
        log.setContext(context);
        log.setFile(home.resolve("lacuna.log").toString());
        log.setEncoder(encoder);
        log.start();
        for (Logger logger : LOGGED) {
            logger.setLevel(Level.DEBUG);
            logger.setAdditive(false);
            logger.addAppender(log);
        }
    }

    @AfterEach
    void close() {
        for (Logger logger : LOGGED) {
            logger.detachAppender(log);
            logger.setAdditive(true);
            logger.setLevel(null);
        }
        log.stop();
        runner.close();
        journal.close();
    }

    @Test
    void noSecretAndNoPayloadIsLeftAnywhere() throws Exception {
        Path plan = home.resolve("plan.json");
        Path failing = home.resolve("failing.json");
        lacuna("scan", "shop", "--topic", from, "--sequence", "json:/seq", "--output", "csv");
        Files.writeString(home.resolve("report.csv"), printed);
        assertThat(plan(to, plan)).isZero();
        assertThat(lacuna("run", plan, "--profile", "shop")).isZero();
        assertThat(lacuna("run", plan, "--profile", "shop", "--execute")).isEqualTo(5);
        assertThat(lacuna("run", plan, "--profile", "shop", "--execute", "--confirm-cluster", "shop"))
                .isZero();
        assertThat(lacuna("verify", plan, "--profile", "shop")).isZero();

        assertThat(plan(small, failing)).isZero();
        assertThat(lacuna(
                        "run",
                        failing,
                        "--profile",
                        "shop",
                        "--execute",
                        "--accept-hazards",
                        "--confirm-cluster",
                        "shop"))
                .as("an event is too large for the topic")
                .isEqualTo(4);
        lacuna("verify", failing, "--profile", "shop");
        for (String command : List.of("tasks", "audit")) {
            assertThat(lacuna(command, "--output", "jsonl")).isZero();
        }
        assertThat(journal.trail()).hasSize(4);
        journal.close();
        log.stop();

        List<Path> looked = new ArrayList<>();
        for (Path file : leftFiles()) {
            String text = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(text.contains(SECRET)).as("the secret in " + file).isFalse();
            assertThat(text.contains(PAYLOAD)).as("the payload in " + file).isFalse();
            looked.add(file.getFileName());
        }
        assertThat(looked)
                .extracting(Path::toString)
                .contains("journal.db", "audit.head", "plan.json", "failing.json", "lacuna.log", "report.csv");
        assertThat(Files.readString(home.resolve("lacuna.log")))
                .as("the log is one of everything")
                .contains("DEBUG org.apache.kafka.clients", "lacuna");
        assertThat(printed.toString()).doesNotContain(SECRET).doesNotContain(PAYLOAD);
    }

    private int plan(String topic, Path file) {
        return lacuna("plan", "replay", "shop", "--topic", from, "--to-topic", topic, "--plan", file);
    }

    private List<Path> leftFiles() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(home.resolve("profiles"))) // where the secret belongs
                    .toList();
        }
    }

    private int lacuna(Object... arguments) {
        var out = new StringWriter();
        var session = new Session(
                new Sources(List.of(new KafkaSourceProvider())),
                runner,
                new Folders(home, home),
                runner.clock(),
                new PrintWriter(out),
                new PrintWriter(out),
                false,
                "test",
                "none",
                new CliFixture.NoWindow(),
                new Interruption(),
                journal,
                Map.of());
        int code = Cli.run(session, Stream.of(arguments).map(Object::toString).toList());
        printed.append(out);
        return code;
    }
}
