package dev.lacuna.source.segments;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/// Where in a segment file to begin looking for an offset, by its index. It is no more than a hint: whoever uses it
/// checks that a batch begins there, and begins at the start of the file where none does.
final class Hints {

    private Hints() {}

    /// A byte at or before the batch that holds the offset; 0 where the index doesn't help.
    static long ofOffset(Segment segment, long offset) throws ClosedByInterruptException {
        try (IndexFile index = IndexFile.ofOffsets(segment.beside(PartitionFiles.INDEX))) {
            long entry = index.floor(offset - segment.base());
            return entry < 0 ? 0 : Math.max(0, index.value(entry));
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            return 0;
        }
    }

    /// An offset near the end, by the last entry of the index but one, so that more than one batch follows; the file's
    /// base where it knows none.
    static long latestOffset(Segment segment) {
        try (IndexFile index = IndexFile.ofOffsets(segment.beside(PartitionFiles.INDEX))) {
            return segment.base() + (index.count() < 2 ? 0 : Math.max(0, index.key(index.count() - 2)));
        } catch (IOException e) {
            return segment.base();
        }
    }
}
