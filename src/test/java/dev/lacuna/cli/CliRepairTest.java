package dev.lacuna.cli;

import static dev.lacuna.cli.CliFixture.BROKER;
import static dev.lacuna.cli.CliFixture.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.cli.CliFixture.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Repairing from the command line: what is written, and above all what is not.
class CliRepairTest {

    @TempDir
    private Path home;

    private CliFixture cli;
    private Path plan;

    @BeforeEach
    void startWithALoss() {
        cli = new CliFixture(home);
        plan = home.resolve("plan.json");
        cli.numbers("orders", 100, Set.of(40, 41));
        cli.numbers("orders-upstream", 100, Set.of());
    }

    @AfterEach
    void close() {
        cli.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl"})
    void aReportLeadsToAPlanADryRunARunAndProof(String format) throws Exception {
        Path findings = home.resolve("gaps");
        Files.writeString(
                findings,
                cli.lacuna("scan", SOURCE, "--topic", "orders", "--sequence", "json:/seq", "--output", format)
                        .out());
        Said planned = cli.lacuna(
                "plan",
                "replay",
                SOURCE,
                "--findings",
                findings,
                "--sequence",
                "json:/seq",
                "--to-topic",
                "orders",
                "--plan",
                plan);
        assertThat(planned.code()).as(planned.err()).isZero();
        assertThat(cli.eventsIn("orders")).isEqualTo(98);

        assertThat(cli.lacuna("verify", plan).code()).isEqualTo(1);
        Said dry = cli.lacuna("run", plan);
        assertThat(dry.code()).isZero();
        assertThat(dry.out()).contains("Would copy 2 of 2");
        assertThat(cli.eventsIn("orders")).isEqualTo(98);

        assertThat(cli.lacuna("run", plan, "--execute", "--rate", "1000/s").out())
                .contains("Copied 2 of 2");
        assertThat(cli.lacuna("run", plan, "--execute").out()).contains("Nothing to do");
        Said verified = cli.lacuna("verify", plan);
        assertThat(verified.out()).contains("VERIFIED").doesNotContain("NOT VERIFIED");
        assertThat(verified.code()).isZero();

        Said idle = cli.lacuna("run", plan);
        assertThat(idle.code()).isZero();
        assertThat(idle.err()).contains("nothing is left to write").doesNotContain("--execute");

        cli.cluster.stream("orders-upstream").partition(0).moveHead(41);
        Said partly = cli.lacuna("verify", plan);
        assertThat(partly.out())
                .as(partly.err())
                .contains("As far as can be told: 2 of 2 events stand in the target")
                .contains("Its copy was counted, not compared: 1 stands")
                .contains("Closed: finding")
                .endsWith("VERIFIED IN PART" + System.lineSeparator());
        assertThat(partly.code()).isEqualTo(4);
    }

    @Test
    void aPlanThatStandsThereIsNotOverwritten() throws Exception {
        Files.writeString(plan, "mine");
        assertThat(planCopy("orders").code()).isEqualTo(5);
        assertThat(plan).hasContent("mine");
    }

    @Test
    void aPlanThatCouldNotBeWrittenIsToldBeforeTheWork() {
        Said said = cli.lacuna(
                "plan",
                "replay",
                SOURCE,
                "--topic",
                "orders-upstream",
                "--to-topic",
                "orders",
                "--plan",
                home.resolve("none").resolve("plan.json"));
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("no such folder");
    }

    @Test
    void nothingIsWrittenThroughAReadOnlyProfile() throws Exception {
        profile("prod", "bootstrap.servers=" + BROKER + "\nlacuna.readonly = true \n");
        assertThat(cli.lacuna(
                                "plan",
                                "replay",
                                "prod",
                                "--topic",
                                "orders-upstream",
                                "--to-topic",
                                "orders",
                                "--plan",
                                plan)
                        .err())
                .contains("lacuna run " + plan + " --profile prod");

        Said named = cli.lacuna("run", plan, "--execute", "--profile", "prod");
        assertThat(named.code()).isEqualTo(5);
        assertThat(named.err()).contains("read-only");
        Said aroundIt = cli.lacuna("run", plan, "--execute");
        assertThat(aroundIt.code()).isEqualTo(5);
        assertThat(aroundIt.err()).contains("'prod'").contains("--profile");
        assertThat(cli.eventsIn("orders")).isEqualTo(98);

        assertThat(cli.lacuna("run", plan).code()).as("a dry run is no write").isZero();
        profile("prod-writer", "bootstrap.servers=" + BROKER + "\n");
        assertThat(cli.lacuna("run", plan, "--execute", "--profile", "prod-writer")
                        .code())
                .isZero();
        assertThat(cli.eventsIn("orders")).isGreaterThan(98);
    }

    @Test
    void aReadOnlyTargetIsRefusedAlsoWhereTheSourceMayBeWritten() throws Exception {
        profile("prod", "bootstrap.servers=" + BROKER + "\nlacuna.readonly=TRUE\n");
        planCopy("orders");
        assertThat(cli.lacuna("run", plan, "--execute", "--to-profile", "prod").code())
                .isEqualTo(5);
        assertThat(cli.eventsIn("orders")).isEqualTo(98);
    }

    @Test
    void aReadOnlyThatIsNeitherTrueNorFalseOpensNothing() throws Exception {
        profile("prod", "bootstrap.servers=" + BROKER + "\nlacuna.readonly=yes\n");
        Said said = cli.lacuna("topics", "prod");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("lacuna.readonly").contains("'yes'");
    }

    @Test
    void aBlockingHazardIsRefusedUntilSomeoneAgrees() {
        cli.cluster.create("latest", 1).compacted();
        planCopy("latest");
        Said dry = cli.lacuna("run", plan);
        assertThat(dry.code()).isZero();
        assertThat(dry.err()).contains("blocking: ").contains("--accept-hazards");

        Said refused = cli.lacuna("run", plan, "--execute");
        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err()).contains("nothing was written").contains("--accept-hazards");
        assertThat(cli.eventsIn("latest")).isZero();

        assertThat(cli.lacuna("run", plan, "--execute", "--accept-hazards").code())
                .isZero();
        assertThat(cli.eventsIn("latest")).isGreaterThanOrEqualTo(100);
    }

