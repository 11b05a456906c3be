package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Choice;
import dev.lacuna.model.CopyForm;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.PlanFile;
import dev.lacuna.repair.PlanIds;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// What every kill test needs: brokers with a topic of orders, plans to copy it, processes that run them, and the
/// verdict of a plain consumer.
///
/// Orders are JSON with an id as key. Some have no value, some are large and can't be compressed, and every fifth
/// transaction is aborted.
final class KillScene implements AutoCloseable {

    static final int PARTITIONS = 2;
    static final int EVENTS = 1_000;
    /// A limit that the large orders are above and all others below.
    static final int LARGE = 3_000;

    private static final int PER_TRANSACTION = 50;
    private static final int AT_ONCE = 4;
    private static final int MOST_ATTEMPTS = 600;

    final Admin admin;
    private final String bootstrap;
    private final short replicas;
    private final StreamSource source;
    private final String upstream;
    private final List<PlainEvent> originals;

    KillScene(String bootstrap, int replicas) throws Exception {
        this.bootstrap = bootstrap;
        this.replicas = (short) replicas;
        admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        source = open();
        upstream = topic("orders", Map.of());
        fill();
        originals = PlainEvent.allOf(bootstrap, upstream, PARTITIONS);
        if (originals.size() != EVENTS) {
            throw new AssertionError("there are " + originals.size() + " originals");
        }
    }

    private void fill() {
        var random = new Random(1);
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "transactional.id", upstream);
        try (var producer = new KafkaProducer<byte @Nullable [], byte @Nullable []>(
                settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (int transaction = 0; transaction < 25; transaction++) {
                producer.beginTransaction();
                for (int i = 0; i < PER_TRANSACTION; i++) {
                    producer.send(order(transaction * PER_TRANSACTION + i, i, random));
                }
                producer.flush();
                if (transaction % 5 == 4) {
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                }
            }
        }
    }

