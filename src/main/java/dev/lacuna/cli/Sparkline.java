package dev.lacuna.cli;

import java.util.Arrays;
import java.util.Collection;

/// Counts as one line of blocks, each line of a table on the same scale.
final class Sparkline {

    private static final String BLOCKS = " ▁▂▃▄▅▆▇█";

    /// One peak shall not flatten the rest.
    private static final double FITTING = 0.99;

    private final long full;

    /// @param all the lines that are to be compared
    Sparkline(Collection<long[]> all) {
        long[] sorted = all.stream()
                .flatMapToLong(Arrays::stream)
                .filter(count -> count > 0)
                .sorted()
                .toArray();
        full = sorted.length == 0 ? 1 : sorted[(int) ((sorted.length - 1) * FITTING)];
    }

    /// A blank only where there is nothing at all.
    String of(long[] counts) {
        var line = new StringBuilder();
        for (long count : counts) {
            int level = (int) Math.min(BLOCKS.length() - 1, Math.ceil((double) count * (BLOCKS.length() - 1) / full));
            line.append(BLOCKS.charAt(level));
        }
        return line.toString();
    }
}
