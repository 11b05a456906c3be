package dev.lacuna.cli;

import static dev.lacuna.cli.CliFixture.BROKER;
import static dev.lacuna.cli.CliFixture.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.cli.CliFixture.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is set, by whom, and which of two wins.
class CliConfigTest {

    @TempDir
    private Path home;

    private CliFixture cli;

    @BeforeEach
    void makeAProfile() throws Exception {
        cli = new CliFixture(home);
        Path profiles = Files.createDirectories(home.resolve("profiles"));
        Files.writeString(
                profiles.resolve("shop.properties"),
                "bootstrap.servers=" + BROKER + "\nclient.id=profile\nclient.rack=profile\nsecurity.protocol=profile\n"
                        + "ssl.key.password=geheim\nsasl.jaas.config=${env:KAFKA_JAAS}\n");
    }

    @AfterEach
    void close() {
        cli.close();
    }

    @Test
    void flagsWinOverVariablesAndTheseOverTheProfile() {
        cli.environment.put("LACUNA_CLIENT_CLIENT_RACK", "variable");
        cli.environment.put("LACUNA_CLIENT_CLIENT_ID", "variable");
        Said said = cli.lacuna(
                "config", "show", "shop", "--command-property", "client.id=flag", "--origin", "--output", "csv");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out())
                .contains("client.id,flag,flag --command-property")
                .contains("client.rack,variable,LACUNA_CLIENT_CLIENT_RACK")
                .contains("security.protocol,profile,profile shop")
                .contains("lacuna.readonly,false,default")
                .contains("folder.profiles," + home.resolve("profiles"));
    }

    @Test
    void secretsAreMaskedAndReferencesShownAsTheyStand() {
        cli.environment.put("LACUNA_CLIENT_SASL_TOKEN", "geheim");
        for (String format : new String[] {"table", "csv", "jsonl"}) {
            Said said = cli.lacuna("config", "show", "shop", "--output", format);
            assertThat(said.out() + said.err())
                    .doesNotContain("geheim")
                    .contains("********")
                    .contains("${env:KAFKA_JAAS}");
        }
    }

    @Test
    void aVariableCanForbidAndNeverAllow() throws Exception {
        cli.numbers("orders", 3, Set.of());
        Path plan = home.resolve("plan.json");
        cli.lacuna("plan", "replay", SOURCE, "--topic", "orders", "--to-topic", "orders", "--plan", plan);
        cli.environment.put("LACUNA_READONLY", "true");
        assertThat(cli.lacuna("run", plan, "--execute").code()).isEqualTo(5);
        assertThat(cli.lacuna("config", "show", SOURCE, "--origin", "--output", "csv")
                        .out())
                .contains("lacuna.readonly,true,LACUNA_READONLY");

        Files.writeString(
                home.resolve("profiles").resolve("shop.properties"),
                "bootstrap.servers=" + BROKER + "\nlacuna.readonly=true\n");
        cli.environment.put("LACUNA_READONLY", "false");
        assertThat(cli.lacuna("run", plan, "--execute", "--profile", "shop").code())
                .isEqualTo(5);
        assertThat(cli.lacuna("config", "show", "shop", "--origin", "--output", "csv")
                        .out())
                .contains("lacuna.readonly,true,profile shop");
        cli.environment.put("LACUNA_READONLY", "maybe");
        assertThat(cli.lacuna("run", plan, "--execute").err()).contains("LACUNA_READONLY", "'maybe'");
        assertThat(cli.eventsIn("orders")).isEqualTo(3);
    }

    @Test
    void aVariableMakesAnyClusterProduction() throws Exception {
        cli.numbers("orders", 3, Set.of());
        Path plan = home.resolve("plan.json");
        cli.lacuna("plan", "replay", SOURCE, "--topic", "orders", "--to-topic", "orders", "--plan", plan);
        cli.environment.put("LACUNA_ENVIRONMENT", "production");
        Said refused = cli.lacuna("run", plan, "--execute");
        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err()).contains("--confirm-cluster production");
        assertThat(cli.lacuna("run", plan, "--execute", "--confirm-cluster", "production")
                        .code())
                .isZero();
    }
}
