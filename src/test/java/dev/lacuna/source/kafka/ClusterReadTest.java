package dev.lacuna.source.kafka;

import static dev.lacuna.source.kafka.ClusterTopics.EVENTS;
import static dev.lacuna.source.kafka.ClusterTopics.VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.sandbox.FaultyProxy;
import dev.lacuna.sandbox.SandboxCluster;
import dev.lacuna.source.Collected;
import dev.lacuna.source.ReadHandler.EndReason;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import dev.lacuna.source.SourceSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Reading from three nodes while leaders move, nodes stop and networks break: nothing is missed, nothing is read
/// twice, everything in order and to the byte.
@Timeout(240)
class ClusterReadTest {

    private static final int NODES = 3;

    /// Over so long a broker counts what a client took.
    private static final int QUOTA_SECONDS = 4;

    /// Small fetches, so that what happens in the middle of a read really does.
    private static final Map<String, String> SMALL =
            Map.of("max.partition.fetch.bytes", "50000", "fetch.max.bytes", "150000", "receive.buffer.bytes", "65536");

    private static SandboxCluster cluster;
    private static Admin admin;
    private static ClusterTopics topics;

    private KafkaSource source;

    @BeforeAll
    static void start() throws Exception {
        cluster = SandboxCluster.start(
                NODES,
                Map.of(
                        "replica.selector.class",
                        "org.apache.kafka.common.replica.RackAwareReplicaSelector",
                        "quota.window.num",
                        "2",
                        "quota.window.size.seconds",
                        "" + QUOTA_SECONDS));
        admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrap()));
        topics = new ClusterTopics(cluster, admin);
    }

    @AfterAll
    static void stop() throws Exception {
        admin.close();
        cluster.close();
    }

    @BeforeEach
    void connect() throws Exception {
        source = open(SMALL);
    }

    @AfterEach
    void disconnect() {
        source.close();
    }

    private static KafkaSource open(Map<String, String> properties) throws SourceException {
        return (KafkaSource)
                new KafkaSourceProvider().open(new SourceSpec("kafka://" + cluster.bootstrap(), properties, false));
    }

    private WireReader reader(List<PartitionRef> partitions, Duration patience) throws SourceException {
        return KafkaTopics.reader(source, new ClientSettings(cluster.bootstrap(), SMALL), all(partitions), patience);
    }

    private static ReadRequest all(List<PartitionRef> partitions) {
        return new ReadRequest(
                partitions.stream()
                        .map(partition -> new PartitionRange(partition, PositionRange.offsets(0, EVENTS)))
                        .toList(),
                true);
    }

    /// Reads until something has come of each partition, and far from all: until then no node may send much.
    private static void readSome(WireReader reader, Collected collected, List<PartitionRef> partitions)
            throws SourceException {
        for (int node = 1; node <= NODES; node++) {
            cluster.proxy(node).freezeAfter((long) EVENTS * VALUE.length() / 8);
        }
        while (!partitions.stream().allMatch(partition -> count(collected, partition) > 0)) {
            reader.poll(Duration.ofSeconds(5), collected);
        }
        for (int node = 1; node <= NODES; node++) {
            cluster.proxy(node).thaw();
        }
        partitions.forEach(partition -> assertThat(count(collected, partition)).isLessThan(EVENTS / 2));
    }

    private static long count(Collected collected, PartitionRef partition) {
        return collected.events().stream()
                .filter(event -> event.partition().equals(partition))
                .count();
    }

    private static void readAll(WireReader reader, Collected collected) throws SourceException {
        while (reader.poll(Duration.ofSeconds(5), collected)) {
            // to the end
        }
    }

    /// Holds what was read against what a plain consumer reads afterwards.
    private static void requireWhole(Collected collected, List<PartitionRef> partitions) {
        var expected = KafkaTopics.consume(cluster.bootstrap(), partitions);
        for (PartitionRef partition : partitions) {
            assertThat(collected.events().stream()
                            .filter(event -> event.partition().equals(partition))
                            .map(KafkaTopics::text))
                    .as(partition.toString())
                    .hasSize(EVENTS)
                    .containsExactlyElementsOf(expected.get(partition));
            assertThat(collected.ending(partition))
                    .isEqualTo(new Collected.Ending(Position.offset(EVENTS), EndReason.COMPLETE));
        }
    }

    @Test
    void followsTheLeadersWhenANodeStops() throws Exception {
        List<PartitionRef> partitions = topics.oneLedByEach();
        var collected = new Collected();
        try (WireReader reader = reader(partitions, Duration.ofSeconds(30))) {
            readSome(reader, collected, partitions);
            cluster.stop(1);
            assertThat(topics.leader(partitions.get(0))).isNotEqualTo(1);
            readAll(reader, collected);
        } finally {
            cluster.start(1);
        }
        requireWhole(collected, partitions);
    }

    @Test
    void followsAPartitionThatMovesToAnotherNode() throws Exception {
        List<PartitionRef> partitions = topics.topic(Map.of(0, List.of(1), 1, List.of(3)));
        TopicPartition moved = KafkaTopics.kafkaOf(partitions.get(0));
        var collected = new Collected();
        try (WireReader reader = reader(partitions, Duration.ofSeconds(30))) {
            readSome(reader, collected, partitions);
            admin.alterPartitionReassignments(Map.of(moved, Optional.of(new NewPartitionReassignment(List.of(2)))))
                    .all()
                    .get();
            topics.awaitLeader(partitions.get(0), 2);
            while (!admin.listPartitionReassignments(Set.of(moved))
                    .reassignments()
                    .get()
                    .isEmpty()) {
                Thread.onSpinWait();
            }
            readAll(reader, collected);
        }
        requireWhole(collected, partitions);
    }

    @Test
    void followsThePreferredLeaderWhenItIsElected() throws Exception {
        List<PartitionRef> partitions = topics.topic(Map.of(0, List.of(1, 2, 3)));
        TopicPartition kafka = KafkaTopics.kafkaOf(partitions.get(0));
        admin.alterPartitionReassignments(Map.of(kafka, Optional.of(new NewPartitionReassignment(List.of(2, 1, 3)))))
                .all()
                .get();
        while (topics.describe(partitions.get(0)).replicas().getFirst().id() != 2) {
            Thread.onSpinWait();
        }
        assertThat(topics.leader(partitions.get(0))).isEqualTo(1);
        var collected = new Collected();
        try (WireReader reader = reader(partitions, Duration.ofSeconds(30))) {
            readSome(reader, collected, partitions);
            admin.electLeaders(ElectionType.PREFERRED, Set.of(kafka)).all().get();
            topics.awaitLeader(partitions.get(0), 2);
            readAll(reader, collected);
        }
        requireWhole(collected, partitions);
    }

    @Test
    void aNodeThatAnswersNothingHoldsUpOnlyItsOwnPartitions() throws Exception {
        List<PartitionRef> partitions = topics.oneLedByEach();
        var collected = new Collected();
        try (WireReader reader = reader(partitions, Duration.ofSeconds(30))) {
            readSome(reader, collected, partitions);
            cluster.proxy(3).freeze();
            try {
                while (collected.ending(partitions.get(0)) == null || collected.ending(partitions.get(1)) == null) {
                    assertThat(reader.poll(Duration.ofSeconds(5), collected)).isTrue();
                }
                assertThat(count(collected, partitions.get(2))).isLessThan(EVENTS);
            } finally {
                cluster.proxy(3).thaw();
            }
            readAll(reader, collected);
        }
        requireWhole(collected, partitions);
    }

    @Test
    void aNodeThatCantBeReachedFailsOnlyItsOwnPartitions() throws Exception {
        List<PartitionRef> partitions = topics.topic(Map.of(0, List.of(1), 1, List.of(3)));
        var failures = new HashMap<PartitionRef, SourceException>();
        var collected = new Collected() {
            @Override
            public void failed(PartitionRef partition, Position reached, SourceException failure) {
                failures.put(partition, failure);
            }
        };
        cluster.proxy(3).swallow();
        try (WireReader reader = reader(partitions, Duration.ofSeconds(3))) {
            readAll(reader, collected);
            assertThat(reader.left()).isEmpty();
        } finally {
            cluster.proxy(3).recover();
        }
        requireWhole(collected, partitions.subList(0, 1));
        assertThat(failures).containsOnlyKeys(partitions.get(1));
        assertThat(failures.values()).singleElement().satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.INTERRUPTED);
            assertThat(failure).hasMessageContaining("broker 3").hasMessageContaining("stopped at offset 0");
        });
    }

    @Test
    void whoFollowsByAReplicaHearsWhereTheLogStands() throws Exception {
        List<PartitionRef> partitions = topics.topic(Map.of(0, List.of(1, 2, 3)));
        var properties = new HashMap<>(SMALL);
        properties.put("client.rack", "rack-2");
        var settings = new ClientSettings(cluster.bootstrap(), properties);
        var start = new PartitionRange(partitions.getFirst(), PositionRange.offsets(0, 0));
        long before = cluster.proxy(2).bytesToClients();
        var collected = new Collected();
        try (WireReader reader = KafkaTopics.reader(
                source, settings, new ReadRequest(List.of(start), false, true, ""), Duration.ofSeconds(30))) {
            while (collected.batches().isEmpty()) {
                reader.poll(Duration.ofSeconds(5), collected);
            }
            assertThat(cluster.proxy(2).bytesToClients() - before).isGreaterThan(VALUE.length());
            assertThat(reader.stands().values()).singleElement().satisfies(stand -> {
                assertThat(stand.partition()).isEqualTo(partitions.getFirst());
                assertThat(stand.end().asOffset()).isPositive();
            });
        }
    }

    @Test
    void readsFromTheReplicaInItsRackAndGoesBackToTheLeaderWhenThatFails() throws Exception {
        List<PartitionRef> partitions = topics.topic(Map.of(0, List.of(1, 2, 3)));
        var properties = new HashMap<>(SMALL);
        properties.put("client.rack", "rack-2");
        var settings = new ClientSettings(cluster.bootstrap(), properties);
        long before = cluster.proxy(2).bytesToClients();
        var near = new Collected();
        try (WireReader reader = KafkaTopics.reader(source, settings, all(partitions), Duration.ofSeconds(30))) {
            readAll(reader, near);
        }
        assertThat(cluster.proxy(2).bytesToClients() - before).isGreaterThan((long) EVENTS * VALUE.length());
        requireWhole(near, partitions);

        before = cluster.proxy(1).bytesToClients();
        var back = new Collected();
        try (WireReader reader = KafkaTopics.reader(source, settings, all(partitions), Duration.ofSeconds(30))) {
            readSome(reader, back, partitions);
            cluster.proxy(2).swallow();
            readAll(reader, back);
        } finally {
            cluster.proxy(2).recover();
        }
        assertThat(cluster.proxy(1).bytesToClients() - before).isGreaterThan((long) EVENTS * VALUE.length() / 2);
        requireWhole(back, partitions);
    }

    /// A fetch takes all that the quota allows for a while, so each pause is longer than the patience.
    @Test
    void waitsAsLongAsAQuotaWantsItToWithoutLosingPatience() throws Exception {
        PartitionRef partition = topics.topic(Map.of(0, List.of(1)), 100).getFirst();
        int fetched = 50_000;
        var settings = topics.throttled("slow", 1.05 * fetched / QUOTA_SECONDS, SMALL);
        var patience = Duration.ofSeconds(3);
        var waited = Duration.ZERO;
        // the broker may hear of the quota only now; from some round on the first answer is to wait
        for (int round = 0; round < 10 && waited.compareTo(patience) <= 0; round++) {
            PositionRange range = PositionRange.offsets(round, round + 5);
            var request = new ReadRequest(List.of(new PartitionRange(partition, range)), true);
            long began = System.nanoTime();
            try (WireReader reader = KafkaTopics.reader(source, settings, request, patience)) {
                Collected collected = Collected.all(reader);
                assertThat(collected.ending(partition)).isEqualTo(new Collected.Ending(range.to(), EndReason.COMPLETE));
                assertThat(collected.offsets()).hasSize(5);
            }
            waited = Duration.ofNanos(System.nanoTime() - began);
        }
        assertThat(waited).isGreaterThan(patience);
    }

    @Test
    void wakesUpWhateverItWaitsFor() throws Exception {
        List<PartitionRef> partitions = topics.topic(Map.of(0, List.of(3)));
        FaultyProxy network = cluster.proxy(3);
        network.freeze();
        try {
            requireWakeup(partitions, "a hello that isn't answered");
            network.swallow();
            requireWakeup(partitions, "a connection that is not made");
            network.refuse();
            requireWakeup(partitions, "the next try, connections being refused");
            network.recover();
            try (WireReader reader = reader(partitions, Duration.ofMinutes(5))) {
                readSome(reader, new Collected(), partitions);
                network.freeze();
                requireWakeup(reader, "records that don't come");
            }
            network.thaw();
            var settings = topics.throttled("crawling", 1, SMALL);
            try (WireReader reader = KafkaTopics.reader(source, settings, all(partitions), Duration.ofSeconds(30))) {
                requireWakeup(reader, "the pause that a broker wants");
            }
        } finally {
            network.recover();
        }
    }

    private void requireWakeup(List<PartitionRef> partitions, String waitingFor) throws Exception {
        try (WireReader reader = reader(partitions, Duration.ofMinutes(5))) {
            requireWakeup(reader, waitingFor);
        }
    }

    private static void requireWakeup(WireReader reader, String waitingFor) throws Exception {
        var nothingComes = new CountDownLatch(1);
        var polled = new CompletableFuture<Boolean>();
        Thread.startVirtualThread(() -> {
            try {
                var late = new Collected(); // what is still on its way
                int seen = -1;
                for (int quiet = 0; quiet < 4; quiet = late.batches().size() == seen ? quiet + 1 : 0) {
                    seen = late.batches().size();
                    reader.poll(Duration.ofMillis(100), late);
                }
                nothingComes.countDown();
                polled.complete(reader.poll(Duration.ofMinutes(5), new Collected()));
            } catch (SourceException | RuntimeException | Error e) {
                polled.completeExceptionally(e);
                nothingComes.countDown();
            }
        });
        nothingComes.await();
        assertThat(polled).as(waitingFor).isNotDone();
        reader.wakeup();
        assertThat(polled.get(8, TimeUnit.SECONDS)) // less than any time-out would end it after
                .as(waitingFor)
                .isTrue();
    }
}
