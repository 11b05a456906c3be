package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lacuna.model.ReplayPlan;
import dev.lacuna.sandbox.SandboxCluster;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// A process that is stopped in the middle of a transaction, as Ctrl+Z does, for longer than the broker waits for it.
class ReplayStopTest {

    private static final String TIMEOUT = "lacuna.kill.timeout";

    /// Somewhat longer than a run takes for being slow, and not for having been stopped.
    private static final long HELD_UP_MILLIS = 10_500;

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
                assumeThat(child.stop()).as("a process can be stopped").isTrue();
                long stopped = System.nanoTime();
                while (!isGivenUp(openTransactions())) { // it was between two, or its commit was under way
                    child.goOn();
                    assertThat(child.endsWithin(20)).as(child.everything()).isFalse();
                    child.stop();
                    stopped = System.nanoTime();
                }
                child.endsWithin(HELD_UP_MILLIS - (System.nanoTime() - stopped) / 1_000_000);
                child.goOn();
                child.end();
                assertThat(child.ended("complete"))
                        .as("seed %s: %s", seed, child.everything())
                        .isEqualTo(plans.size());
            }
            tally.add(plans.size(), scene.judge(plans, seed, ""));
        }
        tally.tell(reporter);
    }

    private static Set<String> openTransactions() throws Exception {
        var states = Set.of(
                TransactionState.ONGOING,
                TransactionState.PREPARE_ABORT,
                TransactionState.PREPARE_COMMIT,
                TransactionState.PREPARE_EPOCH_FENCE);
        return transactions(new ListTransactionsOptions().filterStates(states)).stream()
                .map(TransactionListing::transactionalId)
                .collect(Collectors.toSet());
    }

    private static Collection<TransactionListing> transactions(ListTransactionsOptions options) throws Exception {
        return scene.admin.listTransactions(options).all().get(30, TimeUnit.SECONDS);
    }

    /// Waits until none of them is open any more, and returns whether one was aborted.
    private static boolean isGivenUp(Set<String> open) throws Exception {
        while (!openTransactions().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        var aborted = new ListTransactionsOptions().filterStates(Set.of(TransactionState.COMPLETE_ABORT));
        return transactions(aborted).stream()
                .map(TransactionListing::transactionalId)
                .anyMatch(open::contains);
    }
}
