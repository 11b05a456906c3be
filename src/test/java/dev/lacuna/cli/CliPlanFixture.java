package dev.lacuna.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.cli.CliFixture.Said;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Events that plans of the command line take from one topic to another, and what each plan must stand.
abstract class CliPlanFixture {

    static final long MORNING = 1_773_475_200_000L; // 2026-03-14T08:00:00Z

    @TempDir
    Path home;

    CliFixture cli;
    Path plan;

    @BeforeEach
    void open() {
        cli = new CliFixture(home);
        plan = home.resolve("plan.json");
        cli.numbers("upstream", 20, Set.of());
        cli.cluster.create("orders", 1);
    }

    @AfterEach
    void close() {
        cli.close();
    }

    List<String> keys(String stream) {
        return cli.cluster.stream(stream).partitions().stream()
                .flatMap(partition -> partition.committed().stream())
                .map(event -> event.key() == null ? "" : event.key().text())
                .toList();
    }

    void runs(String counts) {
        Said dry = cli.lacuna("run", plan);
        assertThat(dry.out()).as(dry.err()).contains("Would copy " + counts);
        Said run = cli.lacuna("run", plan, "--execute");
        assertThat(run.out()).as(run.err()).contains("Copied " + counts);
        assertThat(cli.lacuna("run", plan, "--execute").out()).contains("Nothing to do");
        Said verified = cli.lacuna("verify", plan);
        assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
    }
}
