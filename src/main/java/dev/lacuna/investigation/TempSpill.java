package dev.lacuna.investigation;

import dev.lacuna.detect.Spill;
import dev.lacuna.detect.SpillFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Temporary files that are gone when they are closed, or at the latest with the program. They hold hashes and
/// positions only, and leave the disk room to breathe.
final class TempSpill implements Spill {

    private static final long ROOM_LEFT = 1L << 30;
    private static final long LOOK_EVERY = 64L << 20;

    private final Path folder;

    TempSpill(Path folder) {
        this.folder = folder;
    }

    /// In the system's folder for temporary files.
    static TempSpill ofSystem() {
        return new TempSpill(Path.of(System.getProperty("java.io.tmpdir", ".")));
    }

    @Override
    public SpillFile create() throws IOException {
        Path path = Files.createTempFile(folder, "lacuna-", ".spill");
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        return new TempFile(folder, channel);
    }

    private static final class TempFile implements SpillFile {

        private final Path folder;
        private final FileChannel channel;
        private long size;
        private long look;

        TempFile(Path folder, FileChannel channel) {
            this.folder = folder;
            this.channel = channel;
        }

        @Override
        public void append(ByteBuffer bytes) throws IOException {
            if (size >= look) {
                look = size + LOOK_EVERY;
                if (Files.getFileStore(folder).getUsableSpace() < ROOM_LEFT) {
                    throw new IOException("less than 1 GiB is left where temporary files are kept");
                }
            }
            long at = size;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
            size = at;
        }

        @Override
        public void read(long position, ByteBuffer into) throws IOException {
            long at = position;
            while (into.hasRemaining()) {
                int read = channel.read(into, at);
                if (read < 0) {
                    throw new EOFException();
                }
                at += read;
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
