package dev.lacuna.model;

import java.util.Optional;

/// Something wrong, or at least unexpected, in the place where a partition's log is kept, met while it was read.
/// Reading went on behind it.
///
/// @param positions those that it concerns, where that is known: the unreadable ones where its kind hides any
/// @param file in which file, as seen from the source's folder: `orders-0/00000000000000000000.log`; where a
///     broker stands before it, only the folder is known
/// @param byteOffset where in the file it begins; -1 where unknown
/// @param bytes how many bytes it concerns; 0 where that says nothing
/// @param sentence what was seen, in a full sentence for people
public record Damage(
        Kind kind, Optional<PositionRange> positions, String file, long byteOffset, long bytes, String sentence) {

    /// What was seen.
    public enum Kind {
        /// Bytes within the log that are no intact batch.
        UNREADABLE_BATCH,
        /// A file of the log that can't be read, or is shorter than what followed it proves that it was.
        UNREADABLE_FILE,
        /// The end of the log is no intact batch, as a crash leaves it.
        TORN_TAIL,
        /// The log is known to have reached further than it does.
        MISSING_TAIL,
        /// The log is known to begin in front of its first file.
        MISSING_HEAD,
        /// The beginning of the log is kept elsewhere by design: in remote storage.
        HEAD_ELSEWHERE,
        /// Positions that stand in two files.
        OVERLAP,
        /// A file of the log without content, though others follow.
        EMPTY_FILE,
        /// An index that is missing or wrong; it was not relied on.
        BROKEN_INDEX,
        /// What a clean-up, a compaction or a move left behind.
        LEFTOVER,
        /// A file that is no part of a log.
        FOREIGN_FILE;

        /// Whether its positions can't be read because of it.
        public boolean isHiding() {
            return switch (this) {
                case UNREADABLE_BATCH, UNREADABLE_FILE, TORN_TAIL, MISSING_TAIL, MISSING_HEAD -> true;
                case OVERLAP, EMPTY_FILE, BROKEN_INDEX, LEFTOVER, FOREIGN_FILE, HEAD_ELSEWHERE -> false;
            };
        }
    }

    /// The positions that were written and can't be read because of it; empty where none are known.
    public Optional<PositionRange> hidden() {
        return kind.isHiding() ? positions.filter(range -> !range.isEmpty()) : Optional.empty();
    }
}
