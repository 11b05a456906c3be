package dev.lacuna.source.segments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/// One of a broker's data folders: what it keeps there about all its partitions. Each part may be missing in a copy.
///
/// @param path the folder that holds a folder for each partition
record DataFolder(Path path) {

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
        List<String> lines;
        try {
            lines = Files.readAllLines(path.resolve(checkpoint.file));
        } catch (IOException e) {
            return Map.of();
        }
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
