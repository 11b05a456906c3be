package dev.lacuna.source.segments;

import dev.lacuna.model.Damage;
import dev.lacuna.model.Damage.Kind;
import dev.lacuna.model.PositionRange;
import java.nio.file.Path;
import java.util.Optional;

/// The sentences about files that lie beside a log or don't say what they should, none of which hides a position.
final class FolderNotes {

    private FolderNotes() {}

    static Damage leftover(Path file, long bytes) {
        String name = file.getFileName().toString();
        String what = name.endsWith(".deleted")
                ? "was marked for deletion, by retention or after it was compacted"
                : "was left behind by a compaction or a write that did not come to its end";
        return note(Kind.LEFTOVER, file, bytes, "The file " + name + " " + what + ", and was not read.");
    }

    /// @param alone whether the file that it was to take the place of is gone already
    static Damage swap(Path file, long bytes, boolean alone) {
        String name = file.getFileName().toString();
        return note(
                Kind.LEFTOVER,
                file,
                bytes,
                alone
                        ? "The file " + name + " was about to take the place of compacted ones when the broker"
                                + " stopped. It was read as part of the log, as the broker itself would."
                        : "The file " + name + " holds the compacted form of what still stands in the log: the log was"
                                + " read, and this was not.");
    }

    static Damage foreign(Path file, long bytes) {
        return note(
                Kind.FOREIGN_FILE,
                file,
                bytes,
                "The file " + file.getFileName() + " is no part of a log, and was not read.");
    }

    static Damage empty(Path file) {
        return note(
                Kind.EMPTY_FILE,
                file,
                0,
                "The file " + file.getFileName() + " is empty, though others follow. Compaction leaves such files"
                        + " where it removed all; else its content is lost.");
    }

    static Damage missingIndex(Path file) {
        return note(
                Kind.BROKEN_INDEX,
                file,
                0,
                "The index " + file.getFileName() + " is missing. The log is read without it.");
    }

    /// @param problem as the end of a sentence about the index
    static Damage brokenIndex(Path file, String problem) {
        return note(
                Kind.BROKEN_INDEX,
                file,
                0,
                "The index " + file.getFileName() + " " + problem + ". The log was read without relying on it.");
    }

    /// @param first the first file of the log
    /// @param isTiered whether older segments are moved to remote storage
    static Damage lackingHead(Path first, PositionRange range, boolean isTiered) {
        String begins = "The log begins at offset " + range.from() + " by what its broker has noted, and the first file"
                + " here at offset " + range.to();
        return new Damage(
                isTiered ? Kind.HEAD_ELSEWHERE : Kind.MISSING_HEAD,
                Optional.of(range),
                Segment.nameOf(first),
                0,
                0,
                isTiered
                        ? begins + ": the topic keeps its older segments in remote storage, which is no part of this"
                                + " folder."
                        : begins + ": the files in front of it are missing. When retention takes files away, the broker"
                                + " notes the new beginning; only where it stopped in that very moment it may not"
                                + " have. A topic with remote storage lacks them rightly, but no setting that is"
                                + " known here says that this is one (remote.storage.enable=true).");
    }

    static Damage beside(Path folder, String what) {
        return note(Kind.LEFTOVER, folder, 0, "The folder " + folder.getFileName() + " " + what);
    }

    private static Damage note(Kind kind, Path file, long bytes, String sentence) {
        return new Damage(kind, Optional.empty(), Segment.nameOf(file), 0, bytes, sentence);
    }
}
