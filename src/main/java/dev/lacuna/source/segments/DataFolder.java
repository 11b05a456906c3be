package dev.lacuna.source.segments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// One of a broker's data folders: what it keeps there about all its partitions. Each part may be missing in a copy.
/// Safe from any thread.
final class DataFolder {

    private static final String META = "meta.properties";
    private static final String CLEAN_SHUTDOWN = ".kafka_cleanshutdown";
    private static final String CHECKPOINT_VERSION = "0";

    /// A file that tells an offset for each partition.
    enum Checkpoint {
        /// Up to where all was forced to the disk.
        FLUSHED("recovery-point-offset-checkpoint"),
        /// Up to where all replicas had it: the high watermark.
        REPLICATED("replication-offset-checkpoint"),
        /// Where the log begins, when that is not where its first file does.
        START("log-start-offset-checkpoint"),
        /// Up to where it was compacted.
        CLEANED("cleaner-offset-checkpoint");

        private final String file;

        Checkpoint(String file) {
            this.file = file;
        }
    }

    /// What a checkpoint said when it looked like this.
    private record Read(FileTime modified, long bytes, Map<String, Long> offsets) {}

    private final Path path;
    private final Map<Checkpoint, Read> checkpoints = new ConcurrentHashMap<>();

    /// @param path the folder that holds a folder for each partition
    DataFolder(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /// Whether the folder looks like one.
    static boolean is(Path path) {
        return Files.exists(path.resolve(META))
                || Stream.of(Checkpoint.values()).anyMatch(checkpoint -> Files.exists(path.resolve(checkpoint.file)));
    }

    /// Whether the broker says that it had closed all its logs.
    boolean isClosedCleanly() {
        return Files.exists(path.resolve(CLEAN_SHUTDOWN));
    }

    Optional<String> clusterId() {
        return meta("cluster.id");
    }

    /// The broker's number.
    Optional<String> node() {
        return meta("node.id").or(() -> meta("broker.id"));
    }

    /// What tells it from the broker's other disks; none before Kafka 3.7.
    Optional<String> id() {
        return meta("directory.id");
    }

    private Optional<String> meta(String name) {
        try (var reader = Files.newBufferedReader(path.resolve(META))) {
            var properties = new Properties();
            properties.load(reader);
            return Optional.ofNullable(properties.getProperty(name)).filter(text -> !text.isBlank());
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // a copy of the partitions alone has no such file
        }
    }

    /// The offset of each partition, by `TOPIC-PARTITION`; empty where the file is missing or can't be understood.
    Map<String, Long> offsets(Checkpoint checkpoint) {
        Path file = path.resolve(checkpoint.file);
        try {
            BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class);
            Read known = checkpoints.get(checkpoint);
            if (known == null
                    || known.bytes() != about.size()
                    || !known.modified().equals(about.lastModifiedTime())) {
                known = new Read(about.lastModifiedTime(), about.size(), parse(Files.readAllLines(file)));
                checkpoints.put(checkpoint, known);
            }
            return known.offsets();
        } catch (IOException e) {
            return Map.of();
        }
    }

    /// Whether partitions of the topic were compacted here once.
    boolean hasCleaned(String topic) {
        return offsets(Checkpoint.CLEANED).keySet().stream()
                .anyMatch(partition -> partition.startsWith(topic) && partition.lastIndexOf('-') == topic.length());
    }

    private static Map<String, Long> parse(List<String> lines) {
        if (lines.isEmpty() || !lines.getFirst().strip().equals(CHECKPOINT_VERSION)) {
            return Map.of();
        }
        var offsets = new HashMap<String, Long>();
        for (String line : lines.subList(Math.min(2, lines.size()), lines.size())) {
            String[] words = line.strip().split("\\s+");
            try {
                if (words.length == 3) {
                    offsets.put(words[0] + "-" + Integer.parseInt(words[1]), Long.parseLong(words[2]));
                }
            } catch (NumberFormatException e) {
                // a torn line is no reason to lose the others
            }
        }
        return offsets;
    }
}
