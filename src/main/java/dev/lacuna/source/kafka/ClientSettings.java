package dev.lacuna.source.kafka;

import dev.lacuna.source.SourceSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The properties of every client of one source. Our defaults come first, the user's properties replace them, and
/// what correctness hangs on replaces both.
///
/// @param bootstrap `host:port[,host:port]`
/// @param properties the user's; may hold secrets
record ClientSettings(String bootstrap, Map<String, String> properties) {

    private static final AtomicLong CLIENTS = new AtomicLong();

    private static final int WRITER_TIMEOUT_MILLIS = 30_000;
    private static final int LARGEST_REQUEST_BYTES = 64 << 20;

    ClientSettings {
        properties = Map.copyOf(properties);
    }

    static ClientSettings of(KafkaAddress address, SourceSpec spec) {
        return new ClientSettings(address.bootstrap(), spec.properties());
    }

    Map<String, Object> admin() {
        var settings = common("lookup");
        settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        settings.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }

    Map<String, Object> consumer(IsolationLevel isolation) {
        var settings = common("reader");
        settings.keySet().removeIf(name -> name.startsWith("group."));
        settings.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        settings.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
        settings.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 24 << 20);
        settings.putIfAbsent(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1 << 20);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString());
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // earliest and latest would silently jump over what is missing
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return settings;
    }

    Map<String, Object> producer(String writerId) {
        var settings = common("writer");
        settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
        // the broker decides what is too large, not the client
        settings.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST_BYTES);
        settings.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, LARGEST_REQUEST_BYTES);
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, WRITER_TIMEOUT_MILLIS);
        settings.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, WRITER_TIMEOUT_MILLIS / 3);
        settings.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, WRITER_TIMEOUT_MILLIS);
        // what it says of throttling is to be of now
        settings.putIfAbsent(ProducerConfig.METRICS_SAMPLE_WINDOW_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, writerId);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        // a transaction that nobody ends must end by itself
        settings.remove("transaction.two.phase.commit.enable");
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        return settings;
    }

    private Map<String, Object> common(String role) {
        var settings = new HashMap<String, Object>();
        settings.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
        settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        settings.putAll(properties);
        // they may change or drop what passes
        settings.remove(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        // numbered, because the clients register themselves by this name with the JVM; but quotas hang on the user's
        settings.putIfAbsent(CommonClientConfigs.CLIENT_ID_CONFIG, "lacuna-" + role + "-" + CLIENTS.incrementAndGet());
        return settings;
    }

    /// The address only: properties may hold secrets.
    @Override
    public String toString() {
        return bootstrap;
    }
}
