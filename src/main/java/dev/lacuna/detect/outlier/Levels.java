package dev.lacuna.detect.outlier;

import dev.lacuna.detect.Spot;
import dev.lacuna.model.Position;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How large the numbers of a field were in each block: their number, how many were 0 or negative, the mean and
/// scatter of their sizes (as codes of [NumberBuckets], so that a factor counts as much whatever the size), and
/// one of them as an example.
final class Levels {

    private int[] all = new int[4];
    private int[] zeros = new int[4];
    private int[] negatives = new int[4];
    private long[] sums = new long[4];
    private long[] squares = new long[4];
    private @Nullable Example[] examples = new Example[4];
    private int current = -1;
    private int currentAll;
    private int currentZeros;
    private int currentNegatives;
    private long currentSum;
    private long currentSquares;

    void add(double number, int code, int block, long ordinal, Position position, long millis) {
        if (block != current) {
            close();
            current = block;
            if (block >= all.length) {
                grow(Math.max(block + 1, Math.min(Blocks.MOST, all.length * 2)));
            }
            if (all[block] == 0) {
                examples[block] = new Example(number, new Spot(ordinal, position, millis));
            }
        }
        currentAll++;
        if (code == 0) {
            currentZeros++;
            return;
        }
        if (code < 0) {
            currentNegatives++;
        }
        currentSum += Math.abs(code);
        currentSquares += (long) code * code;
    }

    /// Takes over what was counted of the current block.
    private void close() {
        if (current >= 0) {
            all[current] += currentAll;
            zeros[current] += currentZeros;
            negatives[current] += currentNegatives;
            sums[current] += currentSum;
            squares[current] += currentSquares;
        }
        current = -1;
        currentAll = 0;
        currentZeros = 0;
        currentNegatives = 0;
        currentSum = 0;
        currentSquares = 0;
    }

    /// To be called before anything is asked.
    Levels closed() {
        close();
        return this;
    }

    private void grow(int blocks) {
        all = Arrays.copyOf(all, blocks);
        zeros = Arrays.copyOf(zeros, blocks);
        negatives = Arrays.copyOf(negatives, blocks);
        sums = Arrays.copyOf(sums, blocks);
        squares = Arrays.copyOf(squares, blocks);
        examples = Arrays.copyOf(examples, blocks);
    }

    /// Joins each two blocks, as they are to hold twice as many events.
    void coarsen() {
        close();
        for (int i = 0; i < all.length; i++) {
            boolean one = 2 * i < all.length;
            boolean two = 2 * i + 1 < all.length;
            Example first = one ? examples[2 * i] : null;
            examples[i] = first != null || !two ? first : examples[2 * i + 1];
            all[i] = (one ? all[2 * i] : 0) + (two ? all[2 * i + 1] : 0);
            zeros[i] = (one ? zeros[2 * i] : 0) + (two ? zeros[2 * i + 1] : 0);
            negatives[i] = (one ? negatives[2 * i] : 0) + (two ? negatives[2 * i + 1] : 0);
            sums[i] = (one ? sums[2 * i] : 0) + (two ? sums[2 * i + 1] : 0);
            squares[i] = (one ? squares[2 * i] : 0) + (two ? squares[2 * i + 1] : 0);
        }
    }

    int blocks() {
        return all.length;
    }

    /// Numbers in the blocks from one to another, the latter excluded.
    long count(int from, int to) {
        return sum(all, from, to);
    }

    /// Those that are not 0.
    long sized(int from, int to) {
        return count(from, to) - sum(zeros, from, to);
    }

    double zeroShare(int from, int to) {
        return (double) sum(zeros, from, to) / Math.max(1, count(from, to));
    }

    double negativeShare(int from, int to) {
        return (double) sum(negatives, from, to) / Math.max(1, count(from, to));
    }

    /// The mean code of those that are not 0.
    double mean(int from, int to) {
        long sum = 0;
        for (int i = from; i < Math.min(to, all.length); i++) {
            sum += sums[i];
        }
        return (double) sum / Math.max(1, sized(from, to));
    }

    /// How far codes lie from their mean within the blocks.
    double scatter(int from, int to) {
        double sum = 0;
        for (int i = from; i < Math.min(to, all.length); i++) {
            long sized = all[i] - zeros[i];
            sum += sized == 0 ? 0 : squares[i] - (double) sums[i] * sums[i] / sized;
        }
        return Math.sqrt(Math.max(0, sum) / Math.max(1, sized(from, to)));
    }

    /// The scatter that half of the blocks stay below.
    double medianScatter() {
        double[] scatters = new double[all.length];
        int size = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] - zeros[i] > 1) {
                scatters[size++] = scatter(i, i + 1);
            }
        }
        Arrays.sort(scatters, 0, size);
        return size == 0 ? 0 : scatters[size / 2];
    }

    /// The first number of a block, or null when it has none.
    @Nullable
    Example example(int block) {
        return block < examples.length ? examples[block] : null;
    }

    private static long sum(int[] counts, int from, int to) {
        long sum = 0;
        for (int i = from; i < Math.min(to, counts.length); i++) {
            sum += counts[i];
        }
        return sum;
    }
}
