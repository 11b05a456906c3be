package dev.lacuna.ui.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectFormTest {

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
        assertThat(spec.properties()).containsOnlyKeys("security.protocol");
        assertThat(spec.readOnly()).isTrue();
    }

    @Test
    void takesAFolderWithBlanksInItsName() throws Exception {
        form.serversProperty().set("segments:/mnt/copy of broker 3/data");
        assertThat(form.problemBinding().get()).isEmpty();
        assertThat(form.request().load().uri()).isEqualTo("segments:/mnt/copy of broker 3/data");
        assertThat(form.request().name()).isEqualTo("segments:/mnt/copy of broker 3/data");
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
}