    @Test
    void aTopicThatWasMadeAnewRefusesTheOldPlan() {
        planCopy("orders");
        cli.cluster.create("orders", 1);
        Said said = cli.lacuna("run", plan, "--execute");
        assertThat(said.code()).isEqualTo(5);
        assertThat(said.err()).contains("Make a new plan");
        assertThat(cli.eventsIn("orders")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "{\"schema_version\":99}"})
    void whatIsNoPlanIsNamed(String text) throws Exception {
        Files.writeString(plan, text);
        Said said = cli.lacuna("run", plan, "--execute");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("plan.json").doesNotContain("Exception");
        assertThat(said.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,2\n", "finding_id,b\n1,2\n", "{\"a\":1}\n", "{", ""})
    void whatIsNoReportIsNamed(String text) throws Exception {
        Path findings = Files.writeString(home.resolve("gaps.txt"), text);
        Said said = cli.lacuna(
                "plan",
                "replay",
                SOURCE,
                "--findings",
                findings,
                "--sequence",
                "json:/seq",
                "--to-topic",
                "orders",
                "--plan",
                plan);
        assertThat(said.code()).isIn(1, 2);
        assertThat(said.err()).contains("gaps.txt").doesNotContain("Exception").doesNotContain("Internal");
        assertThat(plan).doesNotExist();
    }

    @Test
    void aReportThatIsNotThereIsNamed() {
        Said said = cli.lacuna(
                "plan",
                "replay",
                SOURCE,
                "--findings",
                home.resolve("none.csv"),
                "--sequence",
                "json:/seq",
                "--to-topic",
                "orders",
                "--plan",
                plan);
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("none.csv").doesNotContain("Internal");
    }

    private Said planCopy(String to) {
        return cli.lacuna("plan", "replay", SOURCE, "--topic", "orders-upstream", "--to-topic", to, "--plan", plan);
    }

    private void profile(String name, String text) throws IOException {
        Path folder = Files.createDirectories(home.resolve("profiles"));
        Files.writeString(folder.resolve(name + ".properties"), text);
    }
}
