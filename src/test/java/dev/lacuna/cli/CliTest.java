package dev.lacuna.cli;

import static dev.lacuna.cli.CliFixture.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.cli.CliFixture.Said;
import dev.lacuna.source.MemoryContent;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What scripts and people rely on in each command: exit codes, slips told in a sentence, help.
class CliTest extends CliLossFixture {

    @Test
    void topicsAreListedForPeopleAndForPrograms() {
        Said csv = cli.lacuna("topics", SOURCE, "--output", "csv");
        assertThat(csv.out())
                .startsWith("stream,partitions,internal,positions_at_most,bytes,policy,retention_ms,timestamps,")
                .containsPattern("(?m)^orders,1,false,98,");
        assertThat(cli.lacuna("topics", SOURCE).out())
                .contains("{\"schema_version\":1,\"stream\":\"orders\",\"partitions\":1,");

        cli.terminal = true;
        assertThat(cli.lacuna("topics", SOURCE).out()).startsWith("TOPIC ").containsPattern("(?m)^orders +1 +98 ");
    }

    @Test
    void neverPrintsMoreRecordsThanTheLimit() {
        var stream = cli.cluster.create("many", 6);
        stream.partitions().forEach(partition -> partition.append(MemoryContent.of(1L, "k", "v")));
        Said said = cli.lacuna("records", SOURCE, "--topic", "many", "--limit", "2");
        assertThat(said.out().lines()).hasSize(2);
        assertThat(said.err()).contains("more than 2 records");
        assertThat(said.code()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scan %s",
                "scan --topic orders",
                "scan %s --topic orders --outptu csv",
                "scan %s --topic orders --output xml",
                "scan %s --topic orders --from 100:200 --to 300",
                "scan %s --topic orders --from 200 --to 100",
                "scan %s --topic orders --from @14:00",
                "scan %s --topic orders --partitions 5-x",
                "scan %s --topic orders --sequence seq",
                "scan %s --topic orders --depth batches --id json:/id",
                "scan %s --topic orders --depth overview --save-baseline kept",
                "records %s --topic orders --limit 0",
                "records %s --topic orders --limit many",
                "topics %s --command-property novalue",
                "run plan.json --rate fast",
                "run",
                "plan",
                "sandbox --port 99999",
                "scam"
            })
    void aSlipIsAFewLinesAndUsage(String line) {
        Said said = cli.lacuna((Object[]) line.formatted(SOURCE).split(" "));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err())
                .startsWith("lacuna: ")
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
        assertThat(said.err().lines()).hasSizeLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scan nowhere --topic orders",
                "scan no/where --topic orders",
                "scan s3://x --topic orders",
                "run plan.json --profile nowhere"
            })
    void anAddressOrProfileThatIsNoneIsASlip(String line) {
        Path plan = home.resolve("plan.json");
        cli.lacuna("plan", "replay", SOURCE, "--topic", "orders", "--to-topic", "orders", "--plan", plan);
        Said said =
                cli.lacuna((Object[]) line.replace("plan.json", plan.toString()).split(" "));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).startsWith("lacuna: ").doesNotContain("Exception");
        assertThat(said.err().lines()).hasSize(1);
    }

    @Test
    void helpIsAsWideAsTheTerminalSaysThatItIs() {
        cli.environment.put("COLUMNS", "60");
        assertThat(cli.lacuna("scan", "--help").out().lines()).allMatch(line -> line.length() <= 60);
        cli.environment.put("COLUMNS", "20");
        assertThat(cli.lacuna("scan", "--help").code()).isZero();
        cli.environment.put("COLUMNS", "none");
        assertThat(cli.lacuna("scan", "--help").out().lines()).anyMatch(line -> line.length() > 80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scan %s --topic ordres",
                "scan %s --topic orders --partitions 0,7",
                "topics %s --command-config /no/such.properties",
                "run /no/such/plan.json",
                "open"
            })
    void whatCannotBeDoneIsOneSentence(String line) {
        Said said = cli.lacuna((Object[]) line.formatted(SOURCE).split(" "));
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).startsWith("lacuna: ").doesNotContain("Exception");
        assertThat(said.err().lines()).hasSize(1);
    }

    @Test
    void aWrongValueNamesTheOptionAndWhatItTakes() {
        assertThat(cli.lacuna("scan", SOURCE, "--topic", "orders", "--output", "xml")
                        .err())
                .contains("'--output'")
                .contains("[table, jsonl, csv]")
                .contains("lacuna scan --help");
    }

    @Test
    void outputThatIsLostIsAFailure() {
        var full = new Writer() {
            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void close() {}
        };
        var err = new StringWriter();
        assertThat(cli.lacuna(full, err, "scan", SOURCE, "--topic", "orders", "--output", "csv"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("not whole");
    }

    @Test
    void anInterruptedCommandEndsWith130() {
        cli.source.stallAt(cli.cluster.stream("orders").partition(0).ref(), 50); // so that it can't be done by then
        cli.interruption.finished(); // nobody waits here
        cli.interruption.interrupt();
        Said said = cli.lacuna("scan", SOURCE, "--topic", "orders");
        assertThat(said.code()).isEqualTo(130);
        assertThat(said.err()).contains("Cancelled");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "open",
                "demo",
                "sandbox",
                "topics",
                "scan",
                "records",
                "groups",
                "plan",
                "plan rewind",
                "run",
                "verify"
            })
    void eachCommandHasHelpThatFitsAScreen(String command) {
        Said said = cli.lacuna((Object[]) (command + " --help").split(" "));
        assertThat(said.code()).isZero();
        assertThat(said.out()).startsWith("Usage: lacuna " + command).doesNotContain("<main class>");
        assertThat(said.out().lines()).allMatch(text -> text.length() <= 100).hasSizeLessThan(45);
    }

    /// What can be said of a replay is more than a screen holds: each section of it fits.
    @ParameterizedTest
    @ValueSource(strings = {"plan replay", "plan redrive"})
    void helpThatIsLongerIsDividedIntoSectionsThatFit(String command) {
        Said said = cli.lacuna((Object[]) (command + " --help").split(" "));
        assertThat(said.code()).isZero();
        assertThat(said.out()).startsWith("Usage: lacuna " + command).contains("How copies differ");
        assertThat(said.out().lines()).allMatch(text -> text.length() <= 100);
        assertThat(said.out().split("\n\n"))
                .hasSizeGreaterThan(1)
                .allMatch(section -> section.lines().count() < 45);
    }

    @Test
    void theHelpOfTheProgramNamesTheExitCodes() {
        Said said = cli.lacuna("--help");
        assertThat(said.out())
                .startsWith("Usage: lacuna ")
                .contains("5 refused")
                .contains("plan replay");
    }

    @Test
    void helpKnowsEachCommand() {
        Said said = cli.lacuna("help", "scan");
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).startsWith("Usage: lacuna scan ");
        assertThat(cli.lacuna("help").out()).startsWith("Usage: lacuna ").contains("plan replay");
    }

    @Test
    void aMistypedCommandIsToldAsOne() {
        Said said = cli.lacuna("scn", SOURCE, "--topic", "orders");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("There is no command 'scn'. Did you mean scan");
    }

    @Test
    void whatNumbersCountWithinNeedsNumbers() {
        Said said = cli.lacuna("scan", SOURCE, "--topic", "orders", "--sequence-per", "key");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("give --sequence with it");
        assertThat(cli.lacuna("topics", "").err()).contains("Which source?");
    }
}
