package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.ReplayPlan;
import dev.lacuna.sandbox.SharedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// Processes that run many plans at once and are killed, with or without a second runner of the same plans.
class ReplayCrowdKillTest {

    @TempDir
    Path folder;

    @Test
    void finishesEachPlanOfAKilledProcess(TestReporter reporter) throws Exception {
        var tally = new KillTally();
        try (var scene = new KillScene(SharedBroker.bootstrap(), 1)) {
            for (int seed : KillSeeds.orElse(1)) {
                var random = new Random(seed);
                List<ReplayPlan> plans = scene.plans(KillSeeds.plans(4));
                if (seed % 2 == 0) { // the second takes over, or is about to
                    try (var first = scene.start(plans, folder, 200, random);
                            var second = scene.start(plans, folder, 200, random)) {
                        first.go().awaitCopying();
                        first.endsWithin(random.nextInt(800));
                        second.go().killAfter(random.nextInt(3_000));
                        first.killAfter(random.nextInt(500));
                    }
                } else {
                    try (var only = scene.start(plans, folder, 200, random)) {
                        only.go().awaitCopying().killAfter(random.nextInt(2_500));
                    }
                }
                tally.add(plans.size(), scene.judge(plans, seed, ""));
            }
        }
        tally.tell(reporter);
        if (KillSeeds.areMany()) {
            assertThat(tally.halfDone()).as("plans that were half done").isPositive();
        }
    }
}
