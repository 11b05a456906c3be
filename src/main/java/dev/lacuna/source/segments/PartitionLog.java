package dev.lacuna.source.segments;

import java.io.IOException;
import java.util.List;

/// One partition's log as it was seen at one moment.
///
/// @param start the first offset that is kept
/// @param knownEnd up to where the broker had noted that it reaches, or -1; noted before the files were listed, so
///     that a log which is written to meanwhile is not taken for one that lost its end
record PartitionLog(PartitionFolder folder, PartitionFiles files, long start, long knownEnd) {

    static PartitionLog look(PartitionFolder folder) throws IOException {
        long knownEnd = folder.knownEnd();
        long noted = folder.checkpoint(DataFolder.Checkpoint.START);
        PartitionFiles files = PartitionFiles.list(folder.path());
        return new PartitionLog(folder, files, Math.max(noted, files.start()), knownEnd);
    }

    boolean hasSameFiles(PartitionLog other) {
        return start == other.start && files.equals(other.files);
    }

    /// The same with one file only.
    PartitionLog only(Segment segment) {
        return new PartitionLog(
                folder, new PartitionFiles(List.of(segment), files.snapshots(), List.of()), start, knownEnd);
    }
}
