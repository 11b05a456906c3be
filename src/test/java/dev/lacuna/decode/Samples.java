package dev.lacuna.decode;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Header;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Events written by hand.
final class Samples {

    static final long MILLIS = 1_767_225_600_000L;
    private static final StreamRef STREAM = new StreamRef("kafka://test:9092", "orders");

    private Samples() {}

    static Event event(int partition, long offset, @Nullable String key, @Nullable String value, Header... headers) {
        return new Event(
                STREAM.partition(partition),
                Position.offset(offset),
                MILLIS + offset * 1000,
                TimestampKind.CREATE,
                key == null ? null : Bytes.utf8(key),
                value == null ? null : inTheMiddle(value),
                List.of(headers));
    }

    /// The text's bytes as a slice of a larger array, as readers hand them over.
    static Bytes inTheMiddle(String text) {
        byte[] bytes = ("}9{" + text + "\"]7").getBytes(StandardCharsets.UTF_8);
        return Bytes.of(bytes, 3, bytes.length - 6);
    }
}
