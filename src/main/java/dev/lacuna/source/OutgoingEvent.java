package dev.lacuna.source;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Header;
import dev.lacuna.model.PartitionRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event to be written, byte for byte.
///
/// @param partition where it goes
/// @param millis its timestamp, or -1 to let the target set it
public record OutgoingEvent(
        PartitionRef partition,
        long millis,
        @Nullable Bytes key,
        @Nullable Bytes value,
        List<Header> headers) {}
