package dev.lacuna.detect.content;

/// From when to when something was there, and whether that began and ended within the scan. What comes and goes
/// has no episode: it neither begins nor ends.
///
/// @param series where it was
/// @param around where it might have been
/// @param begins whether it was never there before, certainly not by chance
/// @param ends the same for afterwards
record Episode(Series series, Series around, boolean begins, boolean ends) {

    private static final long FEWEST = 20;
    private static final double STEADY = 0.75;
    private static final double CERTAIN_BLOCKS = 8;
    private static final int TIMES_THE_LONGEST_PAUSE = 4;

    /// No share is taken for more certain than this, so that a few events never prove anything.
    private static final double MOST_SHARE = 0.95;

    /// @param blocks how many the scan has
    /// @param certainty the natural logarithm of one over the odds of chance
    static Episode of(Series series, Series around, int blocks, double certainty) {
        if (series.total() < FEWEST) {
            return new Episode(series, around, false, false);
        }
        Sums sums = Sums.of(series, around);
        boolean steady = sums.occupied() >= STEADY;
        return new Episode(
                series,
                around,
                steady && sums.isCertain(around, 0, series.firstBlock(), certainty),
                steady && sums.isCertain(around, series.lastBlock() + 1, blocks, certainty));
    }

    /// In how many blocks it was, those between included.
    int length() {
        return series.lastBlock() - series.firstBlock() + 1;
    }

    /// In how many percent of the events it was before a block. The one right before it is left out where there are
    /// others, for the change may stand within it.
    int percentBefore(int block) {
        return around.within(0, block - 1) > 0 ? percent(0, block - 1) : percent(0, block);
    }

    /// In how many percent of the events it was from a block on; likewise without that block itself.
    int percentFrom(int block) {
        int behind = block + 1;
        return around.within(behind, Series.MOST_BLOCKS) > 0
                ? percent(behind, Series.MOST_BLOCKS)
                : percent(block, Series.MOST_BLOCKS);
    }

    private int percent(int from, int to) {
        long whole = around.within(from, to);
        return whole == 0 ? 0 : (int) Math.round(100.0 * series.within(from, to) / whole);
    }

    /// What a series did between its first and its last block.
    ///
    /// @param share in how many of the events it was
    /// @param occupied in how many of the blocks it was
    /// @param longestPause the most blocks in a row in which it might have been and was not. What comes in
    ///     clumps makes long pauses, and one more of them is no change
    private record Sums(double share, double occupied, int longestPause) {

        static Sums of(Series series, Series around) {
            int first = series.firstBlock();
            int last = series.lastBlock();
            int possible = 0;
            int full = 0;
            int longest = 0;
            int pause = 0;
            for (int block = first; block <= last; block++) {
                possible += around.count(block) > 0 ? 1 : 0;
                if (series.count(block) > 0) {
                    full++;
                    pause = 0;
                } else if (around.count(block) > 0) {
                    longest = Math.max(longest, ++pause);
                }
            }
            double share = (double) series.total() / Math.max(1, around.within(first, last + 1));
            return new Sums(share, (double) full / Math.max(1, possible), longest);
        }

        /// Whether the events around it in some blocks are so many that it would have been there by its share.
        boolean isCertain(Series around, int from, int to, double certainty) {
            int occupiedAround = 0;
            for (int block = from; block < to; block++) {
                occupiedAround += around.count(block) > 0 ? 1 : 0;
            }
            return -around.within(from, to) * Math.log1p(-Math.min(MOST_SHARE, share)) >= certainty
                    && -occupiedAround * Math.log1p(-Math.min(MOST_SHARE, occupied)) >= CERTAIN_BLOCKS
                    && occupiedAround >= TIMES_THE_LONGEST_PAUSE * (longestPause + 1);
        }
    }
}
