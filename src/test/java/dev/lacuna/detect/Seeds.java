package dev.lacuna.detect;

import java.util.stream.IntStream;

/// Which histories are drawn: the same few each time, or as many others as somebody wants to look at
/// (`-Dlacuna.seeds.from=1000 -Dlacuna.seeds.times=10`).
public final class Seeds {

    private Seeds() {}

    /// @param usual how many seeds a test takes by itself
    public static int[] of(int usual) {
        int from = Integer.getInteger("lacuna.seeds.from", 0);
        return IntStream.range(from, from + count(usual)).toArray();
    }

    public static int count(int usual) {
        return usual * Integer.getInteger("lacuna.seeds.times", 1);
    }
}
