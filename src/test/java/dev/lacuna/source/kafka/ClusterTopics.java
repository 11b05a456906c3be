package dev.lacuna.source.kafka;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamRef;
import dev.lacuna.sandbox.SandboxCluster;
import dev.lacuna.task.Await;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.quota.ClientQuotaFilterComponent;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Topics of a cluster of several nodes, and who leads them.
final class ClusterTopics {

    /// In each partition, unless a test says otherwise.
    static final int EVENTS = 1_000;

    static final String VALUE = "x".repeat(2_000);

    private final SandboxCluster cluster;
    private final Admin admin;
    private int made;

    ClusterTopics(SandboxCluster cluster, Admin admin) {
        this.cluster = cluster;
        this.admin = admin;
    }

    /// A topic whose partitions have these replicas, the first of each as leader.
    List<PartitionRef> topic(Map<Integer, List<Integer>> replicas) throws Exception {
        return topic(replicas, EVENTS);
    }

    /// The same with so many events in each partition.
    List<PartitionRef> topic(Map<Integer, List<Integer>> replicas, int events) throws Exception {
        String name = "orders-" + ++made;
        admin.createTopics(List.of(new NewTopic(name, replicas))).all().get();
        Map<String, Object> settings = Map.of("bootstrap.servers", cluster.bootstrap(), "batch.size", 8_000);
        var partitions = new ArrayList<PartitionRef>();
        var stream = new StreamRef("kafka://" + cluster.bootstrap(), name);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int number : new TreeMap<>(replicas).keySet()) {
                partitions.add(stream.partition(number));
            }
            for (int i = 0; i < events; i++) {
                for (PartitionRef partition : partitions) {
                    producer.send(KafkaTopics.record(partition, "k" + i, i + VALUE));
                }
            }
        }
        return partitions;
    }

    /// Three partitions, each led by another node.
    List<PartitionRef> oneLedByEach() throws Exception {
        return topic(Map.of(0, List.of(1, 2, 3), 1, List.of(2, 3, 1), 2, List.of(3, 1, 2)));
    }

    TopicPartitionInfo describe(PartitionRef partition) throws Exception {
        return admin.describeTopics(List.of(partition.stream().name()))
                .topicNameValues()
                .values()
                .iterator()
                .next()
                .get()
                .partitions()
                .get(partition.number());
    }

    /// The node that leads it; -1 while none does.
    int leader(PartitionRef partition) throws Exception {
        var leader = describe(partition).leader();
        return leader == null ? -1 : leader.id();
    }

    void awaitLeader(PartitionRef partition, int id) throws Exception {
        while (leader(partition) != id) {
            Thread.onSpinWait();
        }
    }

    /// A client of that name that may take so much, besides with these properties.
    ClientSettings throttled(String client, double bytesPerSecond, Map<String, String> properties) throws Exception {
        var entity = new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, client));
        admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                        entity, List.of(new ClientQuotaAlteration.Op("consumer_byte_rate", bytesPerSecond)))))
                .all()
                .get();
        Await.until(
                "the quota is known",
                () -> !KafkaTopics.done(admin.describeClientQuotas(ClientQuotaFilter.containsOnly(List.of(
                                        ClientQuotaFilterComponent.ofEntity(ClientQuotaEntity.CLIENT_ID, client))))
                                .entities())
                        .isEmpty());
        var slow = new HashMap<>(properties);
        slow.put("client.id", client);
        return new ClientSettings(cluster.bootstrap(), slow);
    }
}
