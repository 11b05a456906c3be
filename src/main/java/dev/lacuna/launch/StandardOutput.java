package dev.lacuna.launch;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/// Standard output. When its reader has gone (`| head -1`) the rest is dropped without a word, as with every tool; any
/// other failure, such as a full disk, is passed on.
final class StandardOutput extends OutputStream {

    private final OutputStream target;
    private final Runnable gone;
    private boolean unread;

    /// @param gone told once when there is no reader any more
    StandardOutput(Runnable gone) {
        this(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), gone);
    }

    StandardOutput(OutputStream target, Runnable gone) {
        this.target = target;
        this.gone = gone;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        unlessUnread(() -> target.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        unlessUnread(target::flush);
    }

    private void unlessUnread(Write write) throws IOException {
        if (unread) {
            return;
        }
        try {
            write.run();
        } catch (IOException e) {
            unread = isPipeClosed(e);
            if (!unread) {
                throw e;
            }
            gone.run();
        }
    }

    /// As Linux and macOS say it, and Windows.
    private static boolean isPipeClosed(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("broken pipe")
                || message.contains("pipe is being closed")
                || message.contains("pipe has been ended");
    }

    private interface Write {
        void run() throws IOException;
    }
}
