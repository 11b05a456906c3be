package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.journal.AuditRecord;
import dev.lacuna.journal.Journal;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.repair.replay.ReplayOptions;
import dev.lacuna.repair.rewind.RewindAim;
import dev.lacuna.repair.rewind.RewindMode;
import dev.lacuna.repair.rewind.RewindReport;
import dev.lacuna.source.MemoryCluster;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A cluster in memory behind the gate, and every door through which something could be written to it.
@Timeout(180)
abstract class WriteGateFixture {

    static final String ADDRESS = "broker-1:9092";
    static final String OTHER_BROKER = "broker-2:9092";
    static final String URI = "kafka://" + ADDRESS;
    static final String SOURCE = "kafka://source:9092";
    static final String GROUP = "billing";
    static final long STANDS = 8;

    @TempDir
    Path home;

    final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    final MemoryCluster cluster = new MemoryCluster(URI, "target");
    final MemoryCluster origin = new MemoryCluster(SOURCE, "origin");
    final List<String> notices = new ArrayList<>();

    final Sources sources = new Sources(List.of(new SourceProvider() {
        @Override
        public boolean accepts(String uri) {
            return true;
        }

        @Override
        public StreamSource open(SourceSpec spec) {
            return spec.uri().equals(SOURCE)
                    ? origin.connect()
                    : cluster.connect().announcing(Set.of(ADDRESS, OTHER_BROKER));
        }
    }));

    Journal journal;
    WriteGate gate;

    @BeforeEach
    void fill() throws Exception {
        Files.createDirectories(home.resolve("profiles"));
        for (MemoryCluster each : List.of(cluster, origin)) {
            var log = each.create("orders", 1).partition(0);
            for (int i = 0; i < 10; i++) {
                log.append(MemoryContent.of(1_773_475_200_000L + i, "k" + i, "{\"seq\":" + i + "}"));
            }
        }
        cluster.create("copy", 1);
        cluster.groups().commit(GROUP, cluster.stream("orders").ref().partition(0), STANDS);
        journal = new Journal(home, Clock.systemUTC(), "test");
        gate = WriteGate.of(home.resolve("profiles"), journal, notices::add);
    }

    @AfterEach
    void close() {
        runner.close();
        journal.close();
    }

    /// A way to write.
    interface Door {
        void enter(WriteGateFixture test, SourceSpec target) throws Exception;
    }

    static final Map<String, Door> DOORS = Map.of(
            "a replay within the cluster", (test, target) -> test.run(target.uri(), target),
            "a replay to another cluster", (test, target) -> test.run(SOURCE, target),
            "a rewind", (test, target) -> test.rewind(target, false),
            "a roll-back", (test, target) -> test.rewind(target, true));

    static Door door(String name) {
        return Objects.requireNonNull(DOORS.get(name));
    }

    static Stream<String> doors() {
        return DOORS.keySet().stream();
    }

    void run(String from, SourceSpec target) throws Exception {
        run(plan(from, target), target, true);
    }

    /// Sets the group from 8 to 3; or takes it back to 2, where it stood before it was set to 8 by another door.
    void rewind(SourceSpec target, boolean back) throws Exception {
        Path file = home.resolve("rewind.json");
        PartitionRef partition = cluster.stream("orders").ref().partition(0);
        RewindPlan plan;
        try (Investigation free = Investigation.open(SourceSpec.of(URI), sources, runner, "test")) {
            if (back) {
                cluster.groups().commit(GROUP, partition, 2);
            }
            plan = free.rewinds()
                    .plan(GROUP, Optional.empty(), Set.of(), new RewindAim.At(back ? STANDS : 3))
                    .await()
                    .plan();
            if (back) {
                free.rewinds()
                        .run(plan, file, RewindMode.EXECUTE, true, Recipe.NONE)
                        .await();
            }
        }
        assertThat(stands()).isEqualTo(STANDS);
        try (Investigation guarded = open(URI, target)) {
            TaskHandle<RewindReport> task = back
                    ? guarded.rewinds().rollBack(plan, file, RewindMode.EXECUTE, true, "", Recipe.NONE)
                    : guarded.rewinds().run(plan, file, RewindMode.EXECUTE, true, Recipe.NONE);
            task.await();
        }
    }

    long stands() {
        PartitionRef partition = cluster.stream("orders").ref().partition(0);
        return Objects.requireNonNull(cluster.groups().positions(GROUP).get(partition))
                .next()
                .asOffset();
    }

    boolean hasWritten(String door) {
        return door.contains("replay") ? copied() == 10 : stands() != STANDS;
    }

    ReplayPlan plan(String from, SourceSpec target) throws Exception {
        try (Investigation investigation = open(from, target)) {
            return investigation
                    .planCopy(new CopyRequest("orders", Set.of(), Bounds.ALL, target, "copy", FieldSpec.NONE))
                    .await();
        }
    }

    void run(ReplayPlan plan, SourceSpec target, boolean execute) throws Exception {
        try (Investigation investigation = open(plan.from().uri(), target)) {
            investigation
                    .run(plan, execute, ReplayOptions.DEFAULT, target, Recipe.NONE)
                    .task()
                    .await();
        }
    }

    Investigation open(String from, SourceSpec target) throws SourceException {
        SourceSpec spec = from.equals(target.uri()) ? target : SourceSpec.of(from);
        return Investigation.open(spec, sources, runner, gate, "test");
    }

    long copied() {
        return cluster.stream("copy").partition(0).committed().size();
    }

    List<AuditRecord.Moment> moments() throws Exception {
        return journal.trail().stream()
                .map(entry -> entry.said().orElseThrow().record().moment())
                .toList();
    }

    /// @param text `NAME: PROPERTIES`, or nothing
    void profiles(String text) throws Exception {
        if (!text.isEmpty()) {
            int colon = text.indexOf(": ");
            Files.writeString(
                    home.resolve("profiles").resolve(text.substring(0, colon) + ".properties"),
                    text.substring(colon + 2));
        }
    }
}
