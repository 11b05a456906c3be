package dev.lacuna.model;

/// Which producer wrote a batch, where the log stores it.
///
/// @param id the producer id that the broker assigned
/// @param epoch its epoch; a new epoch starts sequences at 0
/// @param baseSequence the sequence of the batch's first record as it was written, or -1
/// @param lastSequence the sequence of its last record as it was written, or -1
public record Producer(long id, short epoch, int baseSequence, int lastSequence) {

    /// How many records a producer numbered between a sequence and the next that was seen: 0 where it goes on
    /// without a gap, as it does at 0 after the largest int. A step back comes out as more than half of all
    /// numbers.
    ///
    /// @param last the earlier one, or -1 where the epoch has just begun
    public static int between(int last, int next) {
        return (next - last - 1) & Integer.MAX_VALUE;
    }

    /// Whether [#between] means that the sequence went back.
    public static boolean isStepBack(int between) {
        return between > Integer.MAX_VALUE / 2;
    }
}
