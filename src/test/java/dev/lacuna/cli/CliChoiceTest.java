package dev.lacuna.cli;

import static dev.lacuna.cli.CliFixture.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.cli.CliFixture.Said;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Choice;
import dev.lacuna.model.CopyForm;
import dev.lacuna.model.Edit;
import dev.lacuna.model.Event;
import dev.lacuna.model.HeaderRules;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.PlanFile;
import dev.lacuna.source.MemoryContent;
import dev.lacuna.source.MemoryPartition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Choosing from the command line which events are copied and how.
class CliChoiceTest extends CliPlanFixture {

    private Said planReplay(Object... more) {
        List<Object> arguments = new ArrayList<>(
                List.of("plan", "replay", SOURCE, "--topic", "upstream", "--to-topic", "orders", "--plan", plan));
        arguments.addAll(List.of(more));
        return cli.lacuna(arguments.toArray());
    }

    @Test
    void copiesWhatAFilterTakes() {
        Said said = planReplay("--filter", "value.seq >= 5 && value.seq < 8");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("3 events", "Only where value.seq >= 5 && value.seq < 8.");
        runs("3 of 3");
        assertThat(keys("orders")).containsExactly("k5", "k6", "k7");
    }

    @Test
    void copiesWhatAListNamesAndSaysWhatWasNotFound() throws IOException {
        Path list = Files.writeString(home.resolve("missing.txt"), "o-3\n\no-11\no-99\n");

        Said said = planReplay("--ids", list, "--id", "json:/id");

        assertThat(said.out()).contains("1 of the 3 events on the list stands nowhere in what was read.");
        runs("2 of 2");
        assertThat(keys("orders")).containsExactly("k3", "k11");
    }

    @Test
    void copiesWhatStandsAtPlaces() throws IOException {
        Path list = Files.writeString(home.resolve("places.txt"), "0@4\nupstream/0@6\nshop/upstream/0@7\n");

        assertThat(planReplay("--origins", list).code()).isZero();

        runs("3 of 3");
        assertThat(keys("orders")).containsExactly("k4", "k6", "k7");
    }

    @Test
    void leavesOutWhatTheTargetHolds() {
        MemoryPartition orders = cli.cluster.stream("orders").partition(0);
        for (int seq = 0; seq < 18; seq++) {
            orders.append(MemoryContent.of(MORNING, "there", "{\"id\":\"o-" + seq + "\"}"));
        }

        assertThat(planReplay("--skip-existing", "json:/id").out())
                .contains("18 events are left out, because the target holds them already.");

        runs("2 of 2");
    }

    /// The classic way to double events: a second plan over what a first one has copied.
    @Test
    void aSecondPlanCanLeaveOutWhatAFirstOneHasCopied() {
        planReplay("--filter", "value.seq < 5");
        cli.lacuna("run", plan, "--execute");
        plan = home.resolve("second.json");

        assertThat(planReplay("--skip-existing", "origin").out()).contains("5 events are left out");

        runs("15 of 15");
        assertThat(keys("orders")).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void takesATimeExactlyWithThoseThatCameLate() {
        cli.cluster.stream("upstream").partition(0).append(MemoryContent.of(MORNING + 5_500, "late", "{\"seq\":5}"));

        Said said = planReplay("--from", "@2026-03-14T08:00:05Z", "--to", "@2026-03-14T08:00:07Z");

        assertThat(said.out())
                .contains("1 of the events stands behind the place where the end of the time was reached first.")
                .doesNotContain("were not looked for");
        runs("3 of 3");
        assertThat(keys("orders")).containsExactly("k5", "k6", "late");
    }

    /// However far behind it looks, more may have come behind that.
    @Test
    void saysWhereNobodyHasLookedForEventsThatCameLate() {
        Said said = planReplay("--from", "@2026-03-14T08:00:05Z", "--to", "@2026-03-14T08:00:07Z", "--late", "5s");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out())
                .contains("Events of that time that came later still, behind 0@12, were not looked for: a larger --late"
                        + " reads further.");
    }

    @Test
    void listsWhereTheCopiesStand() throws IOException {
        planReplay("--filter", "value.seq >= 5 && value.seq < 8");
        cli.lacuna("run", plan, "--execute");
        Path list = home.resolve("positions.txt");

        Said said = cli.lacuna("verify", plan, "--positions", list);

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(Files.readAllLines(list)).containsExactly("orders/0@0", "orders/0@1", "orders/0@2");
    }

