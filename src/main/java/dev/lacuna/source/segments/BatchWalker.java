package dev.lacuna.source.segments;

import dev.lacuna.model.Damage;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.kafkalog.BatchHeader;
import dev.lacuna.source.kafkalog.LogBatch;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// Walks over the batches of one partition in order of offset, from file to file, and tells what it could not trust.
/// No batch comes twice, however the files overlap. Files that a running broker takes away, or puts others in the
/// place of, are looked for anew.
final class BatchWalker implements AutoCloseable {

    /// How often in a row the folder is listed anew before a file that can't be found counts as damage.
    private static final int MOST_LISTINGS = 5;

    /// How a walk looks at what it passes.
    enum Manner {
        /// Headers only, to look ahead.
        QUICK,
        /// The checksum of each batch, too.
        CHECKED,
        /// And whether the indexes are sound, which the walk itself has no need of.
        INSPECTED
    }

    private final LogWindow window;
    private final SegmentWalker walker;
    private final boolean inspecting;
    private final DamageLog damages = new DamageLog();
    private PartitionLog log;
    /// The one that is open.
    private @Nullable Segment current;
    /// The one to open when none is; null at the end of the log.
    private @Nullable Segment coming;

    private long expected;
    private long beforeSegment = -1;
    private long headMovedTo = -1;
    private int listings;
    private boolean began;

    /// @param from the first offset that is wanted
    /// @param window what it reads through, as long as it is open
    BatchWalker(PartitionLog log, long from, LogWindow window, Manner manner) {
        this.log = log;
        this.window = window;
        this.inspecting = manner == Manner.INSPECTED;
        this.walker = new SegmentWalker(window, manner != Manner.QUICK);
        this.expected = from;
        this.coming = log.files().at(from);
        if (coming == null) {
            damages.end(log.folder().key(), 0, from, log.knownEnd(), false);
        }
    }

    /// Goes on to the next batch that holds a wanted offset not seen yet.
    ///
    /// @return false at the end of the log
    boolean next() throws SourceException {
        try {
            while (true) {
                Segment open = current;
                if (open != null) {
                    if (step(open)) {
                        return true;
                    }
                } else if (coming != null) {
                    open(coming);
                } else {
                    return false;
                }
            }
        } catch (IOException e) {
            throw FolderFailures.translate("Reading " + log.folder().path() + " failed", e);
        }
    }

    private void open(Segment segment) throws IOException {
        try {
            long hint = segment.base() < expected ? Hints.ofOffset(segment, expected) : 0;
            walker.open(segment, hint, expected);
            current = segment;
            listings = 0;
            if (inspecting) {
                IndexCheck.of(segment).forEach(damages::note);
            }
        } catch (NoSuchFileException e) {
            if (++listings <= MOST_LISTINGS) {
                listAnew();
            } else {
                damages.unreadableFile(segment, expected, e);
                leave(segment);
            }
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            damages.unreadableFile(segment, expected, e);
            leave(segment);
        }
    }

    private void listAnew() throws IOException {
        log = PartitionLog.look(log.folder());
        if (log.start() > expected) {
            headMovedTo = log.start();
            expected = log.start();
        }
        beforeSegment = -1;
        coming = log.files().at(expected);
    }

    private boolean step(Segment segment) throws IOException {
        boolean found;
        try {
            found = walker.next();
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            damages.unreadableFile(segment, expected, e);
            leave(segment);
            return false;
        }
        damages.spoilt(segment, walker.takeSpoilt(), expected);
        BatchHeader header = walker.header();
        if (!found || header.first() >= segment.bound()) {
            if (found) {
                damages.overlap(segment, walker.at(), header.first(), header.next());
            }
            leave(segment);
            return false;
        }
        if (header.last() < expected) {
            if (header.last() < beforeSegment) {
                damages.overlap(segment, walker.at(), header.first(), header.next());
            }
            if (!began) {
                damages.forget(); // it lies before what is wanted
            }
            return false;
        }
        settle(header);
        began = true;
        expected = header.next();
        return true;
    }

    private void settle(BatchHeader header) throws IOException {
        if (!damages.isHiding()) {
            return;
        }
        long first = header.first();
        if (!header.isCurrent()) {
            first = firstOfOldFormat(first);
        }
        if (!began && first <= expected && expected > log.start()) {
            damages.forget();
        } else {
            damages.settle(first);
        }
    }

    /// In the old formats the header tells only the last offset.
    private long firstOfOldFormat(long last) throws IOException {
        byte[] bytes = walker.copy();
        try {
            return bytes == null ? last : LogBatch.of(bytes).first();
        } catch (KafkaException e) {
            return last; // whoever reads its records is told
        }
    }

    private void leave(Segment segment) {
        window.close();
        current = null;
        beforeSegment = expected;
        coming = log.files().after(segment);
        if (coming != null) {
            damages.left(segment, coming.base());
        } else if (isGrown(segment)) {
            damages.forget(); // the broker writes on: what looks like a torn end was just being written
        } else {
            boolean closedCleanly =
                    log.folder().home().map(DataFolder::isClosedCleanly).orElse(false);
            damages.end(segment.name(), segment.bytes(), end(), log.knownEnd(), closedCleanly);
        }
    }

    private static boolean isGrown(Segment last) {
        try {
            return Files.size(last.log()) != last.bytes();
        } catch (IOException e) {
            return true;
        }
    }

    /// The batch that was gone to; what stands in the header changes with the next step.
    BatchHeader header() {
        return walker.header();
    }

    /// The whole batch, in an array of its own; null where the file was truncated meanwhile.
    byte @Nullable [] copy() throws SourceException {
        try {
            return walker.copy();
        } catch (IOException e) {
            throw FolderFailures.translate("Reading " + log.folder().path() + " failed", e);
        }
    }

    /// One past the last offset that was gone to, or from where on offsets are wanted.
    long expected() {
        return expected;
    }

    /// Where the log ends, once it has been walked to its end: a last file that nothing stands in was begun there.
    long end() {
        List<Segment> segments = log.files().segments();
        return segments.isEmpty()
                ? expected
                : Math.max(expected, segments.getLast().base());
    }

    /// Where the log was found to begin when files that were still to be read had been taken away from its start; -1
    /// when none had.
    long headMovedTo() {
        return headMovedTo;
    }

    /// The file of the batch that was gone to, as people see it.
    String file() {
        Segment segment = current;
        return segment == null ? "" : segment.name();
    }

    /// The size of the batch that was gone to.
    long bytes() {
        return current == null ? 0 : walker.bytes();
    }

    /// Where in the file it begins.
    long at() {
        return walker.at();
    }

    /// What lies behind the last offset that was gone to where the log ends there: damage, or nothing. Where the log
    /// goes on, nothing is said.
    List<Damage> tail() throws SourceException {
        Segment open = current;
        try {
            if (open != null && (walker.isIntactNext() || walker.isAtEnd() && !isLast(open))) {
                return List.of();
            }
        } catch (IOException e) {
            return List.of(); // who reads on is told
        }
        boolean more = next();
        List<Damage> behind = takeDamages();
        return more ? List.of() : behind;
    }

    private boolean isLast(Segment segment) {
        Segment following = log.files().after(segment);
        return following == null || following.bytes() == 0;
    }

    /// What was met since the last batch. Tells it once.
    List<Damage> takeDamages() {
        return damages.take();
    }

    @Override
    public void close() {
        window.close();
    }
}
