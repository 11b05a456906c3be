package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.ReplayPlan;
import dev.lacuna.sandbox.SharedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
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
    void oneOfTwoRunnersEndsAndNeitherCopiesWhatTheOtherDid(TestReporter reporter) throws Exception {
        long fenced = 0;
        var tally = new KillTally();
        for (int seed : KillSeeds.orElse(1)) {
            var random = new Random(seed);
            List<ReplayPlan> plans = scene.plans(KillSeeds.plans(1));
            boolean oneIsKilled = seed % 3 == 2;
            try (var first = scene.start(plans, folder, 500, random);
                    var second = scene.start(plans, folder, 500, random)) {
                first.go();
                first.endsWithin(random.nextInt(600));
                second.go();
                if (oneIsKilled) {
                    (random.nextBoolean() ? first : second).killAfter(random.nextInt(2_500));
                }
                first.end();
                second.end();
                String said = first.everything() + "\n" + second.everything();
                if (!oneIsKilled) {
                    assertThat(plans)
                            .as("seed %s: %s", seed, said)
                            .allMatch(plan -> said.contains("done complete " + plan.id()));
                }
                fenced += first.ended("FENCED") + second.ended("FENCED");
                tally.add(plans.size(), scene.judge(plans, seed, said));
            }
        }
        tally.tell(reporter);
        if (KillSeeds.areMany()) {
            assertThat(fenced).as("runs that met the other one").isPositive();
        }
    }
}
