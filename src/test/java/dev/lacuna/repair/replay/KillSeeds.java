package dev.lacuna.repair.replay;

import java.util.List;
import java.util.stream.IntStream;

/// The seeds that a kill test tries: a few in every build, others and more for a longer proof with
/// `-Dlacuna.kill.first=1000 -Dlacuna.kill.seeds=100`.
final class KillSeeds {

    private KillSeeds() {}

    static List<Integer> orElse(int few) {
        int first = Integer.getInteger("lacuna.kill.first", 0);
        return IntStream.range(first, first + Integer.getInteger("lacuna.kill.seeds", few))
                .boxed()
                .toList();
    }
}
