package dev.lacuna.source.kafkalog;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.source.SourceException;

/// A batch whose checksum is wrong, or whose records can't be told apart.
public final class CorruptBatchException extends SourceException {

    private final long offset;

    CorruptBatchException(PartitionRef partition, long offset, RuntimeException cause) {
        super(
                Kind.OTHER,
                "The batch at offset " + offset + " of " + partition + " is corrupt: " + cause.getMessage()
                        + " Read the ranges before and behind it apart; the broker's log segment needs a look.",
                false,
                cause);
        this.offset = offset;
    }

    /// The first offset of the batch that can't be told.
    public long offset() {
        return offset;
    }
}