    @Test
    void editsCopiesAndSaysSo() {
        Said said = planReplay(
                "--filter",
                "value.seq == 3",
                "--set-header",
                "fixed=yes",
                "--patch",
                "[{\"op\":\"replace\",\"path\":\"/seq\",\"value\":30}]",
                "--shift-time",
                "1h");

        assertThat(said.out())
                .contains("Copies are edited, and say so in lacuna.edited: header:fixed, value, timestamp.");
        runs("1 of 1");
        Event copy = cli.cluster.stream("orders").partition(0).committed().getFirst();
        assertThat(copy.value()).isEqualTo(Bytes.utf8("{\"seq\":30,\"id\":\"o-3\"}"));
        assertThat(copy.millis()).isEqualTo(MORNING + 3_000 + 3_600_000);
        assertThat(cli.lacuna("run", plan).err()).contains("warning: Copies are edited");
    }

    /// As `ReplayLinesTest` has it.
    @Test
    void readsTheLineThatTheWindowCopies() throws Exception {
        Said said = cli.lacuna(
                "plan",
                "replay",
                SOURCE,
                "--topic",
                "upstream",
                "--partitions",
                "0",
                "--from",
                "2",
                "--to",
                "15",
                "--filter",
                "value.seq > 3 && key != 'k9'",
                "--skip-existing",
                "json:/id",
                "--to-topic",
                "orders",
                "--to-partition",
                "0:0",
                "--keep-all-headers",
                "--drop-header",
                "x-debug-*",
                "--drop-header",
                "y",
                "--keep-header",
                "shop-*",
                "--rename-header",
                "a=b",
                "--set-header",
                "by=shift 2",
                "--patch",
                "[{\"op\":\"add\",\"path\":\"/fixed\",\"value\":true}]",
                "--shift-time=-30m",
                "--plan",
                plan);

        assertThat(said.code()).as(said.err()).isZero();
        ReplayPlan made = PlanFile.read(plan);
        assertThat(made.choice())
                .isEqualTo(Choice.ALL.where("value.seq > 3 && key != 'k9'").unlessHeldBy("json:/id"));
        assertThat(made.form())
                .isEqualTo(new CopyForm(
                        new HeaderRules(List.of("shop-*"), List.of("x-debug-*", "y")),
                        List.of(
                                new Edit.RenameHeader("a", "b"),
                                new Edit.SetHeader("by", "shift 2"),
                                new Edit.PatchJson("[{\"op\":\"add\",\"path\":\"/fixed\",\"value\":true}]"),
                                new Edit.ShiftTime(Duration.ofMinutes(-30)))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--filter | value.seq > | it ends too early (character 12)",
                "--filter | seq > 3 | there is no 'seq'; there are value",
                "--ids | none.txt | --ids needs --id",
                "--skip-existing | jsn:/id | is no extractor",
                "--patch | {} | The patch can't be understood",
                "--set-time | tomorrow | --set-time must be a time",
                "--shift-time | a bit | --shift-time must be a duration",
                "--set-header | lacuna.plan=x | marks copies and can't be edited",
                "--to-partition | nowhere | --to-partition must be keep, key or pairs",
                "--late | soon | --late must be a duration",
            })
    void tellsASlipBeforeItConnects(String option, String value, String message) {
        Said said = planReplay(option, value);

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(message);
        assertThat(plan).doesNotExist();
    }

    @Test
    void aFileThatIsNotThereIsAFailureAndNoSlip() {
        for (String[] option : new String[][] {{"--origins", "none.txt"}, {"--patch", "@none.json"}}) {
            Said said = planReplay((Object[]) option);

            assertThat(said.code()).as(option[0]).isEqualTo(1);
            assertThat(said.err()).contains("There is no file none.");
            assertThat(plan).doesNotExist();
        }
    }

    @Test
    void printsTheRecordsThatAFilterTakes() {
        Said said = cli.lacuna("records", SOURCE, "--topic", "upstream", "--filter", "value.seq in [4, 9]");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out().lines()).hasSize(2).allMatch(line -> line.contains("k4") || line.contains("k9"));
        assertThat(cli.lacuna("records", SOURCE, "--topic", "upstream", "--filter", "value.price > 1")
                        .err())
                .contains("No such records", "the filter could not judge 20 records", "there is no field 'price'");
    }

    @Test
    void takesNoListOfAnotherCluster() throws Exception {
        Path list = Files.writeString(home.resolve("origins.txt"), "elsewhere/upstream/0@4\n");

        Said said = planReplay("--origins", list);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("names events of the cluster elsewhere", "other events");
        assertThat(plan).doesNotExist();
        Files.writeString(list, cli.cluster.connect().info().id() + "/upstream/0@4\n");
        assertThat(planReplay("--origins", list).code()).isZero();
    }
}
