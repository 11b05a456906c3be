package dev.lacuna.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    private static final Path HOME = Path.of("/home/someone");

    @TempDir
    Path folder;

    @Test
    void foldersFollowTheSystemsHabits() {
        assertThat(Folders.of(Map.of(), "Linux", HOME).config()).isEqualTo(HOME.resolve(".config/lacuna"));
        assertThat(Folders.of(Map.of("XDG_CONFIG_HOME", "/x"), "Linux", HOME).config())
                .isEqualTo(Path.of("/x/lacuna"));
        assertThat(Folders.of(Map.of(), "Mac OS X", HOME).config())
                .isEqualTo(HOME.resolve("Library/Application Support/Lacuna"));
        assertThat(Folders.of(Map.of("LACUNA_HOME", "/own"), "Linux", HOME).state())
                .isEqualTo(Path.of("/own"));
    }

    @Test
    void aProfileIsAClientPropertiesFileWithOurKeysApart() throws Exception {
        Files.writeString(folder.resolve("prod.properties"), """
                bootstrap.servers=broker-1:9093
                sasl.jaas.config=secret
                lacuna.readonly=true
                lacuna.environment=production
                lacuna.color=#8250df
                """);
        Profile profile = Profile.load("prod", folder);
        assertThat(profile.client()).containsOnlyKeys("bootstrap.servers", "sasl.jaas.config", "lacuna.color");
        assertThat(profile.readOnly()).isTrue();
        assertThat(profile.isProduction()).isTrue();
        assertThat(profile.toString()).doesNotContain("secret");
    }

    @Test
    void anUnknownProfileNamesTheKnownOnes() throws Exception {
        Files.writeString(folder.resolve("staging.properties"), "bootstrap.servers=b:1\n");
        assertThatThrownBy(() -> Profile.load("prod", folder))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("'prod'")
                .hasMessageContaining("staging")
                .hasMessageContaining("kafka://HOST:PORT");
        assertThatThrownBy(() -> Profile.load("../etc/passwd", folder)).isInstanceOf(SettingsException.class);
    }

    @Test
    void preferencesComeBackAndOnlyTheirOwnerCanReadThem() throws Exception {
        Path file = folder.resolve("deep").resolve("window.properties");
        new PreferencesFile(file).putAll(Map.of("theme", "DARK"));
        assertThat(new PreferencesFile(file).get("theme")).contains("DARK");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void brokenPreferencesAreForgotten() throws Exception {
        Path file = Files.writeString(folder.resolve("window.properties"), "theme=\\u12");
        assertThat(new PreferencesFile(file).get("theme")).isEmpty();
    }
}
