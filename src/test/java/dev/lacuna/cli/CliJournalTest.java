package dev.lacuna.cli;

import static dev.lacuna.cli.CliFixture.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.cli.CliFixture.Said;
import dev.lacuna.journal.Journal;
import dev.lacuna.journal.KeptPlan;
import dev.lacuna.journal.TaskKind;
import dev.lacuna.journal.TaskStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is remembered of commands, and how it is told.
class CliJournalTest {

    @TempDir
    private Path home;

    private CliFixture cli;
    private Path plan;

    @BeforeEach
    void start() {
        cli = new CliFixture(home);
        plan = home.resolve("plan.json");
        cli.numbers("orders-upstream", 20, Set.of());
        cli.cluster.create("orders", 1);
    }

    @AfterEach
    void close() {
        cli.close();
    }

    private void repair() {
        assertThat(cli.lacuna(
                                "plan",
                                "replay",
                                SOURCE,
                                "--topic",
                                "orders-upstream",
                                "--to-topic",
                                "orders",
                                "--plan",
                                plan)
                        .code())
                .isZero();
        assertThat(cli.lacuna("run", plan).code()).isZero();
        assertThat(cli.lacuna("run", plan, "--execute").code()).isZero();
        assertThat(cli.lacuna("verify", plan).code()).isZero();
    }

    @Test
    void thereIsNothingToTellAndNoFileBeforeAnythingWasDone() {
        cli.lacuna("scan", SOURCE, "--topic", "orders-upstream");
        assertThat(cli.lacuna("tasks", "--output", "table").out()).contains("No tasks yet");
        assertThat(cli.lacuna("audit", "--output", "table").out()).contains("Nothing was written yet");
        assertThat(cli.lacuna("audit", "--verify").code()).isZero();
        assertThat(home.resolve(Journal.NAME)).doesNotExist();
    }

    @Test
    void aWholeRepairIsRemembered() {
        repair();
        Said table = cli.lacuna("tasks", "--output", "table");
        assertThat(table.out().lines().skip(1).map(line -> line.strip().split(" +")[1]))
                .containsExactly("verify", "run", "dry-run", "plan");
        assertThat(table.out()).contains("Copied 20 of 20").contains("done").doesNotContain("goes on");

        String lines = cli.lacuna("tasks", "--output", "jsonl").out();
        assertThat(lines.lines()).hasSize(4);
        assertThat(lines).contains("\"plan_file\":\"" + plan.toAbsolutePath() + "\"");
        assertThat(cli.lacuna("tasks", "--limit", "1", "--output", "csv").out().lines())
                .hasSize(2);

        Said shown = cli.lacuna("tasks", "show", "3", "--output", "table");
        assertThat(shown.out()).contains("written 20").contains("lacuna run").contains("--execute");
        assertThat(cli.lacuna("tasks", "show", "99").code()).isEqualTo(1);
    }

    @Test
    void aWriteStandsInTheTrailWithItsPlanAndItsPositions() throws Exception {
        repair();
        assertThat(cli.lacuna("audit", "--output", "table").out())
                .contains("1-2")
                .contains("orders at " + SOURCE)
                .contains("done")
                .contains("orders/0@0..");
        assertThat(cli.lacuna("audit", "--output", "jsonl").out().lines()).hasSize(2);
        Said whole = cli.lacuna("audit", "--verify");
        assertThat(whole.code()).isZero();
        assertThat(whole.out()).contains("WHOLE: 2 entries");
        String head = whole.out().strip().replaceFirst(".*Head: ", "");
        assertThat(cli.lacuna("audit", "--verify", "--head", head).code()).isZero();

        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve(Journal.NAME));
                var statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER audit_is_not_changed");
            statement.execute("UPDATE audit SET text = replace(text, '20', '19') WHERE number = 2");
        }
        Said broken = cli.lacuna("audit", "--verify");
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.out()).contains("BROKEN at entry 2").contains("changed");
    }

    @Test
    void anInterruptedRunSaysTheCommandThatGoesOn() throws Exception {
        repair();
        String json = Files.readString(plan);
        String id = json.replaceFirst("(?s).*\"id\": \"([^\"]+)\".*", "$1");
        cli.journal.begin(new TaskStart(
                TaskKind.RUN,
                SOURCE,
                SOURCE,
                "orders",
                "lacuna run " + plan + " --execute",
                Optional.of(new KeptPlan(id, "replay", json))));
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve(Journal.NAME));
                var statement = connection.createStatement()) {
            statement.execute("UPDATE task SET mark = 'ticks 1' WHERE id = 5"); // as of a process that is gone
        }
        Said listed = cli.lacuna("tasks", "--output", "table");
        assertThat(listed.out())
                .contains("interrupted")
                .contains("Task 5 was interrupted")
                .contains("  lacuna run " + plan + " --execute");

        Files.delete(plan);
        assertThat(cli.lacuna("tasks", "--output", "table").out())
                .contains("lacuna tasks show 5 --save-plan replay-" + id + ".json");
        Path again = home.resolve("again.json");
        assertThat(cli.lacuna("tasks", "show", "5", "--save-plan", again).code())
                .isZero();
        assertThat(again).hasContent(json);
        assertThat(cli.lacuna("run", again, "--execute").out()).contains("Nothing to do");
        assertThat(cli.lacuna("tasks", "--output", "table").out())
                .as("what was gone on with is not offered again")
                .doesNotContain("goes on with");
    }

    @Test
    void whatReadsGoesOnWithoutAJournalAndWhatWritesIsRefused() throws Exception {
        repair();
        cli.journal.close();
        Files.writeString(home.resolve(Journal.NAME), "not a database ".repeat(400));
        Said dry = cli.lacuna("run", plan);
        assertThat(dry.code()).isZero();
        assertThat(dry.err()).contains("Note: ").contains("journal");
        Said refused = cli.lacuna("run", plan, "--execute");
        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err())
                .contains("Nothing was written")
                .contains("damaged")
                .contains("Move it away");
        Said tasks = cli.lacuna("tasks");
        assertThat(tasks.code()).isEqualTo(1);
        assertThat(tasks.err()).contains("damaged").doesNotContain("Internal");
    }
}
