package dev.lacuna.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The head of the audit trail, noted a second time in a file beside the journal: it tells when the trail's end was cut
/// off, or the whole journal taken away. It is written after the entry, so it may lag behind by what a process that was
/// killed just then had written, and never runs ahead.
final class HeadFile {

    static final String NAME = "audit.head";

    private static final Logger LOG = LoggerFactory.getLogger(HeadFile.class);
    private static final int MOST_BYTES = 100;

    /// A file can be locked once per process.
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private final Path file;

    HeadFile(Path folder) {
        this.file = folder.resolve(NAME);
    }

    /// Empty where there is no such file, or none that can be read.
    Optional<AuditHead> read() {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("{} can't be read", file, e);
            return Optional.empty();
        }
    }

    /// Notes the head, unless a later one is noted already. That the entry itself is written is what counts, so a
    /// failure here stops nobody.
    void advance(AuditHead head) {
        ONE_AT_A_TIME.lock();
        try (var channel = FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                        OwnerOnly.attributes(file));
                FileLock _ = channel.lock()) {
            if (read(channel).map(AuditHead::number).orElse(0L) < head.number()) {
                ByteBuffer line = ByteBuffer.wrap((head + "\n").getBytes(StandardCharsets.UTF_8));
                channel.write(line, 0);
                channel.force(false);
            }
        } catch (IOException e) {
            LOG.warn("{} can't be written", file, e);
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    private static Optional<AuditHead> read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {
            // until its end
        }
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        return AuditHead.parse(text.strip());
    }
}
