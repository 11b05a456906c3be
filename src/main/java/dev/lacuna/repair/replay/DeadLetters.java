package dev.lacuna.repair.replay;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Header;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What those who set failed events aside write into their headers: Spring Kafka, Kafka Connect, Kafka Streams
/// (KIP-1034).
public final class DeadLetters {

    /// How often an event was driven back already.
    public static final String REDRIVES_HEADER = "lacuna.redrives";

    /// All that they add, as patterns: an event that is driven back is to be what it was.
    public static final List<String> ADDED_HEADERS =
            List.of("kafka_dlt-*", "kafka_original-*", "retry_topic-*", "__connect.errors.*", "__streams.errors.*");

    /// One product's headers.
    ///
    /// @param binary whether the partition is a number of four bytes, rather than text
    private record Scheme(String topic, String partition, boolean binary) {}

    private static final List<Scheme> SCHEMES = List.of(
            new Scheme("kafka_dlt-original-topic", "kafka_dlt-original-partition", true),
            new Scheme("kafka_original-topic", "kafka_original-partition", true),
            new Scheme("__connect.errors.topic", "__connect.errors.partition", false),
            new Scheme("__streams.errors.topic", "__streams.errors.partition", false));

    private DeadLetters() {}

    /// Where an event stood when it failed.
    ///
    /// @param partition -1 where the headers don't say
    public record Home(String stream, int partition) {}

    /// Where an event stood when it failed last; empty where its headers don't say. An event may carry
    /// headers of earlier failures: the last of a name counts.
    public static Optional<Home> home(Event event) {
        for (Scheme scheme : SCHEMES) {
            Bytes topic = event.header(scheme.topic());
            String stream = topic == null ? null : topic.strictText();
            if (stream != null && !stream.isBlank()) {
                return Optional.of(new Home(stream, partition(event.header(scheme.partition()), scheme.binary())));
            }
        }
        return Optional.empty();
    }

    private static int partition(@Nullable Bytes header, boolean binary) {
        if (header == null) {
            return -1;
        }
        if (binary && header.length() == Integer.BYTES) {
            return Math.max(-1, header.asByteBuffer().getInt());
        }
        String text = header.strictText();
        return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }

    /// How often these headers say that their event was driven back.
    public static long redrives(List<Header> headers) {
        for (int i = headers.size() - 1; i >= 0; i--) {
            Bytes value = headers.get(i).value();
            if (headers.get(i).name().equals(REDRIVES_HEADER) && value != null) {
                String text = value.strictText();
                return text != null && text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
            }
        }
        return 0;
    }
}
