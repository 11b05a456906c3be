package dev.lacuna.source.segments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/// Copies of log folders that tests may damage.
final class LogCopies {

    private LogCopies() {}

    /// The folder of the broker's only node, in which the folders of its partitions lie.
    static Path node(Path dataFolder) {
        return dataFolder.resolve("node-1");
    }

    /// Clients know a new topic before its folders are there.
    static void awaitFolders(Path dataFolder, String topic, int partitions) {
        long deadline = System.nanoTime() + 120_000_000_000L;
        for (int i = 0; i < partitions; i++) {
            Path first = node(dataFolder).resolve(topic + "-" + i).resolve("00000000000000000000.log");
            while (!Files.exists(first)) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(first + " does not appear");
                }
                Thread.onSpinWait();
            }
        }
    }

    /// Copies a folder with all that lies in it, times of change included.
    static Path copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The segment files of a partition's folder, in order.
    static List<Path> segments(Path partitionFolder) {
        try (Stream<Path> files = Files.list(partitionFolder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
