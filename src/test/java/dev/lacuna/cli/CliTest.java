package dev.lacuna.cli;

import static dev.lacuna.cli.CliFixture.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.cli.CliFixture.Said;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.SourceException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Looking: what scripts and people rely on, exit codes, formats, sentences.
class CliTest {

    @TempDir
    private Path home;

    private CliFixture cli;

    @BeforeEach
    void startWithALoss() {
        cli = new CliFixture(home);
        cli.numbers("orders", 100, Set.of(40, 41));
    }

    @AfterEach
    void close() {
        cli.close();
    }

    @Test
    void csvAndJsonLinesTellTheSameFindingsInEveryScan() {
        Said csv = cli.lacuna("scan", SOURCE, "--topic", "orders", "--sequence", "json:/seq", "--output", "csv");
        Said json = cli.lacuna("scan", SOURCE, "--topic", "orders", "--sequence", "json:/seq");

        assertThat(csv.code()).isZero();
        assertThat(csv.out()).startsWith("finding_id,source,stream,").contains("\r\n");
        List<String> ids = all("(?m)^([0-9a-f]{16}),", csv.out());
        assertThat(ids).isNotEmpty().isEqualTo(all("\"finding_id\":\"([0-9a-f]{16})\"", json.out()));
    }

    @Test
    void aScanWithoutFieldsSaysWhatItHasNotLookedAt() {
        assertThat(cli.lacuna("scan", SOURCE, "--topic", "orders").err())
                .contains("Not looked at: numbers and ids inside events")
                .contains("--sequence and --id");
        assertThat(cli.lacuna("scan", SOURCE, "--topic", "orders", "--depth", "records")
                        .err())
                .contains("Not looked at");

        assertThat(cli.lacuna("scan", SOURCE, "--topic", "orders", "--depth", "batches")
                        .err())
                .doesNotContain("Not looked at");
        assertThat(cli.lacuna("scan", SOURCE, "--topic", "orders", "--sequence", "json:/seq")
                        .err())
                .doesNotContain("Not looked at");
    }

    @Test
    void atATerminalAScanWithoutFieldsProposesThem() {
        cli.terminal = true;
        Said scan = cli.lacuna("scan", SOURCE, "--topic", "orders");

        assertThat(scan.code()).isZero();
        assertThat(scan.err()).contains("Events seem to have them: add --sequence json:/seq --id json:/id");
    }

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
    void aScanForAFieldThatNoEventHasSaysSo() {
        Object[] command = {"scan", SOURCE, "--topic", "orders", "--sequence", "json:/nosuch"};
        assertThat(cli.lacuna(command).err())
                .contains("Not looked at: no event has a field at json:/nosuch. See an event by: lacuna records");

        cli.terminal = true;
        assertThat(cli.lacuna(command).err())
                .contains("no event has a field at json:/nosuch. "
                        + "What events seem to have: --sequence json:/seq --id json:/id");
    }

    @Test
    void anOverviewTellsWhereInTimeThePositionsLieAndReadsNothing() {
        Said table = cli.lacuna("scan", SOURCE, "--topic", "orders", "--depth", "overview", "--output", "table");
        assertThat(table.code()).isZero();
        assertThat(table.out()).contains("orders/0", "≈ 98", "█");
        assertThat(table.err()).contains("at most 98 events in 1 partition,").contains("Nothing was read");

        Said json = cli.lacuna("scan", SOURCE, "--topic", "orders", "--depth", "overview");
        long sum = all("\"positions_at_most\":(\\d+)", json.out()).stream()
                .mapToLong(Long::parseLong)
                .sum();
        assertThat(sum).isEqualTo(98);
        Said csv = cli.lacuna("scan", SOURCE, "--topic", "orders", "--depth", "overview", "--output", "csv");
        assertThat(csv.out()).startsWith("source,stream,partition,from_time,to_time,from_position,to_position,");
    }

    @Test
    void anOverviewRefusesWhatItCannotAnswer() {
        Said findings = cli.lacuna("scan", SOURCE, "--topic", "orders", "--depth", "overview", "--fail-on", "loss");
        assertThat(findings.code()).isEqualTo(2);
        assertThat(findings.err()).contains("--fail-on");
        Said positions = cli.lacuna("scan", SOURCE, "--topic", "orders", "--depth", "overview", "--from", "10:20");
        assertThat(positions.code()).isEqualTo(2);
        assertThat(positions.err()).contains("@TIME");
    }

    @Test
    void findingsMakeItFailOnlyWhenAsked() {
        assertThat(cli.lacuna("scan", SOURCE, "--topic", "orders", "--sequence", "json:/seq")
                        .code())
                .isZero();
        assertThat(cli.lacuna("scan", SOURCE, "--topic", "orders", "--sequence", "json:/seq", "--fail-on", "loss")
                        .code())
                .isEqualTo(3);
        assertThat(cli.lacuna("scan", SOURCE, "--topic", "orders", "--from", "0:40", "--fail-on", "any")
                        .code())
                .isZero();
    }

    @Test
    void aFieldThatNoEventHasIsToldAndNotTakenForSound() {
        Said said = cli.lacuna("scan", SOURCE, "--topic", "orders", "--sequence", "json:/sqe", "--fail-on", "any");
        assertThat(said.out()).contains("not.evaluated").contains("json:/sqe");
        assertThat(said.code()).isEqualTo(3);
    }

