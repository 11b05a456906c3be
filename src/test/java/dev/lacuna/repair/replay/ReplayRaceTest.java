package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.ReplayPlan;
import dev.lacuna.sandbox.SharedBroker;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two processes that run one plan at the same time on a real broker, the second a random moment after the first.
class ReplayRaceTest {

    private static KillScene scene;

    @TempDir
    Path folder;

    @BeforeAll
    static void fill() throws Exception {
        scene = new KillScene(SharedBroker.bootstrap(), 1);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Test
    void oneOfTwoRunnersEndsAndNeitherCopiesWhatTheOtherDid() throws Exception {
        int fenced = 0;
        for (int seed : KillSeeds.orElse(1)) {
            var random = new Random(seed);
            ReplayPlan plan = scene.plan(scene.target(Map.of()));
            boolean oneIsKilled = seed % 3 == 2;
            try (var first = scene.start(plan, folder, 500, random);
                    var second = scene.start(plan, folder, 500, random)) {
                first.go();
                first.endsWithin(random.nextInt(600));
                second.go();
                if (oneIsKilled) {
                    (random.nextBoolean() ? first : second).killAfter(random.nextInt(2_500));
                }
                String ends = first.end() + "\n" + second.end();

                if (oneIsKilled) {
                    assertThat(scene.finish(plan).isComplete())
                            .as("seed %s: %s", seed, ends)
                            .isTrue();
                } else {
                    assertThat(Stream.of(first, second).map(ReplayChild::everything))
                            .as("seed %s", seed)
                            .anyMatch(said -> said.contains("done complete"));
                }
                fenced += ends.contains("done FENCED") ? 1 : 0;
            }

            assertThat(scene.verdict(plan, scene.originals()))
                    .as("seed %s", seed)
                    .isEqualTo(KillVerdict.CLEAN);
            assertThat(scene.finish(plan).isNoOp()).isTrue();
        }
        if (KillSeeds.areMany()) {
            assertThat(fenced).as("runs that met the other one").isPositive();
        }
    }
}
