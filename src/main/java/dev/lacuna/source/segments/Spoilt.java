package dev.lacuna.source.segments;

/// Bytes of a segment file that are no batch to be trusted.
///
/// @param at where they begin
/// @param bytes how many
/// @param why what is wrong with the first of them
/// @param claimed one past the last offset that sound headers among them claim, in the order of the log; -1 where
///     there is none
record Spoilt(long at, long bytes, Why why, long claimed) {

    /// What is wrong.
    enum Why {
        /// A batch that the file ends before.
        CUT,
        /// A batch whose checksum is wrong.
        CHECKSUM,
        /// Nothing that could be a batch.
        NONSENSE,
        /// Zeros: space that was set aside, or never written before a crash.
        ZEROS
    }

    long end() {
        return at + bytes;
    }
}