    private ProducerRecord<byte @Nullable [], byte @Nullable []> order(int id, int number, Random random) {
        byte[] padding = new byte[number == 25 ? 2 * LARGE : random.nextInt(300)];
        random.nextBytes(padding);
        String json = "{\"id\":" + id + ",\"amount\":" + random.nextInt(100) + ",\"padding\":\""
                + Base64.getEncoder().encodeToString(padding) + "\"}";
        long millis = System.currentTimeMillis() - random.nextInt(3_600_000);
        var sent = new ProducerRecord<byte @Nullable [], byte @Nullable []>(
                upstream, number % PARTITIONS, millis, bytes("id " + id), number % 11 == 0 ? null : bytes(json));
        sent.headers().add("n", bytes("" + id));
        sent.headers().add("n", number % 3 == 0 ? null : new byte[0]);
        return sent;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    List<PlainEvent> originals() {
        return originals;
    }

    List<PlainEvent> originals(Predicate<PlainEvent> chosen) {
        return originals.stream().filter(chosen).toList();
    }

    /// Makes a topic to copy to.
    String target(Map<String, String> configuration) throws Exception {
        return topic("copies", configuration);
    }

    private String topic(String prefix, Map<String, String> configuration) throws Exception {
        return topics(1, prefix, configuration).getFirst();
    }

    private List<String> topics(int count, String prefix, Map<String, String> configuration) throws Exception {
        List<String> names = Stream.generate(() -> SharedBroker.topicName("kill-" + prefix))
                .limit(count)
                .toList();
        admin.createTopics(names.stream()
                        .map(name -> new NewTopic(name, PARTITIONS, replicas).configs(configuration))
                        .toList())
                .all()
                .get(30, TimeUnit.SECONDS);
        for (String name : names) {
            await(name);
        }
        return names;
    }

    /// A broker that is busy hears later of a topic than whoever made it.
    private void await(String topic) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                source.describe(topic);
                return;
            } catch (SourceException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private StreamSource open() throws SourceException {
        return new Sources(ServiceLoader.load(SourceProvider.class)).open(SourceSpec.of("kafka://" + bootstrap));
    }

    /// Plans to copy all orders, each to a topic of its own.
    List<ReplayPlan> plans(int count) throws Exception {
        return each(topics(count, "copies", Map.of()), this::plan);
    }

    ReplayPlan plan(String to) throws Exception {
        return plan(to, Choice.ALL, Optional.empty(), CopyForm.EXACT);
    }

    ReplayPlan plan(String to, Choice choice, Optional<Predicate<Event>> picking, CopyForm form) throws Exception {
        List<ReplayRequest.Range> ranges = source.describe(upstream).partitions().stream()
                .map(log -> ReplayRequest.Range.all(log.partition().number(), log.range()))
                .toList();
        return new ReplayPlanner(Clock.systemUTC(), new PlanIds(), "test")
                .plan(
                        new ReplayRequest(
                                source,
                                upstream,
                                ranges,
                                source,
                                to,
                                new PartitionMapping.Automatic(),
                                FieldSpec.NONE,
                                new KeyedReading(),
                                choice,
                                picking,
                                List::of,
                                form,
                                List.of()),
                        new FakeContext())
                .plan();
    }

    ReplayChild start(ReplayPlan plan, Path folder, int perSecond, Random random) throws Exception {
        return start(List.of(plan), folder, perSecond, random);
    }

    /// Starts a process that runs the plans when it is let go, each in transactions of some size.
    ReplayChild start(List<ReplayPlan> plans, Path folder, int perSecond, Random random) throws Exception {
        List<String> arguments = new ArrayList<>();
        for (ReplayPlan plan : plans) {
            Path file = folder.resolve(plan.id() + "-" + random.nextLong() + ".json");
            PlanFile.write(plan, file);
            arguments.addAll(List.of(file.toString(), "" + perSecond, "" + (1 + random.nextInt(60))));
        }
        return ReplayChild.start("kafka://" + bootstrap, arguments);
    }

    /// Runs the plan in this process, as someone who finds it half done.
    ReplayReport finish(ReplayPlan plan) throws Exception {
        return new ReplayRun(Clock.systemUTC(), Ticks.system())
                .run(
                        new ReplayJob(plan, source, source, new KeyedReading()),
                        ReplayOptions.DEFAULT.acceptingHazards(),
                        new ReplayProgress(plan, ReplayMode.EXECUTE),
                        new FakeContext());
    }

    /// Finishes each plan, and judges that its copies are those of all orders and that nothing is left to do.
    ///
    /// @param said what to tell if not
    /// @return how many were half done
    int judge(List<ReplayPlan> plans, int seed, String said) throws Exception {
        List<Boolean> halfDone = each(plans, plan -> {
            ReplayReport last = finish(plan);
            assertThat(last.isComplete())
                    .as("seed %s: %s%n%s", seed, last.summary(), said)
                    .isTrue();
            assertThat(verdict(plan, originals)).as("seed %s%n%s", seed, said).isEqualTo(KillVerdict.CLEAN);
            assertThat(finish(plan).isNoOp()).as("seed %s", seed).isTrue();
            return last.alreadyThere() > 0 && last.written() > 0;
        });
        admin.deleteTopics(plans.stream().map(plan -> plan.to().stream()).toList());
        return (int) halfDone.stream().filter(half -> half).count();
    }

    interface Work<T, R> {
        R of(T one) throws Exception;
    }

    /// Does the work for some at once: most of it is waiting for answers.
    static <T, R> List<R> each(List<T> all, Work<T, R> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<R>> begun =
                    all.stream().map(one -> threads.submit(() -> work.of(one))).toList();
            List<R> results = new ArrayList<>();
            for (Future<R> result : begun) {
                results.add(result.get());
            }
            return results;
        }
    }

    List<PlainEvent> look(String topic) {
        return PlainEvent.allOf(bootstrap, topic, PARTITIONS);
    }

    /// Judges the plan's copies, which should be those of these originals, as they are.
    KillVerdict verdict(ReplayPlan plan, List<PlainEvent> chosen) throws Exception {
        return verdict(plan, chosen, PlainEvent::content);
    }

    KillVerdict verdict(ReplayPlan plan, List<PlainEvent> chosen, Function<PlainEvent, String> content)
            throws Exception {
        Map<String, String> expected = new LinkedHashMap<>();
        for (PlainEvent original : chosen) {
            expected.put(originOf(original), KillVerdict.expected(original.partition(), content.apply(original)));
        }
        List<PlainEvent> copies = look(plan.to().stream()).stream()
                .filter(event -> event.plan().equals(plan.id()))
                .toList();
        return KillVerdict.of(expected, copies);
    }

    String originOf(PlainEvent original) throws SourceException {
        return source.info().id() + "/" + upstream + "/" + original.partition() + "@" + original.offset();
    }

    static String keyOf(PlainEvent event) {
        return new String(Objects.requireNonNull(event.key()), StandardCharsets.UTF_8);
    }

    /// Another program that writes orders of its own accord to where the copies go.
    void writeElsewhere(String topic, List<PlainEvent> orders) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers",
                bootstrap,
                "linger.ms",
                0,
                "request.timeout.ms",
                5_000,
                "delivery.timeout.ms",
                10_000));
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (PlainEvent order : orders) {
                producer.send(new ProducerRecord<>(
                        topic,
                        order.partition(),
                        order.kafka().timestamp(),
                        order.kafka().key(),
                        order.kafka().value()));
            }
        }
    }

    @Override
    public void close() {
        source.close();
        admin.close();
    }
}
