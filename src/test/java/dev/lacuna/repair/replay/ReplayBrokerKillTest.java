package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.FieldReader;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.PlanFile;
import dev.lacuna.repair.PlanIds;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamSource;
import dev.lacuna.source.kafka.KafkaTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real broker, a real process that is killed at random moments, and a plain consumer that looks at the outcome.
class ReplayBrokerKillTest {

    private static final int PARTITIONS = 2;

    private static Admin admin;
    private static StreamSource source;
    private static String upstream;

    @TempDir
    Path folder;

    @BeforeAll
    static void fillTheSource() throws Exception {
        admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrap()));
        source = open();
        upstream = SharedBroker.topicName("replay-upstream");
        create(upstream, PARTITIONS);
        var random = new Random(1);
        var settings = new HashMap<String, Object>(
                Map.of("bootstrap.servers", SharedBroker.bootstrap(), "transactional.id", upstream));
        try (var producer = new KafkaProducer<byte @Nullable [], byte @Nullable []>(
                settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (int transaction = 0; transaction < 30; transaction++) {
                producer.beginTransaction();
                for (int i = 0; i < 50; i++) {
                    producer.send(anyRecord(transaction, i, random));
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

    private static ProducerRecord<byte @Nullable [], byte @Nullable []> anyRecord(
            int transaction, int number, Random random) {
        byte[] key = number % 7 == 0 ? null : ("key " + random.nextInt(100)).getBytes(StandardCharsets.UTF_8);
        byte[] value = new byte[random.nextInt(300)];
        random.nextBytes(value);
        long millis = System.currentTimeMillis() - random.nextInt(3_600_000);
        var sent = new ProducerRecord<byte @Nullable [], byte @Nullable []>(
                upstream, number % PARTITIONS, millis, key, number % 11 == 0 ? null : value);
        sent.headers().add("n", ("" + transaction).getBytes(StandardCharsets.UTF_8));
        sent.headers().add("n", number % 3 == 0 ? null : new byte[0]);
        return sent;
    }

    @AfterAll
    static void close() {
        source.close();
        admin.close();
    }

    private static StreamSource open() throws Exception {
        return new Sources(ServiceLoader.load(SourceProvider.class)).open(SourceSpec.of(SharedBroker.uri()));
    }

    private static void create(String name, int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                .all()
                .get(30, TimeUnit.SECONDS);
        KafkaTopics.awaitKnown(admin, name);
    }

    private ReplayPlan plan(String to) throws Exception {
        List<ReplayRequest.Range> ranges = source.describe(upstream).partitions().stream()
                .map((PartitionInfo log) ->
                        ReplayRequest.Range.all(log.partition().number(), log.range()))
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
                                FieldReader.none(),
                                List.of()),
                        new FakeContext())
                .plan();
    }

    private static ReplayReport finish(ReplayPlan plan) throws Exception {
        try (StreamSource fresh = open()) {
            return new ReplayRun(Clock.systemUTC(), Ticks.system())
                    .run(
                            new ReplayJob(plan, fresh, fresh, FieldReader.none()),
                            ReplayOptions.DEFAULT,
                            new ReplayProgress(plan, ReplayMode.EXECUTE),
                            new FakeContext());
        }
    }

    /// Returns whether it was killed while it was copying.
    private boolean runAndKill(Path file, Random random) throws Exception {
        try (var child = ReplayChild.start(
                SharedBroker.uri(), List.of(file.toString(), "2500", "" + (1 + random.nextInt(60))))) {
            return child.go().awaitCopying().killAfter(random.nextInt(600));
        }
    }

    private static List<PlainEvent> look(String topic, int partitions) {
        return PlainEvent.allOf(SharedBroker.bootstrap(), topic, partitions);
    }

    /// What came of the killed run of a plan.
    ///
    /// @param killed whether it was killed while it was copying
    /// @param resumed whether some stood there already and some did not
    private record Kill(boolean killed, boolean resumed) {}

    @Test
    void copiesEachEventOnceHoweverOftenItsProcessIsKilled() throws Exception {
        List<PlainEvent> originals = look(upstream, PARTITIONS);
        assertThat(originals).hasSize(1_200);
        List<Integer> seeds = KillSeeds.orElse(4);
        var kills = new ArrayList<Kill>();
        for (int seed : seeds) {
            kills.add(killAndFinish(seed, originals));
        }
        // on a busy machine some end before they are killed: then others are tried, until most were not
        int most = seeds.size() / 2;
        for (int more = 1; more <= 4 * seeds.size() && !areMany(kills, most); more++) {
            kills.add(killAndFinish(seeds.getLast() + more, originals));
        }
        assertThat(kills.stream().filter(Kill::killed))
                .as("processes killed while they copied")
                .hasSizeGreaterThan(most);
        assertThat(kills.stream().filter(Kill::resumed))
                .as("runs that had to go on in the middle")
                .hasSizeGreaterThan(most);
    }

    private static boolean areMany(List<Kill> kills, int most) {
        return kills.stream().filter(Kill::killed).count() > most
                && kills.stream().filter(Kill::resumed).count() > most;
    }

    private Kill killAndFinish(int seed, List<PlainEvent> originals) throws Exception {
        var random = new Random(seed);
        int partitions = seed % 4 == 3 ? 3 : PARTITIONS;
        String orders = SharedBroker.topicName("replay-orders");
        create(orders, partitions);
        ReplayPlan plan = plan(orders);
        assertThat(plan.events()).isEqualTo(1_200);
        Path file = folder.resolve("plan-" + seed + ".json");
        PlanFile.write(plan, file);

        boolean killed = runAndKill(file, random);
        ReplayReport last = finish(plan);

        assertThat(last.isComplete()).as(last.summary()).isTrue();
        assertCopiedOnce(plan, seed, partitions, originals);
        ReplayCheckResult check =
                ReplayCheck.check(new ReplayJob(plan, source, source, FieldReader.none()), new FakeContext());
        assertThat(check.isOk()).as(check.summary()).isTrue();
        assertThat(check.outOfOrder()).isZero();
        assertThat(finish(plan).isNoOp()).isTrue();
        return new Kill(killed, last.alreadyThere() > 0 && last.written() > 0);
    }

    private static void assertCopiedOnce(ReplayPlan plan, int seed, int partitions, List<PlainEvent> originals)
            throws Exception {
        List<PlainEvent> copies = look(plan.to().stream(), partitions);
        for (int number = 0; number < PARTITIONS; number++) {
            int from = number;
            List<PlainEvent> expected = originals.stream()
                    .filter(original -> original.partition() == from)
                    .toList();
            String prefix = source.info().id() + "/" + upstream + "/" + from + "@";
            List<PlainEvent> found = copies.stream()
                    .filter(copy -> copy.origin().startsWith(prefix))
                    .toList();
            assertThat(found).as("seed %s: missing 0, doubled 0", seed).hasSameSizeAs(expected);
            if (partitions == PARTITIONS) {
                assertThat(found).extracting(PlainEvent::partition).containsOnly(from);
                assertThat(found)
                        .as("seed %s: altered 0, in order", seed)
                        .extracting(PlainEvent::content)
                        .containsExactlyElementsOf(
                                expected.stream().map(PlainEvent::content).toList());
            }
            assertThat(found)
                    .extracting(copy -> copy.origin() + copy.content())
                    .containsExactlyInAnyOrderElementsOf(expected.stream()
                            .map(original -> prefix + original.offset() + original.content())
                            .toList());
        }
        assertThat(copies).hasSameSizeAs(originals).extracting(PlainEvent::plan).containsOnly(plan.id());
    }

    @Test
    void distributesByKeyAsKafkaItselfDoes() throws Exception {
        String orders = SharedBroker.topicName("replay-by-key");
        create(orders, 5);
        ReplayPlan plan = plan(orders);

        assertThat(finish(plan).written()).isEqualTo(1_200);

        for (PlainEvent copy : look(orders, 5)) {
            byte[] key = copy.key();
            if (key != null) {
                assertThat(copy.partition()).isEqualTo(Utils.toPositive(Utils.murmur2(key)) % 5);
            }
        }
    }
}
