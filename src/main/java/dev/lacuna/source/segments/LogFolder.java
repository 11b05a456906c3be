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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
    private final boolean single;
    private final List<DataFolder> dataFolders;

    private LogFolder(Path path, boolean single, List<DataFolder> dataFolders) {
        this.path = path;
        this.single = single;
        this.dataFolders = List.copyOf(dataFolders);
    }

    /// @throws SourceException where there is no such folder, or nothing to read in it, saying what there is
    static LogFolder open(Path path) throws SourceException {
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
        try {
            boolean single = holdsLog(path);
            var folder = new LogFolder(path, single, single ? homeOf(path) : dataFoldersIn(path));
            folder.requireLogs();
            folder.requireOneCluster();
            return folder;
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static List<DataFolder> homeOf(Path partition) {
        Path parent = partition.getParent();
        return parent != null && DataFolder.is(parent) ? List.of(new DataFolder(parent)) : List.of();
    }

    private static List<DataFolder> dataFoldersIn(Path path) throws IOException {
        if (DataFolder.is(path) || holdsPartitions(path)) {
            return List.of(new DataFolder(path));
        }
        var found = new ArrayList<DataFolder>();
        for (Path folder : folders(path)) {
            if (DataFolder.is(folder) || holdsPartitions(folder)) {
                found.add(new DataFolder(folder));
            }
        }
        return found;
    }

    private void requireLogs() throws SourceException, IOException {
        if (!holdsAny()) {
            long marked = folders(path, Wanted.ALL).stream()
                    .filter(folder -> !folder.name().mark().isEmpty())
                    .count();
            throw new SourceException(
                    Kind.UNSUPPORTED,
                    "There are no log segments in " + path + ": neither files such as 00000000000000000000.log, nor"
                            + " folders such as orders-0 with such files in them, here or one level down."
                            + (marked == 0
                                    ? ""
                                    : (marked == 1
                                                    ? " There is a folder of a partition that was deleted or moved; it"
                                                    : " There are " + marked
                                                            + " folders of partitions that were deleted or moved; each")
                                            + " can be opened by itself."),
                    false,
                    null);
        }
    }

    /// Looks no further than the first partition: there may be thousands.
    private boolean holdsAny() throws IOException {
        if (single) {
            return true;
        }
        for (DataFolder home : dataFolders) {
            for (Named folder : folders(home.path(), Wanted.ALL)) {
                if (folder.name().mark().isEmpty() && isPartition(folder.path())) {
                    return true;
                }
            }
        }
        return false;
    }

    private void requireOneCluster() throws SourceException {
        List<String> clusters = dataFolders.stream()
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

    Path path() {
        return path;
    }

    /// Whether it is one partition's.
    boolean isSingle() {
        return single;
    }

    /// The data folders that its partitions are part of, as far as they can be told.
    List<DataFolder> dataFolders() {
        return dataFolders;
    }

    /// Which partitions are asked for.
    ///
    /// @param topic null for all
    /// @param number -1 for all of the topic
    record Wanted(@Nullable String topic, int number) {

        static final Wanted ALL = new Wanted(null, -1);

        static Wanted of(String topic) {
            return new Wanted(topic, -1);
        }

        boolean isOf(String topicName, int partition) {
            return (topic == null || topic.equals(topicName)) && (number < 0 || number == partition);
        }

        /// Cheaper than taking a name apart, of which there may be thousands.
        boolean mayBe(String folderName) {
            return topic == null || folderName.startsWith(topic);
        }
    }

    /// A folder whose name is that of a partition.
    private record Named(Path path, PartitionFolder.Name name) {}

    /// The partitions that are asked for, as they are now, each once, ordered by topic and number.
    List<PartitionFolder> partitions(Wanted wanted) throws SourceException {
        try {
            if (single) {
                PartitionFolder only = single();
                return wanted.isOf(only.topic(), only.number()) ? List.of(only) : List.of();
            }
            Map<String, Found> found = new TreeMap<>();
            for (DataFolder home : dataFolders) {
                for (Named folder : folders(home.path(), wanted)) {
                    found.computeIfAbsent(folder.name().order(), key -> new Found(new ArrayList<>(), new ArrayList<>()))
                            .add(folder, home);
                }
            }
            var partitions = new ArrayList<PartitionFolder>();
            for (Found one : found.values()) {
                one.furthest().ifPresent(partitions::add);
            }
            return partitions;
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /// A folder under another name, such as a copy, is taken for partition 0 of a topic of that name.
    private PartitionFolder single() {
        Optional<DataFolder> home = dataFolders.stream().findFirst();
        return PartitionFolder.nameOf(path)
                .map(name -> new PartitionFolder(path, name.topic(), name.number(), home, List.of()))
                .orElseGet(() -> new PartitionFolder(path, String.valueOf(path.getFileName()), 0, home, List.of()));
    }

    /// What was found of one partition.
    ///
    /// @param beside about folders that are none of its log
    private record Found(List<PartitionFolder> copies, List<Damage> beside) {

        void add(Named folder, DataFolder home) {
            PartitionFolder.Name name = folder.name();
            if (name.mark().isEmpty()) {
                copies.add(
                        new PartitionFolder(folder.path(), name.topic(), name.number(), Optional.of(home), List.of()));
            } else {
                beside.add(FolderNotes.beside(folder.path(), meaningOf(name.mark())));
            }
        }

        private static String meaningOf(String mark) {
            return switch (mark) {
                case "delete" -> "is marked for deletion, as when a topic is deleted, and was not read.";
                case "future" -> "is a copy that was being made on another disk, and was not read.";
                default -> "is a copy that its broker found to be no longer its own, and was not read.";
            };
        }

        /// Empty where no folder of that name is a partition's.
        Optional<PartitionFolder> furthest() throws IOException {
            PartitionFolder best = null;
            for (PartitionFolder copy : copies) {
                if (!isPartition(copy.path())) {
                    continue;
                }
                if (best == null) {
                    best = copy;
                    continue;
                }
                boolean further = isFurther(PartitionFiles.list(copy.path()), PartitionFiles.list(best.path()));
                Path left = further ? best.path() : copy.path();
                beside.add(FolderNotes.beside(
                        left, "in " + left.getParent() + " holds the same partition, not as far, and was not read."));
                best = further ? copy : best;
            }
            return best == null ? Optional.empty() : Optional.of(best.withNotes(beside));
        }

        private static boolean isFurther(PartitionFiles one, PartitionFiles other) {
            if (one.segments().isEmpty() || other.segments().isEmpty()) {
                return other.segments().isEmpty() && !one.segments().isEmpty();
            }
            Segment last = one.segments().getLast();
            Segment otherLast = other.segments().getLast();
            return last.base() != otherLast.base() ? last.base() > otherLast.base() : last.bytes() > otherLast.bytes();
        }
    }

    private static SourceException unreadable(Path path, IOException e) {
        return FolderFailures.translate(path + " can't be listed", e);
    }

    private static boolean holdsPartitions(Path folder) throws IOException {
        for (Named inner : folders(folder, Wanted.ALL)) {
            if (inner.name().mark().isEmpty() && holdsLog(inner.path())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPartition(Path folder) throws IOException {
        return holdsLog(folder) || Files.exists(folder.resolve("partition.metadata"));
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

    private static List<Named> folders(Path folder, Wanted wanted) throws IOException {
        var found = new ArrayList<Named>();
        for (Path inner :
                list(folder, file -> wanted.mayBe(String.valueOf(file.getFileName())) && Files.isDirectory(file))) {
            PartitionFolder.nameOf(inner)
                    .filter(name -> wanted.isOf(name.topic(), name.number()))
                    .ifPresent(name -> found.add(new Named(inner, name)));
        }
        return found;
    }

    private static List<Path> folders(Path folder) throws IOException {
        return list(folder, Files::isDirectory);
    }

    private static List<Path> list(Path folder, DirectoryStream.Filter<Path> wanted) throws IOException {
        var found = new ArrayList<Path>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, wanted)) {
            files.forEach(found::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        found.sort(null);
        return found;
    }
}
