package dev.lacuna.source.segments;

import dev.lacuna.model.Damage;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A folder with logs, in one of three shapes:
///
/// - a broker's data folder, which holds a folder for each partition;
/// - a folder that holds several data folders one level down: the disks of one broker, or copies of several brokers of
///   one cluster;
/// - the folder of a single partition.
///
/// Where copies of several brokers hold the same partition, the one whose log reaches furthest is read.
final class LogFolder {

    private final Path path;

    LogFolder(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /// The data folders, as far as they can be told.
    List<DataFolder> dataFolders() throws SourceException {
        try {
            if (holdsLog(path)) {
                Path parent = path.getParent();
                return parent != null && DataFolder.is(parent) ? List.of(new DataFolder(parent)) : List.of();
            }
            return DataFolder.is(path) || holdsPartitions(path) ? List.of(new DataFolder(path)) : nested();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private List<DataFolder> nested() throws IOException {
        var found = new ArrayList<DataFolder>();
        for (Path folder : folders(path)) {
            if (DataFolder.is(folder) || holdsPartitions(folder)) {
                found.add(new DataFolder(folder));
            }
        }
        return found;
    }

    /// The partitions, each once, ordered by topic and number.
    List<PartitionFolder> partitions() throws SourceException {
        try {
            if (holdsLog(path)) {
                return List.of(single());
            }
            var found = new TreeMap<Key, List<PartitionFolder>>();
            var beside = new TreeMap<Key, List<Damage>>();
            for (DataFolder home : dataFolders()) {
                for (Path folder : folders(home.path())) {
                    Optional<PartitionFolder.Name> name = PartitionFolder.nameOf(folder);
                    if (name.isPresent()) {
                        add(folder, name.get(), home, found, beside);
                    }
                }
            }
            var partitions = new ArrayList<PartitionFolder>();
            for (var entry : found.entrySet()) {
                partitions.add(furthest(entry.getValue(), beside.getOrDefault(entry.getKey(), List.of())));
            }
            return partitions;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private record Key(String topic, int number) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byTopic = topic.compareTo(other.topic);
            return byTopic != 0 ? byTopic : Integer.compare(number, other.number);
        }
    }

    private static void add(
            Path folder,
            PartitionFolder.Name name,
            DataFolder home,
            TreeMap<Key, List<PartitionFolder>> found,
            TreeMap<Key, List<Damage>> beside)
            throws IOException {
        var key = new Key(name.topic(), name.number());
        if (!name.mark().isEmpty()) {
            beside.computeIfAbsent(key, ignored -> new ArrayList<>())
                    .add(FolderNotes.beside(folder, meaningOf(name.mark())));
        } else if (holdsLog(folder) || Files.exists(folder.resolve("partition.metadata"))) {
            found.computeIfAbsent(key, ignored -> new ArrayList<>())
                    .add(new PartitionFolder(folder, name.topic(), name.number(), Optional.of(home), List.of()));
        }
    }

    private static String meaningOf(String mark) {
        return switch (mark) {
            case "delete" -> "is marked for deletion, as when a topic is deleted, and was not read.";
            case "future" -> "is a copy that was being made on another disk, and was not read.";
            default -> "is a copy that its broker found to be no longer its own, and was not read.";
        };
    }

    private static PartitionFolder furthest(List<PartitionFolder> copies, List<Damage> beside) throws IOException {
        PartitionFolder best = copies.getFirst();
        var notes = new ArrayList<>(beside);
        for (PartitionFolder other : copies.subList(1, copies.size())) {
            boolean further = isFurther(PartitionFiles.list(other.path()), PartitionFiles.list(best.path()));
            Path left = further ? best.path() : other.path();
            notes.add(FolderNotes.beside(
                    left, "in " + left.getParent() + " holds the same partition, not as far, and was not read."));
            best = further ? other : best;
        }
        return best.withNotes(notes);
    }

    private static boolean isFurther(PartitionFiles one, PartitionFiles other) {
        if (one.segments().isEmpty() || other.segments().isEmpty()) {
            return other.segments().isEmpty() && !one.segments().isEmpty();
        }
        Segment last = one.segments().getLast();
        Segment otherLast = other.segments().getLast();
        return last.base() != otherLast.base()
                ? last.base() > otherLast.base()
                : last.bytes() > otherLast.bytes();
    }

    /// A folder under another name, such as a copy, is taken for partition 0 of a topic of that name.
    private PartitionFolder single() throws SourceException {
        Optional<DataFolder> home = dataFolders().stream().findFirst();
        return PartitionFolder.nameOf(path)
                .map(name -> new PartitionFolder(path, name.topic(), name.number(), home, List.of()))
                .orElseGet(
                        () -> new PartitionFolder(path, String.valueOf(path.getFileName()), 0, home, List.of()));
    }

    /// @throws SourceException where there is nothing to read, saying what there is
    void requireLogs() throws SourceException {
        if (!Files.exists(path)) {
            throw new SourceException(Kind.UNREACHABLE, "There is no folder " + path + ".", false, null);
        }
        if (!Files.isDirectory(path)) {
            throw new SourceException(
                    Kind.UNSUPPORTED,
                    path + " is a file. Give the folder that it lies in: a broker's data folder or one partition's.",
                    false,
                    null);
        }
        if (partitions().isEmpty()) {
            throw new SourceException(
                    Kind.UNSUPPORTED,
                    "There are no log segments in " + path + ": neither files such as 00000000000000000000.log, nor"
                            + " folders such as orders-0 with such files in them, here or one level down." + marked(),
                    false,
                    null);
        }
        requireOneCluster();
    }

    private String marked() throws SourceException {
        try {
            long marked = folders(path).stream()
                    .filter(folder -> PartitionFolder.nameOf(folder)
                            .filter(name -> !name.mark().isEmpty())
                            .isPresent())
                    .count();
            return marked == 0
                    ? ""
                    : " There are " + marked + " folders of partitions that were deleted or moved; each can be opened by"
                            + " itself.";
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void requireOneCluster() throws SourceException {
        List<String> clusters = dataFolders().stream()
                .flatMap(folder -> folder.clusterId().stream())
                .distinct()
                .toList();
        if (clusters.size() > 1) {
            throw new SourceException(
                    Kind.UNSUPPORTED,
                    path + " holds data folders of different clusters (" + String.join(", ", clusters)
                            + "). Open one of them.",
                    false,
                    null);
        }
    }

    private SourceException unreadable(IOException e) {
        return FolderFailures.translate(path + " can't be listed", e);
    }

    private static boolean holdsPartitions(Path folder) throws IOException {
        for (Path inner : folders(folder)) {
            if (PartitionFolder.nameOf(inner).isPresent() && holdsLog(inner)) {
                return true;
            }
        }
        return false;
    }

    /// Whether files of a log lie in the folder itself.
    private static boolean holdsLog(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                folder, file -> PartitionFiles.isLog(file.getFileName().toString()))) {
            return files.iterator().hasNext();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static List<Path> folders(Path folder) throws IOException {
        var found = new ArrayList<Path>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isDirectory)) {
            files.forEach(found::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        found.sort(null);
        return found;
    }
}
