package dev.lacuna.source.segments;

import dev.lacuna.model.Damage;
import dev.lacuna.model.PositionRange;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// One partition's log as it was seen at one moment.
///
/// @param start the first offset that is kept
/// @param knownStart where the broker has it begin, or -1; looked up after the files were listed, so that a log whose
///     head is cut off meanwhile is not taken for one that lost it
/// @param knownEnd up to where the broker had noted that it reaches, or files beside it show, or -1; noted before the
///     files were listed, so that a log which is written to meanwhile is not taken for one that lost its end
record PartitionLog(PartitionFolder folder, PartitionFiles files, long start, long knownStart, long knownEnd) {

    static PartitionLog look(PartitionFolder folder) throws IOException {
        long knownEnd = folder.knownEnd();
        long noted = folder.checkpoint(DataFolder.Checkpoint.START);
        PartitionFiles files = PartitionFiles.list(folder.path());
        knownEnd = Math.max(knownEnd, files.reach());
        long knownStart = Math.max(noted, folder.firstEpochStart());
        return new PartitionLog(folder, files, Math.max(noted, files.start()), knownStart, knownEnd);
    }

    boolean hasSameFiles(PartitionLog other) {
        return start == other.start && files.equals(other.files);
    }

    /// What stands in front of the first file, as far as anything tells that something does.
    ///
    /// @param isTiered whether the topic's older segments are moved to remote storage
    Optional<Damage> lackingHead(boolean isTiered) {
        boolean lacks =
                0 <= knownStart && knownStart < start && !files.segments().isEmpty() && !files.isBeingCut();
        return lacks
                ? Optional.of(FolderNotes.lackingHead(
                        files.segments().getFirst().log(), PositionRange.offsets(knownStart, start), isTiered))
                : Optional.empty();
    }

    /// The same with one file only.
    PartitionLog only(Segment segment) {
        return new PartitionLog(
                folder,
                new PartitionFiles(List.of(segment), files.snapshots(), files.isBeingCut(), files.reach(), List.of()),
                start,
                knownStart,
                knownEnd);
    }
}
