package dev.lacuna.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder that a sandbox keeps its log in, held by a lock file so that no two sandboxes share one.
final class DataFolder implements AutoCloseable {

    private final Path path;
    private final boolean temporary;
    private final FileChannel lockFile;

    private DataFolder(Path path, boolean temporary, FileChannel lockFile) {
        this.path = path;
        this.temporary = temporary;
        this.lockFile = lockFile;
    }

    /// Opens the wanted folder, made if need be, or a temporary one that goes away on close.
    static DataFolder open(Optional<Path> wanted) throws SandboxException {
        Path path = wanted.orElse(null);
        try {
            if (path == null) {
                path = Files.createTempDirectory("lacuna-sandbox-");
            } else {
                path = Files.createDirectories(path.toAbsolutePath());
            }
            FileChannel channel =
                    FileChannel.open(path.resolve("sandbox.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                channel.close();
                throw new SandboxException("The data folder " + path
                        + " is in use by another sandbox. Stop that one, or choose another folder.");
            }
            return new DataFolder(path, wanted.isEmpty(), channel);
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static SandboxException unusable(@Nullable Path path, IOException e) {
        String place = path == null ? "A temporary folder" : "The data folder " + path;
        String reason = switch (e) {
            case FileAlreadyExistsException inTheWay -> "a file of that name is in the way";
            case AccessDeniedException denied -> "access is denied";
            case NoSuchFileException missing -> "it can't be created";
            default -> e.toString();
        };
        return new SandboxException(
                place + " can't be used for the sandbox: " + reason + ". Choose a folder that can be written to.", e);
    }

    Path path() {
        return path;
    }

    /// Where one node of the sandbox keeps its log.
    Path node(int id) {
        return path.resolve("node-" + id);
    }

    /// The id of the cluster whose log stands here, if there is one.
    Optional<String> clusterId(int node) throws SandboxException {
        Path meta = node(node).resolve("meta.properties");
        if (!Files.exists(meta)) {
            return Optional.empty();
        }
        try (var reader = Files.newBufferedReader(meta)) {
            var properties = new Properties();
            properties.load(reader);
            return Optional.ofNullable(properties.getProperty("cluster.id"));
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /// Releases the folder, and deletes it when it was a temporary one.
    @Override
    public void close() throws SandboxException {
        try {
            lockFile.close();
            if (temporary) {
                deleteAll();
            }
        } catch (IOException | UncheckedIOException e) {
            throw new SandboxException(
                    "The sandbox has stopped, but its folder " + path + " could not be cleaned up: " + e.getMessage()
                            + ". Delete it by hand.",
                    e);
        }
    }

    private void deleteAll() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
