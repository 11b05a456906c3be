package dev.lacuna.source.kafka;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Makes topics on the shared broker and fills them with plain clients, so that tests don't lean on what they
/// test.
public final class KafkaTopics {

    private static final Admin ADMIN = Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrap()));

    private KafkaTopics() {}

    public static String create(String prefix, int partitions, Map<String, String> config) {
        String name = SharedBroker.topicName(prefix);
        done(ADMIN.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(config)))
                .all()
                .toCompletionStage()
                .toCompletableFuture());
        awaitKnown(name);
        return name;
    }

    /// Deletes a topic and makes another one of its name, with one partition.
    public static void createAnew(String name) {
        delete(name);
        Await.until(name + " is gone", () -> !done(ADMIN.listTopics().names()).contains(name));
        done(ADMIN.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all());
        awaitKnown(name);
    }

    /// Waits until the broker knows of so many partitions.
    public static void awaitPartitions(String name, int count) {
        awaitKnown(name);
        Await.until(
                name + " has " + count + " partitions",
                () -> done(ADMIN.describeTopics(List.of(name)).allTopicNames()).values().stream()
                        .anyMatch(topic -> topic.partitions().size() == count));
    }

    private static void awaitKnown(String name) {
        awaitKnown(ADMIN, name);
    }

    /// The controller knows a new topic a moment before the broker does.
    public static void awaitKnown(Admin admin, String... names) {
        Await.until(List.of(names) + " are known to the broker", () -> {
            try {
                return done(admin.describeTopics(List.of(names)).allTopicNames()).values().stream()
                        .allMatch(topic -> topic.partitions().stream().allMatch(part -> part.leader() != null));
            } catch (IllegalStateException e) {
                return false;
            }
        });
    }

    public static void deleteBefore(PartitionRef partition, long offset) {
        done(ADMIN.deleteRecords(Map.of(OffsetLookup.kafkaOf(partition), RecordsToDelete.beforeOffset(offset)))
                .all()
                .toCompletionStage()
                .toCompletableFuture());
    }

    static void delete(String topic) {
        done(ADMIN.deleteTopics(List.of(topic)).all().toCompletionStage().toCompletableFuture());
    }

    /// Waits until the log is so long: markers are written a moment after a transaction has ended.
    public static void awaitEnd(PartitionRef partition, long end) {
        long deadline = System.nanoTime() + 120_000_000_000L;
        while (done(ADMIN.listOffsets(Map.of(kafkaOf(partition), OffsetSpec.latest()))
                                .partitionResult(kafkaOf(partition))
                                .toCompletionStage()
                                .toCompletableFuture())
                        .offset()
                < end) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(partition + " does not reach " + end);
            }
        }
    }

    public static Admin admin() {
        return ADMIN;
    }

    public static KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        var all = new HashMap<String, Object>(settings);
        all.put("bootstrap.servers", SharedBroker.bootstrap());
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// A producer within an open transaction.
    public static KafkaProducer<byte[], byte[]> transaction() {
        var producer = producer(Map.of("transactional.id", UUID.randomUUID().toString()));
        producer.initTransactions();
        producer.beginTransaction();
        return producer;
    }

    /// Sends events with keys `k0`.. and waits until they are in the log.
    public static void send(KafkaProducer<byte[], byte[]> producer, PartitionRef partition, int count) {
        List<? extends Future<?>> sent = IntStream.range(0, count)
                .mapToObj(i -> producer.send(record(partition, "k" + i, "value " + i)))
                .toList();
        producer.flush();
        sent.forEach(KafkaTopics::done);
    }

    public static ProducerRecord<byte[], byte[]> record(PartitionRef partition, String key, String value) {
        return new ProducerRecord<>(
                partition.stream().name(),
                partition.number(),
                Bytes.utf8(key).toArray(),
                Bytes.utf8(value).toArray());
    }

    /// A wire reader of its own settings and patience.
    static WireReader reader(KafkaSource source, ClientSettings settings, ReadRequest request, Duration patience)
            throws SourceException {
        var offsets = new OffsetLookup(source.admin());
        return new WireReader(
                new WireFetch(settings),
                WireBudget.ofHeap(),
                source.admin(),
                new TopicLookup(source.admin(), offsets, source.info().name()),
                offsets,
                request,
                patience);
    }

    /// All that a plain consumer reads, each event as text, per partition.
    static Map<PartitionRef, List<String>> consume(String bootstrap, List<PartitionRef> partitions) {
        var texts = new HashMap<PartitionRef, List<String>>();
        var byKafka = new HashMap<TopicPartition, PartitionRef>();
        partitions.forEach(partition -> byKafka.put(kafkaOf(partition), partition));
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap, "auto.offset.reset", "none"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(byKafka.keySet());
            consumer.seekToBeginning(byKafka.keySet());
            Map<TopicPartition, Long> ends = consumer.endOffsets(byKafka.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    PartitionRef partition = byKafka.get(new TopicPartition(record.topic(), record.partition()));
                    texts.computeIfAbsent(partition, key -> new ArrayList<>())
                            .add(text(
                                    record.offset(),
                                    record.timestamp(),
                                    Bytes.ofNullable(record.key()),
                                    Bytes.ofNullable(record.value())));
                }
            }
        }
        return texts;
    }

    static String text(Event event) {
        return text(event.position().asOffset(), event.millis(), event.key(), event.value());
    }

    private static String text(long offset, long millis, @Nullable Bytes key, @Nullable Bytes value) {
        return offset + " " + millis + " " + key + " " + (value == null ? null : value.text());
    }

    public static TopicPartition kafkaOf(PartitionRef partition) {
        return OffsetLookup.kafkaOf(partition);
    }

    public static <T> T done(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
