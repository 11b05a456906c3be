package dev.lacuna.detect.outlier;

import dev.lacuna.detect.outlier.Shift.What;
import org.jspecify.annotations.Nullable;

/// Finds the stretch of a scan in which the numbers of a field were sharply other than in the rest: amounts in
/// cents where euros were usual. What is usual is only what the rest shows: the stretch must be as far from the
/// rest as twice the rest is wide, and be no wider itself than it is far, so that days, trends and wandering
/// levels are none. A stretch ends where the usual begins again, or with the scan.
final class ShiftSearch {

    /// Blocks are joined by so many for a second, third and fourth look, since few numbers scatter more.
    private static final int[] JOINED = {1, 2, 4, 8};

    private static final int FEWEST_USUAL = 6;
    private static final int FEWEST_NUMBERS = 20;
    private static final int FEWEST_IN_BLOCK = 8;

    /// How many times the width of the rest lies between.
    private static final double TIMES_THE_REST = 2;

    /// How many times the scatter within blocks lies between, so that a usual number there is a rare one
    /// elsewhere.
    private static final double TIMES_THE_SCATTER = 1.5;

    private static final double FIVEFOLD = NumberBuckets.PER_DOUBLING * Math.log(5) / Math.log(2);
    private static final double NEARLY_ALL = 0.85;

    private final Levels levels;
    private final double usualScatter;

    ShiftSearch(Levels levels) {
        this.levels = levels;
        this.usualScatter = levels.medianScatter();
    }

    @Nullable
    Shift find() {
        for (int joined : JOINED) {
            for (What what : What.values()) {
                Shift shift = new Row(what, joined).find();
                if (shift != null) {
                    return shift;
                }
            }
        }
        return null;
    }

    /// Blocks, or groups of them, that have enough numbers; with the least and most of those before and behind
    /// each.
    private final class Row {
        private final What what;
        private final int[] from;
        private final int[] to;
        private final double[] value;
        private final double[] leastBefore;
        private final double[] mostBefore;
        private final double[] leastFrom;
        private final double[] mostFrom;
        private int size;

        Row(What what, int joined) {
            this.what = what;
            int groups = (levels.blocks() + joined - 1) / joined;
            from = new int[groups];
            to = new int[groups];
            value = new double[groups];
            leastBefore = new double[groups + 1];
            mostBefore = new double[groups + 1];
            leastFrom = new double[groups + 2];
            mostFrom = new double[groups + 2];
            for (int group = 0; group < groups; group++) {
                int first = group * joined;
                int behind = Math.min(levels.blocks(), first + joined);
                long count = what == What.SIZE ? levels.sized(first, behind) : levels.count(first, behind);
                if (count >= FEWEST_IN_BLOCK) {
                    from[size] = first;
                    to[size++] = behind;
                }
            }
        }

        @Nullable
        Shift find() {
            if (size <= FEWEST_USUAL) {
                return null;
            }
            measure();
            // the blocks in which a stretch begins and ends may hold some of both
            for (int mixed = 0; mixed < 4; mixed++) {
                Shift widest = widest(mixed & 1, mixed >> 1);
                if (widest != null) {
                    return widest;
                }
            }
            return null;
        }

        /// @param mixedBefore how many blocks before the stretch may hold some of both
        /// @param mixedBehind how many behind it
        private @Nullable Shift widest(int mixedBefore, int mixedBehind) {
            Shift widest = null;
            double most = 0;
            for (int begin = 1; begin < size; begin++) {
                double least = Double.POSITIVE_INFINITY;
                double greatest = Double.NEGATIVE_INFINITY;
                for (int end = begin + 1; end <= size; end++) {
                    least = Math.min(least, value[end - 1]);
                    greatest = Math.max(greatest, value[end - 1]);
                    if (end < size && end - begin > size / 2) {
                        continue;
                    }
                    int before = begin - mixedBefore;
                    int behind = Math.min(size, end + mixedBehind);
                    double width = between(least, greatest, before, behind);
                    if (width > most && isOfOneSort(begin, end)) {
                        most = width;
                        boolean toTheEnd = behind == size;
                        int last = toTheEnd ? levels.blocks() : from[behind];
                        widest = new Shift(what, from[before], from[begin], to[end - 1], last, toTheEnd);
                    }
                }
            }
            return widest;
        }

        /// Whether a stretch has enough numbers, and those scatter no more than usual: not some usual and some
        /// far off.
        private boolean isOfOneSort(int begin, int end) {
            boolean inner = end - begin > 2;
            double scatter = levels.scatter(from[inner ? begin + 1 : begin], to[inner ? end - 2 : end - 1]);
            return levels.count(from[begin], to[end - 1]) >= FEWEST_NUMBERS
                    && (what != What.SIZE || scatter <= NumberBuckets.PER_DOUBLING + TIMES_THE_SCATTER * usualScatter);
        }

        private void measure() {
            for (int i = 0; i < size; i++) {
                value[i] = switch (what) {
                    case SIZE -> levels.mean(from[i], to[i]);
                    case ZERO -> levels.zeroShare(from[i], to[i]);
                    case NEGATIVE -> levels.negativeShare(from[i], to[i]);
                };
            }
            leastBefore[0] = Double.POSITIVE_INFINITY;
            mostBefore[0] = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < size; i++) {
                leastBefore[i + 1] = Math.min(leastBefore[i], value[i]);
                mostBefore[i + 1] = Math.max(mostBefore[i], value[i]);
            }
            leastFrom[size] = Double.POSITIVE_INFINITY;
            mostFrom[size] = Double.NEGATIVE_INFINITY;
            for (int i = size - 1; i >= 0; i--) {
                leastFrom[i] = Math.min(leastFrom[i + 1], value[i]);
                mostFrom[i] = Math.max(mostFrom[i + 1], value[i]);
            }
        }

        /// How far a stretch is from the rest; 0 when that is not far enough.
        ///
        /// @param before one past the last of the rest before it
        /// @param behind the first of the rest behind it
        private double between(double least, double greatest, int before, int behind) {
            if (before < 1 || before + size - behind < FEWEST_USUAL) {
                return 0;
            }
            double leastUsual = Math.min(leastBefore[before], leastFrom[behind]);
            double mostUsual = Math.max(mostBefore[before], mostFrom[behind]);
            double width = what == What.SIZE ? Math.max(least - mostUsual, leastUsual - greatest) : least - mostUsual;
            double enough = what == What.SIZE ? Math.max(FIVEFOLD, TIMES_THE_SCATTER * usualScatter) : NEARLY_ALL;
            double apart = Math.max(TIMES_THE_REST * (mostUsual - leastUsual), greatest - least);
            return width >= Math.max(enough, apart) ? width : 0;
        }
    }
}
