package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.journal.Journal;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.PlanIds;
import dev.lacuna.repair.replay.EventReading;
import dev.lacuna.repair.replay.LookBack;
import dev.lacuna.repair.replay.PartitionMapping;
import dev.lacuna.repair.replay.ReplayCheck;
import dev.lacuna.repair.replay.ReplayJob;
import dev.lacuna.repair.replay.ReplayMode;
import dev.lacuna.repair.replay.ReplayOptions;
import dev.lacuna.repair.replay.ReplayPlanner;
import dev.lacuna.repair.replay.ReplayProgress;
import dev.lacuna.repair.replay.ReplayReport;
import dev.lacuna.repair.replay.ReplayRequest;
import dev.lacuna.repair.replay.ReplayRun;
import dev.lacuna.repair.replay.Ticks;
import dev.lacuna.sandbox.MortalBroker;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamReader;
import dev.lacuna.source.StreamSource;
import dev.lacuna.source.kafka.KafkaTopics;
import dev.lacuna.task.TaskRunner;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the journal remembers of a look at a real broker: it spares reading where the log is still the same, and where
/// the log was cut or made anew all is read.
class RememberedLookTest {

    private static final int COPIED = 200;
    private static final int OTHERS = 5_000;

    @TempDir
    private Path home;

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final AtomicLong seen = new AtomicLong();

    @AfterEach
    void close() {
        runner.close();
    }

    private static Admin admin(String bootstrap) {
        return Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    private static void create(Admin admin, String topic) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        KafkaTopics.awaitKnown(admin, topic);
    }

