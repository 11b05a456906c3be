package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.ReplayPlan;
import dev.lacuna.sandbox.SharedBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// Processes that run many plans at once, so that one kill meets each of them at another step: the cheapest way to many
/// kills, since a process takes longer to start than to kill.
class ReplayCrowdKillTest {

    /// Plans of a process; more for a longer proof.
    private static final int PLANS = Integer.getInteger("lacuna.kill.plans", 4);

    @TempDir
    Path folder;

    @Test
    void finishesEachPlanOfAKilledProcess(TestReporter reporter) throws Exception {
        int halfDone = 0;
        int plansRun = 0;
        try (var scene = new KillScene(SharedBroker.bootstrap(), 1)) {
            for (int seed : KillSeeds.orElse(1)) {
                var random = new Random(seed);
                List<ReplayPlan> plans = new ArrayList<>();
                for (int i = 0; i < PLANS; i++) {
                    plans.add(scene.plan(scene.target(Map.of())));
                }
                try (var first = scene.start(plans, folder, 200, random);
                        var second = scene.start(plans, folder, 200, random)) {
                    first.go().awaitCopying();
                    if (seed % 2 == 0) { // the second takes over, or is about to
                        first.endsWithin(random.nextInt(800));
                        second.go().killAfter(random.nextInt(3_000));
                        first.killAfter(random.nextInt(500));
                    } else {
                        first.killAfter(random.nextInt(2_500));
                    }
                }
                for (ReplayPlan plan : plans) {
                    ReplayReport last = scene.finish(plan);
                    assertThat(last.isComplete())
                            .as("seed %s: %s", seed, last.summary())
                            .isTrue();
                    assertThat(scene.verdict(plan, scene.originals()))
                            .as("seed %s", seed)
                            .isEqualTo(KillVerdict.CLEAN);
                    halfDone += last.alreadyThere() > 0 && last.written() > 0 ? 1 : 0;
                    plansRun++;
                }
            }
        }
        reporter.publishEntry(plansRun + " plans killed", halfDone + " of them half done");
        if (KillSeeds.areMany()) {
            assertThat(halfDone).as("plans that were half done").isPositive();
        }
    }
}
