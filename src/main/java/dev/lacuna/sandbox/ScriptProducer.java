package dev.lacuna.sandbox;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Header;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// One producer of the sample incident: idempotent, in order, and failing loudly.
final class ScriptProducer implements AutoCloseable {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private ScriptProducer(String topic, Map<String, Object> settings) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static ScriptProducer idempotent(String bootstrap, String topic) {
        return new ScriptProducer(topic, settings(bootstrap));
    }

    static ScriptProducer transactional(String bootstrap, String topic, String transactionalId) {
        Map<String, Object> settings = settings(bootstrap);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        var script = new ScriptProducer(topic, settings);
        script.producer.initTransactions();
        return script;
    }

    private static Map<String, Object> settings(String bootstrap) {
        var settings = new HashMap<String, Object>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        // Only a flush ends a batch, so that the story's pace and not the machine's cuts the log into batches.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
        // A sandbox that is gone stays gone: not the two minutes that a cluster deserves.
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);
        return settings;
    }

    void send(ScriptedEvent event) {
        producer.send(record(event), (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
    }

    /// Waits until all that was sent stands in the log.
    void flush() {
        producer.flush();
        Exception first = failure.get();
        if (first != null) {
            throw new KafkaException(first);
        }
    }

    void write(PaymentTransaction transaction) {
        producer.beginTransaction();
        transaction.events().forEach(this::send);
        flush(); // also before an abort, which would else drop what was not yet sent
        if (transaction.committed()) {
            producer.commitTransaction();
        } else {
            producer.abortTransaction();
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT); // all is flushed by then, unless something failed
    }

    private ProducerRecord<byte[], byte[]> record(ScriptedEvent event) {
        var headers = new ArrayList<org.apache.kafka.common.header.Header>();
        for (Header header : event.headers()) {
            headers.add(new RecordHeader(header.name(), arrayOf(header.value())));
        }
        return new ProducerRecord<>(
                topic,
                event.partition(),
                event.millis(),
                event.key().toArray(),
                event.value().toArray(),
                List.copyOf(headers));
    }

    private static byte @Nullable [] arrayOf(@Nullable Bytes bytes) {
        return bytes == null ? null : bytes.toArray();
    }
}
