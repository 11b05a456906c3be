package dev.lacuna.repair.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.ReplayPlan;
import dev.lacuna.sandbox.FaultyProxy;
import dev.lacuna.sandbox.SandboxCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// Three brokers, between which leaders move, nodes stop, and networks break at random moments of a run.
class ReplayOutageTest {

    private static final int NODES = 3;

    private static SandboxCluster cluster;
    private static KillScene scene;

    @TempDir
    Path folder;

    /// Something that happens to the cluster while it is written to.
    private interface Trouble {
        void happen(Random random, ReplayChild child, List<String> topics) throws Exception;
    }

    @BeforeAll
    static void start() throws Exception {
        cluster = SandboxCluster.start(NODES, Map.of());
        scene = new KillScene(cluster.bootstrap(), NODES);
    }

    @AfterAll
    static void close() throws Exception {
        scene.close();
        cluster.close();
    }

    private void copiesOnceWhile(Trouble trouble, int moments, TestReporter reporter) throws Exception {
        int survived = 0;
        List<Integer> seeds = KillSeeds.orElse(1);
        var tally = new KillTally();
        for (int seed : seeds) {
            var random = new Random(seed);
            List<ReplayPlan> plans = scene.plans(KillSeeds.plans(1));
            List<String> topics = plans.stream().map(plan -> plan.to().stream()).toList();
            try (var child = scene.start(plans, folder, 500, random)) {
                child.go().awaitCopying();
                for (int i = 0; i < moments && !child.endsWithin(random.nextInt(700)); i++) {
                    trouble.happen(random, child, topics);
                }
                if (seed % 4 == 3) {
                    child.killAfter(random.nextInt(500));
                }
                child.end();
                survived += child.ended("complete") > 0 || seed % 4 == 3 ? 1 : 0;
                tally.add(plans.size(), scene.judge(plans, seed, child.everything()));
            }
        }
        tally.tell(reporter);
        if (KillSeeds.areMany()) {
            assertThat(survived).as("runs that went on by themselves").isGreaterThanOrEqualTo((seeds.size() + 1) / 2);
        }
    }

    @Test
    void copiesOnceThoughConnectionsAreLost(TestReporter reporter) throws Exception {
        copiesOnceWhile(ReplayOutageTest::breakConnections, 4, reporter);
    }

    private static void breakConnections(Random random, ReplayChild child, List<String> topics) throws Exception {
        List<FaultyProxy> proxies = random.nextBoolean()
                ? List.of(cluster.proxy(1 + random.nextInt(NODES)))
                : IntStream.rangeClosed(1, NODES).mapToObj(cluster::proxy).toList();
        int millis = random.nextInt(600);
        switch (random.nextInt(3)) {
            case 0 -> proxies.forEach(FaultyProxy::cut);
            case 1 -> {
                proxies.forEach(FaultyProxy::refuse);
                child.endsWithin(millis);
                for (FaultyProxy proxy : proxies) {
                    proxy.recover();
                }
            }
            default -> {
                // answers are held back, and then lost
                proxies.forEach(FaultyProxy::freeze);
                child.endsWithin(millis);
                proxies.forEach(FaultyProxy::cut);
                proxies.forEach(FaultyProxy::thaw);
            }
        }
    }

    @Test
    void copiesOnceThoughLeadersMove(TestReporter reporter) throws Exception {
        copiesOnceWhile(ReplayOutageTest::moveLeaders, 3, reporter);
    }

    private static void moveLeaders(Random random, ReplayChild child, List<String> topics) throws Exception {
        int first = random.nextInt(NODES);
        var order =
                IntStream.range(0, NODES).mapToObj(i -> (first + i) % NODES + 1).toList();
        Map<TopicPartition, Optional<NewPartitionReassignment>> moves = Stream.concat(
                        topics.stream(), Stream.of("__transaction_state"))
                .flatMap(name -> IntStream.range(0, KillScene.PARTITIONS).mapToObj(i -> new TopicPartition(name, i)))
                .collect(Collectors.toMap(one -> one, one -> Optional.of(new NewPartitionReassignment(order))));
        scene.admin.alterPartitionReassignments(moves).all().get();
        scene.admin
                .electLeaders(ElectionType.PREFERRED, moves.keySet())
                .partitions()
                .get();
    }

    @Test
    void copiesOnceThoughALeaderStops(TestReporter reporter) throws Exception {
        copiesOnceWhile(ReplayOutageTest::restartNode, 1, reporter);
    }

    private static void restartNode(Random random, ReplayChild child, List<String> topics) {
        int node = 1 + random.nextInt(NODES);
        cluster.stop(node);
        cluster.start(node);
    }
}
