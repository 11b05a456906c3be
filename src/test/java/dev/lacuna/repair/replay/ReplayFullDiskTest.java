package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lacuna.model.ReplayPlan;
import dev.lacuna.sandbox.MortalBroker;
import dev.lacuna.sandbox.TinyDisk;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// The target's log lies on a disk that is full in the middle of a run: the system really says so, at any write. Where
/// nobody may mount a disk, [ReplayBrokerDeathTest] plays that by a limit of file sizes.
class ReplayFullDiskTest {

    @TempDir
    static Path mountPoint;

    private static TinyDisk disk;
    private static MortalBroker broker;
    private static KillScene scene;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        Optional<TinyDisk> mounted = TinyDisk.mount(mountPoint);
        assumeThat(mounted).as("a disk may be mounted").isPresent();
        disk = mounted.orElseThrow();
        broker = MortalBroker.start(mountPoint.resolve("data"));
        scene = new KillScene(broker.bootstrap(), 1);
    }

    @AfterAll
    static void close() throws Exception {
        if (disk == null) {
            return;
        }
        try (var _ = disk) {
            scene.close();
            broker.close();
        }
    }

    @Test
    void goesOnWhenTheDiskHasRoomAgain(TestReporter reporter) throws Exception {
        int full = 0;
        int died = 0;
        var tally = new KillTally();
        for (int seed : KillSeeds.orElse(1)) {
            var random = new Random(seed);
            List<ReplayPlan> plans = scene.plans(KillSeeds.plans(1));
            try (var child = scene.start(plans, folder, 400 / plans.size(), random)) {
                child.go().awaitCopying();
                disk.leave(random.nextInt(100_000));
                boolean ended = false;
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
                while (broker.isAlive() && !ended && !disk.isFull() && System.nanoTime() < deadline) {
                    ended = child.endsWithin(50);
                }
                for (int i = 0; i < 40 && broker.isAlive() && !ended; i++) {
                    ended = child.endsWithin(50);
                }
                full += disk.isFull() ? 1 : 0;
                died += broker.isAlive() ? 0 : 1;
                if (broker.isAlive()) {
                    broker.kill();
                } else {
                    broker.awaitDeath();
                }
                disk.grow();
                broker.startAgain();
                child.end();
                tally.add(plans.size(), scene.judge(plans, seed, child.everything()));
            }
        }
        tally.tell(reporter);
        reporter.publishEntry("disks full", full + ", of which brokers ended " + died);
        assertThat(full).as("disks that were full").isPositive();
    }
}
