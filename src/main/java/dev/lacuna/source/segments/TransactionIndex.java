package dev.lacuna.source.segments;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The aborted transactions whose markers a partition's segments hold, as its `.txnindex` files tell them. The markers
/// in the log itself say more, and are what is relied on; this helps where they can't be read.
///
/// ```
/// entry  int16 version 0, int64 producer id, int64 first offset, int64 offset of the marker, int64 last stable offset
/// ```
record TransactionIndex(List<Aborted> aborted) {

    private static final int ENTRY_BYTES = 34;
    private static final int MOST_BYTES = 64 << 20;

    /// An aborted transaction.
    record Aborted(long producerId, long first, long marker) {}

    /// Reads what can be read; a file that is damaged says nothing.
    static TransactionIndex of(Path partitionFolder) throws IOException {
        var aborted = new ArrayList<Aborted>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(partitionFolder, "*" + PartitionFiles.TRANSACTION_INDEX)) {
            for (Path file : files) {
                try {
                    aborted.addAll(read(file));
                } catch (NoSuchFileException e) {
                    // a running broker took it away just now
                }
            }
        }
        return new TransactionIndex(aborted);
    }

    /// Whether a record of the producer at that offset is of an aborted transaction.
    boolean isAborted(long producerId, long offset) {
        for (Aborted one : aborted) {
            if (one.producerId() == producerId && one.first() <= offset && offset < one.marker()) {
                return true;
            }
        }
        return false;
    }

    /// What is wrong with an index, as the end of a sentence about it; null where nothing is, or where there is none.
    static @Nullable String problemOf(Path file) {
        try {
            long bytes = Files.size(file);
            if (bytes % ENTRY_BYTES != 0) {
                return "ends within an entry";
            }
            return bytes > 0 && read(file).isEmpty() ? "holds entries that can't be" : null;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            return "can't be read (" + FolderFailures.reasonOf(e) + ")";
        }
    }

    private static List<Aborted> read(Path file) throws IOException {
        if (Files.size(file) % ENTRY_BYTES != 0 || Files.size(file) > MOST_BYTES) {
            return List.of();
        }
        ByteBuffer entries = ByteBuffer.wrap(Files.readAllBytes(file));
        var aborted = new ArrayList<Aborted>();
        long before = -1;
        try {
            while (entries.hasRemaining()) {
                short version = entries.getShort();
                var one = new Aborted(entries.getLong(), entries.getLong(), entries.getLong());
                entries.getLong(); // the last stable offset, which brokers need to know how far to look
                if (version != 0 || one.first() < 0 || one.marker() <= before || one.first() > one.marker()) {
                    return List.of();
                }
                before = one.marker();
                aborted.add(one);
            }
        } catch (BufferUnderflowException e) {
            return List.of();
        }
        return aborted;
    }
}
