package dev.lacuna.cli;

import static dev.lacuna.cli.CliFixture.BROKER;
import static dev.lacuna.cli.CliFixture.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.cli.CliFixture.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What must be typed before something is written, and what no typing allows.
class CliGuardsTest {

    @TempDir
    private Path home;

    private CliFixture cli;
    private Path plan;

    @BeforeEach
    void planACopy() {
        cli = new CliFixture(home);
        plan = home.resolve("plan.json");
        cli.numbers("orders-upstream", 20, Set.of());
        cli.cluster.create("orders", 1);
        Said planned = cli.lacuna(
                "plan", "replay", SOURCE, "--topic", "orders-upstream", "--to-topic", "orders", "--plan", plan);
        assertThat(planned.code()).as(planned.err()).isZero();
    }

    @AfterEach
    void close() {
        cli.close();
    }

    static Stream<List<String>> waysToTheCluster() {
        return Stream.of(
                List.of(),
                List.of("--profile", "writer"),
                List.of("--to-profile", "writer"),
                List.of("--command-property", "client.id=x"));
    }

    @ParameterizedTest
    @MethodSource("waysToTheCluster")
    void productionIsWrittenOnlyAfterItsNameWasTyped(List<String> way) throws Exception {
        profile("prod-eu", "bootstrap.servers=" + BROKER + "\nlacuna.environment=production\n");
        profile("writer", "bootstrap.servers=" + BROKER + "\n");

        Said refused = run(way);
        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err()).contains("nothing was written").contains("--confirm-cluster prod-eu");
        Said wrong = run(way, "--confirm-cluster", "prod");
        assertThat(wrong.code()).isEqualTo(5);
        assertThat(wrong.err()).contains("'prod' is not its name");
        assertThat(cli.eventsIn("orders")).isZero();
        assertThat(cli.lacuna("run", plan).code()).as("a dry run is no write").isZero();

        Said confirmed = run(way, "--confirm-cluster", "prod-eu");
        assertThat(confirmed.code()).as(confirmed.err()).isZero();
        assertThat(cli.eventsIn("orders")).isPositive();
    }

    @Test
    void aProfileForAnotherClusterOpensNothingHere() throws Exception {
        profile("prod", "bootstrap.servers=" + BROKER + "\nlacuna.readonly=true\n");
        profile("staging", "bootstrap.servers=elsewhere:9092\n");
        assertThat(run(List.of("--profile", "staging")).code()).isEqualTo(5);
        assertThat(cli.eventsIn("orders")).isZero();
    }

    @Test
    void aFileOfPropertiesIsAskedForByItsName() throws Exception {
        Path file = Files.writeString(home.resolve("shop.properties"), "lacuna.environment=production\n");
        Said refused = run(List.of("--command-config", file.toString()));
        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err()).contains("--confirm-cluster shop");
        assertThat(run(List.of("--command-config", file.toString()), "--confirm-cluster", "shop")
                        .code())
                .isZero();
    }

    private Said run(List<String> way, String... more) {
        return cli.lacuna(Stream.of(Stream.of("run", plan, "--execute"), way.stream(), Stream.of(more))
                .flatMap(words -> words)
                .toArray());
    }

    private void profile(String name, String text) throws IOException {
        Path folder = Files.createDirectories(home.resolve("profiles"));
        Files.writeString(folder.resolve(name + ".properties"), text);
    }
}
