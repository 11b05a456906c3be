package dev.lacuna.repair.rewind;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.source.GroupMember;
import dev.lacuna.source.MemoryCluster;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryGroups;
import dev.lacuna.source.MemorySource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A shop's `orders` in two partitions of 100 events, a second apart, and its group `billing` at 80 and 60.
final class Rewinding {

    static final String GROUP = "billing";
    static final long FIRST_MILLIS = 1_773_475_200_000L;
    static final Instant NOW = Instant.ofEpochMilli(FIRST_MILLIS + 200_000);

    final MemoryCluster cluster = MemoryCluster.of("shop");
    final MemorySource source = cluster.connect();
    final MemoryGroups groups = cluster.groups();
    final PartitionRef first;
    final PartitionRef second;
    final Path file;
    private int plans;

    /// @param folder where plans lie
    Rewinding(Path folder) {
        file = folder.resolve("plan.json");
        fill("orders");
        first = cluster.stream("orders").ref().partition(0);
        second = cluster.stream("orders").ref().partition(1);
        groups.commit(GROUP, first, 80).commit(GROUP, second, 60);
    }

    /// Makes the stream, or makes it anew.
    void fill(String stream) {
        cluster.create(stream, 2).partitions().forEach(partition -> {
            for (int i = 0; i < 100; i++) {
                partition.append(MemoryContent.of(FIRST_MILLIS + i * 1000L, "k" + i, "v" + i));
            }
        });
    }

    static GroupMember member(String client) {
        return new GroupMember(client + "-id", Optional.empty(), client, "/10.0.0.7", List.of());
    }

    PlannedRewind planned(RewindAim aim) throws Exception {
        return planned(Optional.empty(), Set.of(), aim);
    }

    PlannedRewind planned(Optional<String> stream, Set<Integer> partitions, RewindAim aim) throws Exception {
        return new RewindPlanner(clock(), () -> "plan" + ++plans, "test")
                .plan(new RewindRequest(source, GROUP, stream, partitions, aim), new PlainContext());
    }

    static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    RewindReport run(RewindPlan plan, RewindMode mode) throws Exception {
        return run(plan, mode, false);
    }

    RewindReport run(RewindPlan plan, RewindMode mode, boolean acceptHazards) throws Exception {
        return new RewindRun(clock()).run(job(plan), mode, acceptHazards, new PlainContext());
    }

    RewindReport rollBack(RewindPlan plan, RewindMode mode) throws Exception {
        return RollBack.run(job(plan), mode, false, clock(), new PlainContext());
    }

    RewindCheckResult check(RewindPlan plan) throws Exception {
        return RewindCheck.check(job(plan), new PlainContext());
    }

    RewindJob job(RewindPlan plan) {
        return new RewindJob(plan, source, file);
    }

    /// Where the group stands in a partition, -1 for nowhere.
    long stands(PartitionRef partition) {
        var position = groups.positions(GROUP).get(partition);
        return position == null ? -1 : position.next().asOffset();
    }

    static Position at(long offset) {
        return Position.offset(offset);
    }
}
