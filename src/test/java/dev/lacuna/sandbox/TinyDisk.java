package dev.lacuna.sandbox;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A file system of its own, of which it can be said how much room is left: where that is used up, the system says that
/// no space is left on the device. Only Linux has it, and only for root.
public final class TinyDisk implements AutoCloseable {

    private static final long ROOM = 512L << 20;
    private static final int MOST_ATTEMPTS = 20;

    private final Path folder;

    private TinyDisk(Path folder) {
        this.folder = folder;
    }

    /// A disk with much room, mounted on the folder; empty where that is not allowed.
    public static Optional<TinyDisk> mount(Path folder) throws IOException {
        boolean mounted = System.getProperty("os.name").equals("Linux")
                && succeeds("mount", "-t", "tmpfs", "-o", "size=" + ROOM, "lacuna-test", folder.toString());
        return mounted ? Optional.of(new TinyDisk(folder)) : Optional.empty();
    }

    /// Leaves room for so many more bytes, in pages. What is written meanwhile may be more: then it is full at once.
    public void leave(long bytes) throws IOException {
        FileStore store = Files.getFileStore(folder);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            if (resized(store.getTotalSpace() - store.getUnallocatedSpace() + bytes)) {
                return;
            }
        }
        throw new IOException("the disk fills up faster than it can be resized");
    }

    /// Gives it back all its room.
    public void grow() throws IOException {
        if (!resized(ROOM)) {
            throw new IOException("the disk can't be given back its room");
        }
    }

    public boolean isFull() throws IOException {
        return Files.getFileStore(folder).getUnallocatedSpace() == 0;
    }

    private boolean resized(long bytes) throws IOException {
        return succeeds("mount", "-o", "remount,size=" + bytes, folder.toString());
    }

    private static boolean succeeds(String... command) throws IOException {
        if (!Files.isExecutable(Path.of("/bin").resolve(command[0]))) {
            return false;
        }
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command[0], e);
        }
    }

    @Override
    public void close() throws IOException {
        if (!succeeds("umount", folder.toString())) {
            succeeds("umount", "-l", folder.toString());
        }
    }
}
