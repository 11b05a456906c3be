package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lacuna.model.ReplayPlan;
import dev.lacuna.sandbox.MortalBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// The target's only broker dies in the middle of a run and comes back with what stands in its log.
class ReplayBrokerDeathTest {

    @TempDir
    static Path data;

    private static MortalBroker broker;
    private static KillScene scene;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        broker = MortalBroker.start(data);
        scene = new KillScene(broker.bootstrap(), 1);
    }

    @AfterAll
    static void close() {
        scene.close();
        broker.close();
    }

    @Test
    void goesOnWhenTheBrokerComesBack(TestReporter reporter) throws Exception {
        int survived = 0;
        int killed = 0;
        var tally = new KillTally();
        for (int seed : KillSeeds.orElse(1)) {
            var random = new Random(seed);
            List<ReplayPlan> plans = scene.plans(KillSeeds.plans(1));
            try (var child = scene.start(plans, folder, 700, random)) {
                child.go().awaitCopying();
                child.endsWithin(random.nextInt(1_200));
                if (random.nextInt(3) > 0) {
                    broker.kill();
                } else {
                    broker.stop();
                }
                boolean dies = seed % 4 == 3;
                if (dies) {
                    child.killAfter(random.nextInt(1_000));
                    killed++;
                }
                broker.startAgain();
                child.end();
                survived += child.ended("complete") > 0 ? 1 : 0;
                tally.add(plans.size(), scene.judge(plans, seed, child.everything()));
            }
        }
        tally.tell(reporter);
        int asked = KillSeeds.orElse(1).size() - killed;
        if (KillSeeds.areMany()) {
            assertThat(survived).as("runs that outlived their broker").isGreaterThanOrEqualTo((asked + 1) / 2);
        }
    }

    /// What the system refuses is a write, at any byte of a batch; Kafka then ends itself, as where a disk is full.
    @Test
    void goesOnWhenADiskThatWasFullHasRoomAgain(TestReporter reporter) throws Exception {
        int full = 0;
        var tally = new KillTally();
        for (int seed : KillSeeds.orElse(1)) {
            var random = new Random(seed);
            List<ReplayPlan> plans = scene.plans(KillSeeds.plans(1));
            try (var child = scene.start(plans, folder, 2_000, random)) {
                assumeThat(broker.limitFiles(20_000 + random.nextInt(80_000)))
                        .as("a limit of files can be set")
                        .isTrue();
                child.go();
                boolean ended = child.endsWithin(0);
                for (int i = 0; i < 100 && broker.isAlive() && !ended; i++) {
                    ended = child.endsWithin(100);
                }
                full += broker.isAlive() ? 0 : 1;
                if (broker.isAlive()) {
                    broker.stop();
                } else {
                    broker.awaitDeath();
                }
                broker.startAgain();
                child.end();
                tally.add(plans.size(), scene.judge(plans, seed, child.everything()));
            }
        }
        tally.tell(reporter);
        if (KillSeeds.areMany()) {
            assertThat(full).as("disks that were full").isPositive();
        }
    }
}
