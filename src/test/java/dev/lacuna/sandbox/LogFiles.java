package dev.lacuna.sandbox;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The log of one partition on the disk of a broker that is down, with all that can befall one.
public final class LogFiles {

    private static final int HEADER_BYTES = 12;

    private final Path folder;

    /// @param dataFolder the sandbox's
    /// @param partition as `orders-0`
    public LogFiles(Path dataFolder, String partition) {
        this.folder = dataFolder.resolve("node-1").resolve(partition);
    }

    /// Adds a segment without records behind the others, as if compaction had removed all between them and it.
    public void endWithEmptySegmentAt(long offset) throws IOException {
        Files.createFile(folder.resolve("%020d.log".formatted(offset)));
    }

    /// Cuts the last segment before the batch that holds the offset, as a disk does that loses what it acknowledged.
    public void cutAt(long offset) throws IOException {
        Path segment = lastSegment();
        long end = startOf(segment, offset);
        try (var file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.setLength(end);
        }
        for (Path other : files()) {
            if (!other.toString().endsWith(".log") && !other.toString().endsWith("partition.metadata")) {
                Files.delete(other); // indexes and producer snapshots are made again
            }
        }
    }

    /// Flips a bit of the batch that holds the offset.
    ///
    /// @param at which byte of the batch
    public void flip(long offset, int at) throws IOException {
        Path segment = lastSegment();
        try (var file = new RandomAccessFile(segment.toFile(), "rw")) {
            long position = startOf(segment, offset) + at;
            file.seek(position);
            int before = file.read();
            file.seek(position);
            file.write(before ^ 0x10);
        }
    }

    private Path lastSegment() throws IOException {
        return files().stream()
                .filter(file -> file.toString().endsWith(".log"))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /// Where in the file the batch starts that holds the offset.
    private static long startOf(Path segment, long offset) throws IOException {
        var starts = new TreeMap<Long, Long>();
        try (var file = new RandomAccessFile(segment.toFile(), "r")) {
            for (long position = 0; position < file.length(); ) {
                file.seek(position);
                starts.put(file.readLong(), position);
                position += HEADER_BYTES + file.readInt();
            }
        }
        return starts.floorEntry(offset).getValue();
    }
}