    @Test
    void countsOnlyTheEventsOfTheRangeAlsoWhereABatchReachesBeyondIt() {
        var batch = new ArrayList<MemoryContent>();
        for (int i = 0; i < 10; i++) {
            batch.add(MemoryContent.of(1_773_475_200_000L + i, "k", "{}"));
        }
        cli.cluster.create("wide", 1).partition(0).append(batch.toArray(MemoryContent[]::new));
        assertThat(cli.lacuna("scan", SOURCE, "--topic", "wide", "--from", "3:5")
                        .err())
                .contains("2 events at 2 positions");
    }

    @Test
    void anEmptyRangeIsSaidToBeEmpty() {
        Said said = cli.lacuna("scan", SOURCE, "--topic", "orders", "--from", "@-1s");
        assertThat(said.code()).isZero();
        assertThat(said.err()).contains("holds no position");
        assertThat(cli.lacuna("records", SOURCE, "--topic", "orders", "--from", "@-1s")
                        .err())
                .contains("No records");
    }

    @Test
    void aScanThatBreaksOffPrintsWhatItSawAndFails() {
        PartitionRef partition = cli.cluster.stream("orders").partition(0).ref();
        cli.source.failAt(
                partition,
                60,
                new SourceException(SourceException.Kind.INTERRUPTED, "The broker is gone.", true, null));
        Said said = cli.lacuna("scan", SOURCE, "--topic", "orders", "--sequence", "json:/seq");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("gap.sequence");
        assertThat(said.err()).contains("The broker is gone.").contains("stopped early in 1 of 1");
    }

    @Test
    void aLaterScanTellsWhatIsNotAsAnEarlierOneSawIt() {
        Path file = home.resolve("orders.baseline");
        cli.numbers("sound", 80, Set.of());
        assertThat(cli.lacuna("scan", SOURCE, "--topic", "sound", "--save-baseline", file)
                        .code())
                .isZero();
        assertThat(cli.lacuna("scan", SOURCE, "--topic", "sound", "--baseline", file, "--fail-on", "any")
                        .code())
                .isZero();

        var partition = cli.cluster.stream("sound").partition(0);
        partition.truncate(50);
        for (int i = 0; i < 60; i++) {
            partition.append(MemoryContent.of(1_773_475_300_000L + i, "other", "{}"));
        }
        Said said = cli.lacuna("scan", SOURCE, "--topic", "sound", "--baseline", file, "--fail-on", "loss");
        assertThat(said.code()).isEqualTo(3);
        assertThat(said.out())
                .contains("\"kind\":\"log.truncated\"", "\"from_position\":\"50\"", "\"to_position\":\"80\"");
    }

    @Test
    void aScanRemembersWhatItSawAndTellsWhatIsCutOffUntilItIsTakenForRight() {
        cli.numbers("sound", 80, Set.of());
        assertThat(cli.lacuna("scan", SOURCE, "--topic", "sound", "--fail-on", "any")
                        .code())
                .isZero();
        assertThat(cli.lacuna("scan", SOURCE, "--topic", "sound", "--fail-on", "any")
                        .code())
                .isZero();

        cli.cluster.stream("sound").partition(0).truncate(50);
        Said said = cli.lacuna("scan", SOURCE, "--topic", "sound", "--fail-on", "loss");
        assertThat(said.code()).isEqualTo(3);
        assertThat(said.out())
                .contains("\"kind\":\"log.truncated\"", "\"from_position\":\"50\"", "\"to_position\":\"80\"");
        assertThat(said.err()).contains("--renew-baseline");
        assertThat(cli.lacuna("scan", SOURCE, "--topic", "sound", "--fail-on", "loss")
                        .code())
                .as("told once, it is told again")
                .isEqualTo(3);

        assertThat(cli.lacuna("scan", SOURCE, "--topic", "sound", "--fail-on", "any", "--renew-baseline")
                        .code())
                .isZero();
        assertThat(cli.lacuna("scan", SOURCE, "--topic", "sound", "--fail-on", "any")
                        .code())
                .isZero();
    }

    @Test
    void aBaselineOfAnotherTopicIsASlip() {
        Path file = home.resolve("orders.baseline");
        cli.numbers("sound", 8, Set.of());
        cli.lacuna("scan", SOURCE, "--topic", "sound", "--save-baseline", file);
        Said said = cli.lacuna("scan", SOURCE, "--topic", "orders", "--baseline", file);

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("is a baseline of 'sound', not of 'orders'");
        assertThat(cli.lacuna("scan", SOURCE, "--topic", "orders", "--baseline", home.resolve("none"))
                        .err())
                .contains("There is no file");
        Said lost = cli.lacuna("scan", SOURCE, "--topic", "orders", "--save-baseline", home.resolve("no/such"));
        assertThat(lost.code()).isEqualTo(1);
        assertThat(lost.err()).contains("The baseline could not be written");
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
                "scan %s --topic ordres",
                "scan %s --topic orders --partitions 0,7",
                "scan nowhere --topic orders",
                "scan s3://x --topic orders",
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

    private static List<String> all(String pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
