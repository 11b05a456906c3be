package dev.lacuna.repair.replay;

import dev.lacuna.bench.BenchCluster;
import dev.lacuna.bench.MirrorMakerRun;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.repair.PlanIds;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Prints how fast a replay copies beside a plain loop that consumes and produces in transactions, and beside
/// MirrorMaker 2, on the same topic. `main [EVENTS] [COMPRESSION,...] [ROUNDS]`
///
/// With `-Dbench.mirror=FOLDER`, which holds the jars of `org.apache.kafka:connect-mirror` and what it needs,
/// MirrorMaker 2 takes part; it is measured from the first to the last event that arrives, so that its start
/// doesn't count.
final class ReplayBenchmark {

    private static final int PARTITIONS = 4;

    private ReplayBenchmark() {}

    public static void main(String[] args) throws Exception {
        int events = args.length > 0 ? Integer.parseInt(args[0]) : 2_000_000;
        String[] compressions = (args.length > 1 ? args[1] : "none,lz4").split(",");
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        try (BenchCluster cluster = BenchCluster.start();
                var runner = new TaskRunner(Clock.systemUTC());
                StreamSource source =
                        new Sources(ServiceLoader.load(SourceProvider.class)).open(SourceSpec.of(cluster.uri()))) {
            for (String compression : compressions) {
                compare(cluster, source, runner, compression, events, rounds);
            }
        }
    }

    private static void compare(
            BenchCluster cluster, StreamSource source, TaskRunner runner, String compression, int events, int rounds)
            throws Exception {
        String topic = cluster.topic(compression, PARTITIONS, events, 16_384);
        List<Double> loops = new ArrayList<>();
        List<Double> replays = new ArrayList<>();
        List<Double> mirrors = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) { // the first warms up
            double loop = loop(cluster, topic, target(cluster, compression, "loop", round), compression, events);
            double replay = replay(source, runner, topic, target(cluster, compression, "replay", round), events);
            double mirror = MirrorMakerRun.isAvailable() && round > 0
                    ? MirrorMakerRun.seconds(cluster.bootstrap(), topic, events)
                    : Double.NaN;
            System.out.printf(
                    Locale.ROOT,
                    "%s round %d: loop %.2f s, replay %.2f s, mirror %.2f s%n",
                    compression,
                    round,
                    loop,
                    replay,
                    mirror);
            if (round > 0) {
                loops.add(loop);
                replays.add(replay);
                mirrors.add(mirror);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "RATIO %s, medians of %d: replay / loop %.2f, replay / MirrorMaker %.2f (%.0f thousand events/s)%n",
                compression,
                rounds,
                median(loops) / median(replays),
                median(mirrors) / median(replays),
                events / median(replays) / 1e3);
    }

    private static String target(BenchCluster cluster, String compression, String who, int round) throws Exception {
        String name = "copies-" + compression + "-" + who + "-" + round + "-" + System.nanoTime();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(PARTITIONS), Optional.empty())
                            .configs(Map.of("retention.ms", "-1"))))
                    .all()
                    .get();
        }
        return name;
    }

    /// What somebody would write by hand: read committed events, write them, commit after each poll.
    private static double loop(BenchCluster cluster, String from, String to, String compression, int events) {
        Map<String, Object> reading = Map.of(
                "bootstrap.servers",
                cluster.bootstrap(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "none");
        Map<String, Object> writing = new HashMap<>();
        writing.put("bootstrap.servers", cluster.bootstrap());
        writing.put("transactional.id", to);
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(new TopicPartition(from, i));
        }
        long start = System.nanoTime();
        try (var consumer = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var producer = new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (int copied = 0; copied < events; ) {
                var records = consumer.poll(Duration.ofSeconds(1));
                producer.beginTransaction();
                for (ConsumerRecord<byte[], byte[]> read : records) {
                    producer.send(new ProducerRecord<>(
                            to, read.partition(), read.timestamp(), read.key(), read.value(), read.headers()));
                    copied++;
                }
                producer.commitTransaction();
            }
        }
        return seconds(start);
    }

    private static double replay(StreamSource source, TaskRunner runner, String from, String to, int events)
            throws Exception {
        StreamInfo stream = source.describe(from);
        List<ReplayRequest.Range> ranges = new ArrayList<>();
        for (PartitionInfo log : stream.partitions()) {
            ranges.add(ReplayRequest.Range.all(log.partition().number(), new PositionRange(log.start(), log.end())));
        }
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
        return runner.start("replay", context -> {
                    ReplayPlan plan = new ReplayPlanner(Clock.systemUTC(), new PlanIds(), "bench")
                            .plan(request, context)
                            .plan();
                    long start = System.nanoTime();
                    ReplayReport report = new ReplayRun(Clock.systemUTC(), Ticks.system())
                            .run(
                                    new ReplayJob(plan, source, source, FieldReader.none()),
                                    ReplayOptions.DEFAULT.acceptingHazards(),
                                    new ReplayProgress(plan, ReplayMode.EXECUTE),
                                    context);
                    if (report.written() != events) {
                        throw new IllegalStateException(report.summary());
                    }
                    return seconds(start);
                })
                .await();
    }

    private static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
