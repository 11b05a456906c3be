package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Bounds;
import dev.lacuna.investigation.CopyRequest;
import dev.lacuna.investigation.Investigation;
import dev.lacuna.journal.Journal;
import dev.lacuna.journal.KeptPlan;
import dev.lacuna.journal.KeptState;
import dev.lacuna.journal.TaskKind;
import dev.lacuna.journal.TaskStart;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.PlanFile;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.ui.connect.ConnectRequest;
import dev.lacuna.ui.connect.RecentSource;
import dev.lacuna.ui.kit.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an earlier start of the window has left in the journal of a shop.
final class EarlierWork {

    static final String TARGET = "orders-copy";

    private final Shop shop;

    EarlierWork(Shop shop) {
        this.shop = shop;
        shop.cluster.create(TARGET, 2);
    }

    /// A replay that was killed.
    ReplayPlan interrupted() throws Exception {
        ReplayPlan plan = plan();
        done(TaskKind.PLAN, plan, Map.of("planned", plan.events()), "Planned to copy 600 events to orders-copy.");
        done(
                TaskKind.DRY_RUN,
                plan,
                Map.of("planned", plan.events()),
                "Would copy 600 of 600 events; nothing was written.");
        long task = shop.journal.begin(start(TaskKind.RUN, plan));
        shop.journal.move(
                task, KeptState.RUNNING, Map.of("planned", plan.events(), "written", 0L, "already_there", 0L), "");
        forgetProcesses();
        return plan;
    }

    /// Tasks of each other kind of end.
    void others() throws Exception {
        ReplayPlan plan = plan();
        done(TaskKind.RUN, plan, Map.of("planned", 173L, "written", 173L), "Copied 173 of 173 events.");
        done(
                TaskKind.VERIFY,
                plan,
                Map.of("planned", 173L),
                "Verified: 173 of 173 events stand in the target; missing 0, doubled 0, altered 0.");
        long failed = shop.journal.begin(start(TaskKind.DRY_RUN, plan()));
        shop.journal.move(failed, KeptState.FAILED, Map.of(), "Nobody answers at broker-1:9092. Check host and port.");
        forgetProcesses();
    }

    private ReplayPlan plan() throws Exception {
        try (var investigation =
                Investigation.open(SourceSpec.of(Shop.URI), new Sources(List.of(shop)), shop.runner, "test")) {
            return investigation
                    .planCopy(new CopyRequest(
                            "orders-upstream", Set.of(), Bounds.ALL, SourceSpec.of(Shop.URI), TARGET, FieldSpec.NONE))
                    .await();
        }
    }

    private void done(TaskKind kind, ReplayPlan plan, Map<String, Long> counts, String said) throws Exception {
        shop.journal.move(shop.journal.begin(start(kind, plan)), KeptState.DONE, counts, said);
    }

    private static TaskStart start(TaskKind kind, ReplayPlan plan) {
        return new TaskStart(
                kind,
                Shop.URI,
                Shop.URI,
                TARGET,
                "",
                Optional.of(new KeptPlan(plan.id(), "replay", PlanFile.text(plan))));
    }

    private void forgetProcesses() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + shop.home.resolve(Journal.NAME));
                var statement = connection.createStatement()) {
            statement.execute("UPDATE task SET mark = 'ticks 1', user = 'ann', host = 'ops-laptop'");
        }
    }

    /// Makes the shop's cluster production.
    void production() throws Exception {
        Path profiles = Files.createDirectories(shop.home.resolve("profiles"));
        Files.writeString(
                profiles.resolve("shop-eu.properties"), "bootstrap.servers=shop\nlacuna.environment=production\n");
    }

    /// Nobody chooses a file.
    static final class NoFiles implements FileDialogs {
        @Override
        public Optional<Path> save(String title, String proposedName) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> open(String title) {
            return Optional.empty();
        }
    }

    /// A window that has opened a few sources and a session before.
    static WindowState remembered(double width, double height) {
        Instant now = Instant.now();
        return new WindowState(
                Theme.LIGHT,
                width,
                height,
                false,
                List.of(
                        new RecentSource(
                                new ConnectRequest("", "/home/oncall/.config/lacuna/profiles/shop.properties", true),
                                Optional.of(now.minusSeconds(7_300)),
                                true),
                        new RecentSource(
                                new ConnectRequest("broker-1.staging:9092,broker-2.staging:9092", "", false),
                                Optional.of(now.minusSeconds(90_000)),
                                false),
                        new RecentSource(
                                new ConnectRequest("segments:/mnt/copy of broker 3/kafka-data", "", true),
                                Optional.empty(),
                                false)),
                List.of(Path.of("/home/oncall/incidents/checkout.lacuna")),
                Map.of(),
                Habits.FIRST);
    }
}
