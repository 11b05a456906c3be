package dev.lacuna.source.segments;

import dev.lacuna.model.Damage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where one partition's log is kept.
///
/// @param home the data folder that it is part of, if it is
/// @param notes other folders for the same partition, which are not read
record PartitionFolder(Path path, String topic, int number, Optional<DataFolder> home, List<Damage> notes) {

    /// `orders-0`, and what a broker calls it while it deletes it, moves it to another disk, or doesn't know it:
    /// `orders-0.0123456789abcdef0123456789abcdef-delete`.
    private static final Pattern NAME =
            Pattern.compile("([A-Za-z0-9._-]+)-(\\d{1,9})(?:\\.[0-9a-zA-Z_-]{22,36}-(delete|future|stray))?");

    private static final String EPOCHS = "leader-epoch-checkpoint";
    private static final String EPOCHS_VERSION = "0";

    /// What a folder's name says.
    ///
    /// @param mark `delete`, `future` or `stray`; empty for an ordinary one
    record Name(String topic, int number, String mark) {

        /// Sorts as topic and number do.
        String order() {
            return topic + " " + String.format(Locale.ROOT, "%09d", number);
        }
    }

    PartitionFolder {
        notes = List.copyOf(notes);
    }

    static Optional<Name> nameOf(Path folder) {
        Matcher matcher = NAME.matcher(String.valueOf(folder.getFileName()));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String mark = matcher.group(3);
        return Optional.of(new Name(matcher.group(1), Integer.parseInt(matcher.group(2)), mark == null ? "" : mark));
    }

    /// `orders-0`, as checkpoints name it.
    String key() {
        return topic + "-" + number;
    }

    PartitionFolder withNotes(List<Damage> more) {
        return new PartitionFolder(path, topic, number, home, more);
    }

    /// The id that tells the topic from a namesake; empty where none is kept.
    String topicId() {
        try {
            for (String line : Files.readAllLines(path.resolve("partition.metadata"))) {
                if (line.startsWith("topic_id:")) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
        } catch (IOException e) {
            // logs from before Kafka 2.8 have none
        }
        return "";
    }

    /// Where the first of the log's leader epochs began, or -1. Whatever removes the head of a log in order moves that
    /// up to where the log begins then.
    long firstEpochStart() {
        try {
            // version, how many entries, and for each: epoch, first offset
            List<String> lines = Files.readAllLines(path.resolve(EPOCHS));
            if (lines.size() > 2 && lines.getFirst().strip().equals(EPOCHS_VERSION)) {
                String[] words = lines.get(2).strip().split("\\s+");
                return words.length == 2 ? Math.max(-1, Long.parseLong(words[1])) : -1;
            }
        } catch (IOException | NumberFormatException e) {
            // logs from before Kafka 0.11 have none, and of a torn one nothing is known
        }
        return -1;
    }

    /// What the broker noted last about its log's start, or -1.
    long checkpoint(DataFolder.Checkpoint which) {
        return home.map(folder -> folder.offsets(which).getOrDefault(key(), -1L))
                .orElse(-1L);
    }

    /// Up to where the log is known to have reached once, or -1.
    long knownEnd() {
        return Math.max(checkpoint(DataFolder.Checkpoint.FLUSHED), checkpoint(DataFolder.Checkpoint.REPLICATED));
    }
}
