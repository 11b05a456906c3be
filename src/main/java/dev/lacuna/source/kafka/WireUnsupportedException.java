package dev.lacuna.source.kafka;

import dev.lacuna.source.SourceException;
import org.jspecify.annotations.Nullable;

/// Raw batches can't be read from this broker with these classes of Kafka; a plain consumer may still do.
final class WireUnsupportedException extends SourceException {

    WireUnsupportedException(String reason, @Nullable Throwable cause) {
        super(Kind.UNSUPPORTED, "Raw batches can't be read: " + reason, false, cause);
    }
}
