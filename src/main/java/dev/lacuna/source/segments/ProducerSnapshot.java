package dev.lacuna.source.segments;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Which transactions were open at an offset of a partition, as the broker noted it there.
///
/// ```
/// int16 version 1, uint32 CRC-32C of what follows, int32 producers, and for each:
///   int64 id, int16 epoch, int32 last sequence, int64 last offset, int32 offset delta, int64 time,
///   int32 coordinator epoch, int64 first offset of its open transaction or -1
/// ```
///
/// @param offset up to where it tells
/// @param open the first offset of each open transaction, by its producer
record ProducerSnapshot(long offset, Map<Long, Long> open) {

    private static final int HEADER_BYTES = 6;
    private static final int BEFORE_FIRST_OFFSET = 2 + 4 + 8 + 4 + 8 + 4;

    /// The latest one at or before an offset that can be trusted.
    static Optional<ProducerSnapshot> latest(List<Path> files, long offset) {
        for (Path file : files.reversed()) {
            if (PartitionFiles.numberOf(file) <= offset) {
                try {
                    Optional<ProducerSnapshot> read = read(file);
                    if (read.isPresent()) {
                        return read;
                    }
                } catch (IOException e) {
                    // an earlier one, or the log itself, tells the same
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<ProducerSnapshot> read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        try {
            short version = bytes.getShort();
            int stored = bytes.getInt();
            var sum = new CRC32C();
            sum.update(bytes.array(), HEADER_BYTES, bytes.capacity() - HEADER_BYTES);
            if (version != 1 || (int) sum.getValue() != stored) {
                return Optional.empty();
            }
            var open = new HashMap<Long, Long>();
            for (int left = bytes.getInt(); left > 0; left--) {
                long id = bytes.getLong();
                bytes.position(bytes.position() + BEFORE_FIRST_OFFSET);
                long first = bytes.getLong();
                if (first >= 0) {
                    open.put(id, first);
                }
            }
            return Optional.of(new ProducerSnapshot(PartitionFiles.numberOf(file), Map.copyOf(open)));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
