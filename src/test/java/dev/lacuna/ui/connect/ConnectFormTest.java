package dev.lacuna.ui.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectFormTest {

    private static final String SECRET = "open-sesame";
    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=a password=" + SECRET + ";";

    private final ConnectForm form = new ConnectForm();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9092", "a:1, b:65535", "kafka://broker-1:9092,broker-2:9092", "[::1]:9092"})
    void takesAddresses(String servers) {
        form.serversProperty().set(servers);
        assertThat(form.problemBinding().get()).isEmpty();
        assertThat(form.readyBinding().get()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "localhost:", "localhost:0", "localhost:65536", "a:9092,", "a:9092,b", "a:http"})
    void saysWhatIsWrongWithAnAddress(String servers) {
        form.serversProperty().set(servers);
        assertThat(form.problemBinding().get()).isNotEmpty();
        assertThat(form.readyBinding().get()).isFalse();
    }

    @Test
    void isNotReadyWhileNothingIsSaid() {
        assertThat(form.readyBinding().get()).isFalse();
    }

    @Test
    void readsTheClientPropertiesAndKeepsItsOwnKeysApart() throws Exception {
        Path file = Files.writeString(
                folder.resolve("client.properties"),
                "bootstrap.servers=broker:9093\nsecurity.protocol=SASL_SSL\nlacuna.readonly=true\nlacuna.color=red\n");
        SourceSpec spec = new ConnectRequest("", file.toString(), false).load();

        assertThat(spec.uri()).isEqualTo("kafka://broker:9093");
        assertThat(spec.properties()).containsOnlyKeys("security.protocol", SourceSpec.COLOR);
        assertThat(spec.readOnly()).isTrue();
        assertThat(spec.color()).isEqualTo("red");
    }

    @Test
    void takesAFolderWithBlanksInItsName() throws Exception {
        form.serversProperty().set("segments:/mnt/copy of broker 3/data");
        assertThat(form.problemBinding().get()).isEmpty();
        ConnectRequest request = form.order().recent().orElseThrow();
        assertThat(request.load().uri()).isEqualTo("segments:/mnt/copy of broker 3/data");
        assertThat(request.name()).isEqualTo("segments:/mnt/copy of broker 3/data");
    }

    @Test
    void namesTheFileThatIsNotThere() {
        assertThatThrownBy(() -> new ConnectRequest(
                                "a:1", folder.resolve("none.properties").toString(), false)
                        .load())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("none.properties");
    }

    @Test
    void asksForServersWhereTheFileNamesNone() throws Exception {
        Path file = Files.writeString(folder.resolve("client.properties"), "security.protocol=SSL\n");
        assertThatThrownBy(() -> new ConnectRequest("", file.toString(), false).load())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("bootstrap.servers");
    }

    @Test
    void takesAClientsFileAsItStandsAndRefersToItWhileNothingIsAltered() {
        form.load(
                "/etc/client.properties",
                Map.of(
                        "bootstrap.servers",
                        "a:9093",
                        "security.protocol",
                        "SASL_SSL",
                        "sasl.jaas.config",
                        LOGIN,
                        "ssl.truststore.location",
                        "/t.jks",
                        "ssl.truststore.password",
                        SECRET,
                        "client.rack",
                        "z1",
                        "lacuna.environment",
                        "production"));

        assertThat(form.order().recent()).contains(new ConnectRequest("", "/etc/client.properties", false));
        assertThat(form.order().profile()).isEmpty();
        assertThat(form.mechanismProperty().get()).isEqualTo("GSSAPI"); // what clients take when nothing is said
        assertThat(form.spec().properties())
                .containsEntry("sasl.jaas.config", LOGIN)
                .containsEntry("ssl.truststore.password", SECRET)
                .containsEntry("client.rack", "z1")
                .doesNotContainKeys("bootstrap.servers", "lacuna.environment");
        assertThat(form.spec().access().production()).isTrue();
        assertThat(form.others().values()).noneMatch(value -> value.contains(SECRET));

        form.readOnlyProperty().set(true);
        assertThat(form.order().recent()).isEmpty(); // the file says something else, and what was typed may be secret
    }

    @Test
    void makesALoginOfUserAndPasswordThatKafkaReadsBack() throws Exception {
        form.serversProperty().set("a:9093");
        form.protocolProperty().set("SASL_SSL");
        form.mechanismProperty().set("SCRAM-SHA-512");
        form.userProperty().set("alice");
        form.passwordProperty().set("quo\"te \\ back");
        form.storeProperty().set("/etc/trust.PEM");

        var properties = form.spec().properties();
        assertThat(properties)
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512");
        var login = org.apache.kafka.common.security.JaasContext.loadClientContext(Map.of(
                "sasl.jaas.config",
                new org.apache.kafka.common.config.types.Password(properties.get("sasl.jaas.config"))));
        assertThat(login.configurationEntries().getFirst().getOptions().get("password"))
                .isEqualTo("quo\"te \\ back");
        assertThat(form.order().recent()).isEmpty();
    }

    @Test
    void savesAsAProfileWhatWasPasted() {
        assertThat(form.paste("# ours\nbootstrap.servers = b:9092 , c:9092\nsecurity.protocol=SSL\n"))
                .isTrue();
        assertThat(form.serversProperty().get()).isEqualTo("b:9092,c:9092");
        assertThat(form.savingProperty().get()).isTrue();
        assertThat(form.readyBinding().get()).isFalse(); // it has no name yet
        form.profileNameProperty().set("shop");
        form.productionProperty().set(true);

        var profile = form.order().profile().orElseThrow();
        assertThat(profile.name()).isEqualTo("shop");
        assertThat(profile.properties())
                .containsEntry("lacuna.environment", "production")
                .containsEntry("bootstrap.servers", "b:9092,c:9092");
        assertThat(form.spec().access().by()).isEqualTo("shop");
        assertThat(form.paste("a sentence that is none")).isFalse();
    }

    @Test
    void remembersABareAddressOnly() {
        form.serversProperty().set("a:9092");
        assertThat(form.order().recent()).contains(new ConnectRequest("a:9092", "", false));
    }
}
