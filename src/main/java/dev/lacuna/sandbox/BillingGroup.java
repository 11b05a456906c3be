package dev.lacuna.sandbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// The consumer group of the sample incident: reads the orders and commits as it goes, stops, is set forward in one
/// partition by an administrator, and reads on to the end. All its commits stay in the cluster's history.
final class BillingGroup {

    private static final int COMMITS_PER_LIFE = 12;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String bootstrap;
    private final GroupSkip skip;

    BillingGroup(String bootstrap, GroupSkip skip) {
        this.bootstrap = bootstrap;
        this.skip = skip;
    }

    /// @param ends how many records stand in each partition
    void live(Map<Integer, Long> ends) throws SandboxException, InterruptedException {
        var starts = new TreeMap<Integer, Long>();
        var middles = new TreeMap<Integer, Long>();
        ends.forEach((partition, end) -> {
            starts.put(partition, 0L);
            middles.put(partition, partition == skip.partition() ? skip.fromOffset() : end / 2);
        });
        consume(starts, middles);
        setForward();
        middles.put(skip.partition(), skip.toOffset());
        consume(middles, ends);
    }

    private void consume(Map<Integer, Long> from, Map<Integer, Long> to) throws SandboxException {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.GROUP_ID_CONFIG,
                skip.group(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5000,
                ConsumerConfig.RETRY_BACKOFF_MS_CONFIG,
                20);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(skip.stream()));
            var read = new HashMap<>(from);
            var epochs = new HashMap<Integer, Integer>();
            for (int step = 1; step <= COMMITS_PER_LIFE; step++) {
                Map<Integer, Long> goal = between(from, to, step);
                long lastNanos = System.nanoTime();
                while (!reached(read, goal)) {
                    for (ConsumerRecord<byte[], byte[]> event : consumer.poll(POLL)) {
                        read.put(event.partition(), event.offset() + 1);
                        event.leaderEpoch().ifPresent(epoch -> epochs.put(event.partition(), epoch));
                        lastNanos = System.nanoTime();
                    }
                    checkPatience(lastNanos);
                }
                consumer.commitSync(positions(goal, epochs));
            }
        }
    }

    private void checkPatience(long lastNanos) throws SandboxException {
        if (System.nanoTime() - lastNanos > PATIENCE.toNanos()) {
            throw new SandboxException(
                    "Group " + skip.group() + " got no event of " + skip.stream() + " from " + bootstrap
                            + " for " + PATIENCE.toSeconds()
                            + " s. Check that the sandbox is still running, and start again with"
                            + " an empty data folder.");
        }
    }

    /// As a tool does it: while nobody is in the group, and without a leader epoch.
    private void setForward() throws SandboxException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrap, "default.api.timeout.ms", 20_000, "request.timeout.ms", 10_000))) {
            admin.alterConsumerGroupOffsets(
                            skip.group(), positions(Map.of(skip.partition(), skip.toOffset()), Map.of()))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new SandboxException(
                    "The position of group " + skip.group() + " could not be set: " + e.getMessage()
                            + ". Start again with an empty data folder.",
                    e);
        }
    }

    private static Map<Integer, Long> between(Map<Integer, Long> from, Map<Integer, Long> to, int step) {
        var goal = new TreeMap<Integer, Long>();
        to.forEach((partition, end) -> {
            long start = from.getOrDefault(partition, 0L);
            goal.put(partition, start + (end - start) * step / COMMITS_PER_LIFE);
        });
        return goal;
    }

    private static boolean reached(Map<Integer, Long> read, Map<Integer, Long> goal) {
        return goal.entrySet().stream().allMatch(entry -> read.getOrDefault(entry.getKey(), 0L) >= entry.getValue());
    }

    private Map<TopicPartition, OffsetAndMetadata> positions(
            Map<Integer, Long> next, Map<Integer, Integer> leaderEpochs) {
        var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
        next.forEach((partition, offset) -> positions.put(
                new TopicPartition(skip.stream(), partition),
                new OffsetAndMetadata(offset, Optional.ofNullable(leaderEpochs.get(partition)), "")));
        return positions;
    }
}
