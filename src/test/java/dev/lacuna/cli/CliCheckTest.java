package dev.lacuna.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.cli.CliFixture.Said;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CliCheckTest {

    @TempDir
    private Path home;

    @Test
    void printsTheStepsInEachFormat() {
        try (var cli = new CliFixture(home)) {
            cli.numbers("orders", 3, Set.of());
            Said table = cli.lacuna("check", CliFixture.SOURCE, "--output", "table");
            assertThat(table.code()).as(table.err()).isZero();
            assertThat(table.out()).startsWith("ok ").contains("open kafka://broker-1:9092", "It has 1 topic.");
            Said lines = cli.lacuna("check", CliFixture.SOURCE);
            assertThat(lines.out()).contains("\"step\":\"open\"", "\"state\":\"ok\"", "\"took_ms\":");
            Said csv = cli.lacuna("check", CliFixture.SOURCE, "--output", "csv");
            assertThat(csv.out()).startsWith("step,subject,state,told,advice,took_ms");
        }
    }

    @Test
    void endsWithAFailureAndSaysWhichStep() {
        try (var cli = new CliFixture(home)) {
            Said said = cli.lacuna("check", "gopher://nowhere:1");
            assertThat(said.code()).isEqualTo(ExitCode.FAILED.number());
            assertThat(said.out()).contains("\"state\":\"failed\"");
            assertThat(said.err()).contains("lacuna: 'gopher://nowhere:1' is no address of a source");
        }
    }
}
