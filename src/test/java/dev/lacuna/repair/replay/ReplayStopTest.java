package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lacuna.model.ReplayPlan;
import dev.lacuna.sandbox.SandboxCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// A process that is stopped in the middle of a transaction, as Ctrl+Z does, for longer than the broker waits for it.
class ReplayStopTest {

    private static final String TIMEOUT = "lacuna.kill.timeout";

    private static SandboxCluster cluster;
    private static KillScene scene;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        // longer than a run leaves a transaction open by itself, however busy the machine is
        System.setProperty(TIMEOUT, "5000");
        cluster = SandboxCluster.start(1, Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200"));
        scene = new KillScene(cluster.bootstrap(), 1);
    }

    @AfterAll
    static void close() throws Exception {
        System.clearProperty(TIMEOUT);
        scene.close();
        cluster.close();
    }

    @Test
    void goesOnByItselfThoughTheBrokerHasGivenUpItsTransaction(TestReporter reporter) throws Exception {
        var tally = new KillTally();
        for (int seed : KillSeeds.orElse(1)) {
            var random = new Random(seed);
            List<ReplayPlan> plans = scene.plans(KillSeeds.plans(1));
            try (var child = scene.start(plans, folder, 400, random)) {
                child.go().awaitCopying();
                child.endsWithin(random.nextInt(500));
                assumeThat(child.stopFor(11_000)).as("a process can be stopped").isTrue();
                child.end();
                assertThat(child.ended("complete"))
                        .as("seed %s: %s", seed, child.everything())
                        .isEqualTo(plans.size());
            }
            tally.add(plans.size(), scene.judge(plans, seed, ""));
        }
        tally.tell(reporter);
    }
}
