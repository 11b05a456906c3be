package dev.lacuna.detect.time;

import java.util.Arrays;

/// How far the values of a partition usually deviate: the largest deviation in each of many blocks of
/// consecutive events. An incident stands in few blocks, a habit in all of them; so the middle of the blocks
/// tells the habit, however large the incident.
///
/// What exceeds the habit is judged as for block maxima with a heavy tail (Fréchet's distribution, fitted to
/// the median and the upper quartile): beyond the threshold not one deviation in a hundred such scans would be
/// expected.
final class Habit {

    private static final int START = 16;
    private static final int MOST_BLOCKS = 2048;
    private static final int FEWEST_BLOCKS = 24;

    /// Between median and upper quartile, (ln 2 / ln (4/3)) to the power of the tail's index: its logarithm.
    private static final double QUARTILE_LOG = Math.log(Math.log(2) / Math.log(4.0 / 3));

    private long[] largest = new long[64];
    private int blocks;
    private int perBlock = START;
    private int inBlock;

    /// @param deviation 0 for what is as it should be
    void add(long deviation) {
        if (inBlock == 0) {
            begin();
        }
        largest[blocks - 1] = Math.max(largest[blocks - 1], deviation);
        inBlock = inBlock + 1 == perBlock ? 0 : inBlock + 1;
    }

    /// The deviation beyond which chance and habit are excluded.
    ///
    /// @param tolerance the least that matters at all
    long threshold(long tolerance) {
        long threshold = tolerance;
        long[] maxima = Arrays.copyOf(largest, blocks);
        // what is rare among small blocks may be a habit all the same: in larger ones it shows
        do {
            threshold = Math.max(threshold, threshold(maxima, tolerance));
            maxima = merged(maxima);
        } while (maxima.length >= FEWEST_BLOCKS);
        return threshold;
    }

    private static long threshold(long[] maxima, long tolerance) {
        int blocks = maxima.length;
        if (blocks == 0) {
            return tolerance;
        }
        long[] sorted = maxima.clone();
        Arrays.sort(sorted);
        double least = Math.max(1, tolerance / 10.0);
        double median = Math.max(least, sorted[(blocks - 1) / 2]);
        double quartile = Math.max(median, sorted[(blocks - 1) * 3 / 4]);
        double tail = Math.log(quartile / median) / QUARTILE_LOG;
        double rare = median * Math.pow(100.0 * blocks * Math.log(2), tail);
        double usual = quartile > least ? 2 * quartile : 0;
        return (long) Math.min(Long.MAX_VALUE / 2.0, Math.max(rare, usual));
    }

    private static long[] merged(long[] maxima) {
        long[] merged = new long[maxima.length / 2];
        for (int i = 0; i < merged.length; i++) {
            merged[i] = Math.max(maxima[2 * i], maxima[2 * i + 1]);
        }
        return merged;
    }

    private void begin() {
        if (blocks == MOST_BLOCKS) {
            largest = merged(largest);
            blocks /= 2;
            perBlock *= 2;
        }
        if (blocks == largest.length) {
            largest = Arrays.copyOf(largest, blocks * 2);
        }
        largest[blocks++] = 0;
    }
}
