package dev.lacuna.repair.replay;

import java.util.List;
import java.util.stream.IntStream;

/// The seeds that a kill test tries: a few in every build, others and more for a longer proof with
/// `-Dlacuna.kill.first=1000 -Dlacuna.kill.seeds=100 -Dlacuna.kill.plans=12`.
final class KillSeeds {

    private KillSeeds() {}

    /// Whether so many are tried that chance must have met the moments that matter. Of one or two nobody can ask that:
    /// how fast a machine is decides it.
    static boolean areMany() {
        return Integer.getInteger("lacuna.kill.seeds", 0) >= 10;
    }

    /// How many plans a seed has, all of which are run by one process: one kill meets each of them at another step, and
    /// a process takes longer to start than to kill.
    static int plans(int few) {
        return Integer.getInteger("lacuna.kill.plans", few);
    }

    static List<Integer> orElse(int few) {
        int first = Integer.getInteger("lacuna.kill.first", 0);
        return IntStream.range(first, first + Integer.getInteger("lacuna.kill.seeds", few))
                .boxed()
                .toList();
    }
}
