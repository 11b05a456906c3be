package dev.lacuna.bench;

import dev.lacuna.launch.Main;
import dev.lacuna.sandbox.SandboxException;
import dev.lacuna.sandbox.SandboxProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// A broker in a process of its own, and topics filled with made-up orders: JSON with a running number per partition
/// and an id, written by a producer with Kafka's default batch size.
///
/// With the system property `bench.data` naming a folder, topics are kept there and found again by the next run.
public final class BenchCluster implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration LOGS_LIMIT = Duration.ofMinutes(5);
    private static final long FIRST_MILLIS = 1_760_000_000_000L;

    private final SandboxProcess process;

    private BenchCluster(SandboxProcess process) {
        this.process = process;
    }

    public static BenchCluster start() throws SandboxException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("sandbox", "--until-stdin-closes"));
        String data = System.getProperty("bench.data", "");
        if (!data.isEmpty()) {
            arguments.addAll(List.of("--data", data));
        }
        return new BenchCluster(SandboxProcess.start(Main.class.getName(), arguments, START_LIMIT));
    }

    public String bootstrap() {
        return process.bootstrap();
    }

    public String uri() {
        return "kafka://" + bootstrap();
    }

    /// The name of a topic with so many events in all, spread over so many partitions.
    ///
    /// @param batchBytes what the producer gathers into one batch; Kafka's default is 16,384
    public String topic(String compression, int partitions, int events, int batchBytes)
            throws ExecutionException, InterruptedException {
        return topic(bootstrap(), compression, partitions, events, batchBytes);
    }

    /// The same in a broker that somebody else has started.
    static String topic(String bootstrap, String compression, int partitions, int events, int batchBytes)
            throws ExecutionException, InterruptedException {
        String topic = "orders-" + compression + "-" + partitions + "x" + events / partitions + "-" + batchBytes;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            if (admin.listTopics().names().get().contains(topic)) {
                return topic;
            }
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
            awaitLogs(admin, topic, partitions);
        }
        System.out.printf("filling %s%n", topic);
        fill(bootstrap, topic, compression, partitions, events / partitions, batchBytes);
        return topic;
    }

    /// A broker answers before it has made the logs of a thousand partitions, which takes it half a minute.
    /// What is sent to one that is not there yet waits, and in the end is given up.
    private static void awaitLogs(Admin admin, String topic, int partitions)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> all = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        admin.listOffsets(all, new ListOffsetsOptions().timeoutMs((int) LOGS_LIMIT.toMillis()))
                .all()
                .get();
    }

    private static void fill(
            String bootstrap, String topic, String compression, int partitions, int perPartition, int batchBytes) {
        Queue<Exception> failures = new ConcurrentLinkedQueue<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrap,
                "compression.type",
                compression,
                "batch.size",
                batchBytes,
                "linger.ms",
                50,
                "buffer.memory",
                128L << 20);
        try (var producer =
                new KafkaProducer<byte[], byte[]>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < perPartition; i++) {
                for (int partition = 0; partition < partitions; partition++) {
                    Order order = new Order(partition, i);
                    producer.send(
                            new ProducerRecord<>(topic, partition, FIRST_MILLIS + i, order.key(), order.json()),
                            (written, e) -> {
                                if (e != null) {
                                    failures.add(e);
                                }
                            });
                }
            }
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("not all of " + topic + " was written", failures.peek());
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
