package dev.lacuna.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileFileTest {

    @TempDir
    private Path home;

    @Test
    void isFoundByItsNameAndReadByItsOwnerAlone() throws Exception {
        Path folder = home.resolve("profiles");
        Path file = ProfileFile.write(
                folder,
                "shop",
                Map.of("bootstrap.servers", "a:1", "sasl.jaas.config", "x=\"y\\z\";", "lacuna.readonly", "true"),
                false);

        Profile profile = Profile.load("shop", folder);
        assertThat(profile.servers()).isEqualTo("a:1");
        assertThat(profile.client()).containsEntry("sasl.jaas.config", "x=\"y\\z\";");
        assertThat(profile.readOnly()).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file); // nothing half-written is left
        }
    }

    @Test
    void writesOverNoneUnlessItIsMeant() throws Exception {
        ProfileFile.write(home, "shop", Map.of("client.id", "a"), false);
        assertThatThrownBy(() -> ProfileFile.write(home, "shop", Map.of("client.id", "b"), false))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("already");
        ProfileFile.write(home, "shop", Map.of("client.id", "b"), true);
        assertThat(Profile.load("shop", home).client()).containsEntry("client.id", "b");
    }

    @Test
    void refusesNamesThatLeadElsewhere() {
        for (String name : new String[] {"../shop", "a/b", "", ".hidden", "a b"}) {
            assertThatThrownBy(() -> ProfileFile.write(home, name, Map.of(), false))
                    .isInstanceOf(SettingsException.class);
        }
    }
}
