package dev.lacuna.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.journal.Journal;
import dev.lacuna.settings.Folders;
import dev.lacuna.source.Sources;
import dev.lacuna.source.segments.DamagedLog;
import dev.lacuna.source.segments.SegmentSourceProvider;
import dev.lacuna.task.TaskRunner;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands on a log folder.
class CliSegmentsTest {

    @TempDir
    private Path home;

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private Path data;

    @BeforeEach
    void write() throws Exception {
        data = home.resolve("data");
        DamagedLog.write(data.resolve("orders-2"));
    }

    @AfterEach
    void stop() {
        runner.close();
    }

    private CliFixture.Said lacuna(Object... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var session = new Session(
                new Sources(List.of(new SegmentSourceProvider())),
                runner,
                new Folders(home, home),
                runner.clock(),
                new PrintWriter(out),
                new PrintWriter(err),
                false,
                "test",
                "none",
                new CliFixture.NoWindow(),
                new Interruption(),
                new Journal(home, runner.clock(), "test"),
                Map.of());
        int code = Cli.run(
                session, List.of(arguments).stream().map(Object::toString).toList());
        return new CliFixture.Said(code, out.toString(), err.toString());
    }

    @Test
    void listsTopicsAndSaysWhatAFolderDoesNotTell() {
        CliFixture.Said said = lacuna("topics", "segments:" + data, "--output", "table");
        assertThat(said.code()).isZero();
        assertThat(said.out()).containsPattern("orders +1 +9 +unknown +unknown +create");

        said = lacuna("topics", "segments:" + data, "--command-property", "cleanup.policy=delete", "--output", "table");
        assertThat(said.out()).containsPattern("orders +1 +9 +unlimited +delete +create");
    }

    @Test
    void saysWhichTopicsAreNotAllThere() {
        CliFixture.Said said = lacuna("topics", "segments:" + data, "--output", "csv");

        assertThat(said.code()).isZero();
        assertThat(said.out()).contains(",bytes_basis,partitions_absent").containsPattern("(?m)^orders,1,.*,2\r?$");
        assertThat(said.err())
                .contains("Topic 'orders' has 2 more partitions that are not in this folder")
                .contains("lacuna scan segments:");
    }

    @Test
    void saysThatAFolderKeepsNoGroups() {
        for (CliFixture.Said said : List.of(
                lacuna("groups", "segments:" + data), lacuna("groups", "segments:" + data, "--topic", "orders"))) {
            assertThat(said.code()).isEqualTo(1);
            assertThat(said.out()).isEmpty();
            assertThat(said.err()).contains("has no consumer groups").contains("a scan of a topic tells");
        }
    }

    @Test
    void takesTheBrokersOwnFileForItsSettings() throws Exception {
        Path file = Files.writeString(
                home.resolve("server.properties"), "log.dirs=/var/lib/kafka\ncleanup.policy=delete\n");
        CliFixture.Said said = lacuna("topics", "segments:" + data, "--command-config", file);
        assertThat(said.out())
                .contains("\"stream\":\"orders\",\"partitions\":1,\"internal\":false,\"positions_at_most\":9,")
                .contains("\"policy\":\"delete\",\"retention_ms\":null,\"timestamps\":\"create\",");
    }

    @Test
    void tellsDamageInEveryFormat() {
        for (String format : List.of("table", "csv", "jsonl")) {
            CliFixture.Said said =
                    lacuna("scan", "segments:" + data, "--topic", "orders", "--output", format, "--fail-on", "any");
            assertThat(said.code()).isEqualTo(3);
            assertThat(said.out()).contains("log.damaged").contains("suspect");
            assertThat(said.err()).contains("6 events at 9 positions");
        }
    }

    @Test
    void printsTheRecordsThatCanBeReadAndNamesTheOthers() {
        CliFixture.Said said = lacuna("records", "segments:" + data, "--topic", "orders");
        assertThat(said.code()).isEqualTo(4);
        assertThat(said.out().lines()).hasSize(6);
        assertThat(said.err()).contains("positions 3 up to 6 can't be read").doesNotContain("--limit");
    }

    @Test
    void writesToNoFolder() {
        CliFixture.Said said = lacuna(
                "plan",
                "replay",
                "segments:" + data,
                "--topic",
                "orders",
                "--from",
                "0:3",
                "--to-topic",
                "orders",
                "--plan",
                home.resolve("plan.json"));
        assertThat(said.code()).isZero();
        said = lacuna("run", home.resolve("plan.json"), "--execute");
        assertThat(said.code()).as(said.err()).isEqualTo(5);
        assertThat(said.err()).contains("only ever read: nothing was written");
    }

    @Test
    void namesTheFormWhereAFolderWasGivenBare() {
        CliFixture.Said said = lacuna("scan", data, "--topic", "orders");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("write segments:" + data);
    }
}
