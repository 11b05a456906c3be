package dev.lacuna.detect.outlier;

/// Blocks in which the numbers of a field were sharply other than in all others.
///
/// @param from the first of the blocks in which it may begin
/// @param sureFrom the first of the blocks that are surely other
/// @param sureTo one past the last of those
/// @param to one past the last of the blocks in which it may end
/// @param toTheEnd whether there is none behind them
record Shift(What what, int from, int sureFrom, int sureTo, int to, boolean toTheEnd) {

    enum What {
        /// They were many times as large, or small.
        SIZE,
        /// They were 0.
        ZERO,
        /// They were negative.
        NEGATIVE
    }
}
