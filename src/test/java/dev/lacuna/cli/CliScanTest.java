package dev.lacuna.cli;

import static dev.lacuna.cli.CliFixture.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.cli.CliFixture.Said;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryFault;
import dev.lacuna.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What a scan prints, says and ends with.
class CliScanTest extends CliLossFixture {

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
    void aScanForAFieldThatNoEventHasSaysSo() {
        Object[] command = {"scan", SOURCE, "--topic", "orders", "--sequence", "json:/nosuch"};
        assertThat(cli.lacuna(command).err())
                .contains("Not looked at: no event has a field at json:/nosuch. See an event by: " + "lacuna records "
                        + SOURCE + " --topic orders --limit 1");

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
    void saysWhichPositionsWentBeforeTheyWereRead() {
        var partition = cli.cluster.stream("orders").partition(0);
        cli.source.withFault(step -> {
            if (step == MemoryFault.Step.POLL) {
                partition.moveHead(50);
            }
        });
        Said scan = cli.lacuna("scan", SOURCE, "--topic", "orders", "--depth", "batches");

        assertThat(scan.code()).as(scan.err()).isZero();
        assertThat(scan.err())
                .contains("orders/0: positions 0 up to 50 went before they were read")
                .doesNotContain("head moved");
    }

    @Test
    void tellsThatTheMemoryDoesNotSuffice() {
        cli.source.withFault(step -> {
            throw new OutOfMemoryError("Java heap space");
        });
        for (Said said : List.of(
                cli.lacuna("scan", SOURCE, "--topic", "orders"), cli.lacuna("records", SOURCE, "--topic", "orders"))) {
            assertThat(said.code()).as(said.err()).isEqualTo(1);
            assertThat(said.err())
                    .contains("The memory does not suffice")
                    .contains("LACUNA_OPTS=-Xmx")
                    .doesNotContain("Internal error");
        }
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