    private static void produce(String bootstrap, String topic, String prefix, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "batch.size", 4_000);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(topic, 0, prefix + i, "value " + i));
            }
        }
    }

    private static StreamSource open(String bootstrap) throws Exception {
        return new Sources(ServiceLoader.load(SourceProvider.class)).open(SourceSpec.of("kafka://" + bootstrap));
    }

    private ReplayPlan plan(StreamSource source, String from, String to) throws Exception {
        List<ReplayRequest.Range> ranges = source.describe(from).partitions().stream()
                .map(log -> ReplayRequest.Range.all(log.partition().number(), log.range()))
                .toList();
        var request = new ReplayRequest(
                source,
                from,
                ranges,
                source,
                to,
                new PartitionMapping.Automatic(),
                FieldSpec.NONE,
                FieldReader.none(),
                List.of());
        return runner.start(
                        "plan",
                        context -> new ReplayPlanner(Clock.systemUTC(), new PlanIds(), "test")
                                .plan(request, context)
                                .plan())
                .await();
    }

    /// A run on a machine whose journal lies in that folder; [#seen] tells how many events of the target it read.
    private ReplayReport run(StreamSource source, ReplayPlan plan, Path folder) throws Exception {
        seen.set(0);
        try (var journal = new Journal(folder, Clock.systemUTC(), "test")) {
            LookBack remembered = JournalLookBack.of(WriteGate.of(folder, journal, text -> {}), plan);
            StreamSource counted = counting(source);
            return runner.start(
                            "run",
                            context -> new ReplayRun(Clock.systemUTC(), Ticks.system())
                                    .run(
                                            new ReplayJob(plan, source, counted, EventReading.of(FieldReader.none())),
                                            ReplayOptions.DEFAULT,
                                            remembered,
                                            new ReplayProgress(plan, ReplayMode.EXECUTE),
                                            context))
                    .await();
        }
    }

    private boolean isCopiedOnce(StreamSource source, ReplayPlan plan) throws Exception {
        var job = new ReplayJob(plan, source, source, EventReading.of(FieldReader.none()));
        return runner.start("check", context -> ReplayCheck.check(job, context))
                .await()
                .isOk();
    }

    private StreamSource counting(StreamSource source) {
        return proxy(StreamSource.class, (method, arguments) -> {
            Object result = call(source, method, arguments);
            return result instanceof StreamReader reader ? counting(reader) : result;
        });
    }

    private StreamReader counting(StreamReader reader) {
        return proxy(StreamReader.class, (method, arguments) -> {
            if (method.getName().equals("poll")) {
                arguments[1] = counting((ReadHandler) arguments[1]);
            }
            return call(reader, method, arguments);
        });
    }

    private ReadHandler counting(ReadHandler handler) {
        return proxy(ReadHandler.class, (method, arguments) -> {
            if (method.getName().equals("event")) {
                seen.incrementAndGet();
            }
            return call(handler, method, arguments);
        });
    }

    private interface Call {
        @Nullable
        Object of(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.of(method, arguments)));
    }

    private static @Nullable Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    void readsOnlyTheCopiesWhereOthersWroteMuchBeforeThem() throws Exception {
        String bootstrap = SharedBroker.bootstrap();
        String from = SharedBroker.topicName("looked-from");
        String to = SharedBroker.topicName("looked-to");
        try (Admin admin = admin(bootstrap);
                StreamSource source = open(bootstrap)) {
            create(admin, from);
            create(admin, to);
            produce(bootstrap, from, "event ", COPIED);
            ReplayPlan plan = plan(source, from, to);
            produce(bootstrap, to, "other ", OTHERS);
            assertThat(run(source, plan, home).written()).isEqualTo(COPIED);
            assertThat(seen.get()).as("read when nobody remembers").isEqualTo(OTHERS);

            assertThat(run(source, plan, home).isNoOp()).isTrue();
            assertThat(seen.get()).as("read when it is remembered").isEqualTo(COPIED);

            assertThat(run(source, plan, home.resolve("another machine")).isNoOp())
                    .isTrue();
            assertThat(seen.get()).as("read without the journal").isEqualTo(OTHERS + COPIED);

            admin.deleteTopics(List.of(to)).all().get(30, TimeUnit.SECONDS);
            create(admin, to);
            awaitOtherId(source, to, plan.to().streamId());
            assertThatThrownBy(() -> run(source, plan, home))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("created again");
        }
    }

    /// A broker that is busy hears later of it than whoever made the topic anew.
    private static void awaitOtherId(StreamSource source, String topic, String id) throws Exception {
        for (int i = 0; i < 1_200; i++) {
            try {
                if (!source.describe(topic).id().equals(id)) {
                    return;
                }
            } catch (SourceException e) {
                assertThat(e.kind()).isEqualTo(SourceException.Kind.UNKNOWN_STREAM);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /// The broker dies and its log is cut; then another machine copies the plan, and others write on until the log
    /// reaches beyond the remembered place.
    @Test
    void readsAllWhereTheLogWasCutAndWrittenOn(@TempDir Path data) throws Exception {
        try (MortalBroker broker = MortalBroker.start(data)) {
            String bootstrap = broker.bootstrap();
            ReplayPlan plan;
            try (Admin admin = admin(bootstrap);
                    StreamSource source = open(bootstrap)) {
                create(admin, "from");
                create(admin, "to");
                produce(bootstrap, "from", "event ", COPIED);
                plan = plan(source, "from", "to");
                produce(bootstrap, "to", "other ", OTHERS);
                assertThat(run(source, plan, home).written()).isEqualTo(COPIED);
            }
            broker.kill();
            long left = cut(log(data, "to-0"), 2_000);
            assertThat(left).isPositive();
            broker.startAgain();

            try (StreamSource source = open(bootstrap)) {
                assertThat(run(source, plan, home.resolve("another machine")).written())
                        .isEqualTo(COPIED);
                produce(bootstrap, "to", "later ", OTHERS);

                assertThat(run(source, plan, home).isNoOp()).isTrue();
                assertThat(seen.get()).isEqualTo(left + COPIED + OTHERS);
                assertThat(isCopiedOnce(source, plan)).isTrue();
            }
        }
    }

    private static Path log(Path data, String partition) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> file.endsWith(partition)).findFirst().orElseThrow();
        }
    }

    /// Cuts a log that has one segment before the first batch that would reach beyond so many offsets, and takes away
    /// all that was derived from it.
    ///
    /// @return how many offsets are left
    private static long cut(Path folder, long offsets) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (file.toString().matches(".*\\.(index|timeindex|txnindex|snapshot)")) {
                    Files.delete(file);
                }
            }
        }
        try (var file =
                new RandomAccessFile(folder.resolve("00000000000000000000.log").toFile(), "rw")) {
            long at = 0;
            long next = 0;
            while (true) {
                file.seek(at);
                long first = file.readLong();
                int size = file.readInt();
                file.seek(at + 23);
                long end = first + file.readInt() + 1;
                if (end > offsets) {
                    file.setLength(at);
                    return next;
                }
                at += 12 + size;
                next = end;
            }
        }
    }
}
