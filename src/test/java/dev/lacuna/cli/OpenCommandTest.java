package dev.lacuna.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.SourceWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the window is told of the source that it is opened on.
class OpenCommandTest {

    @TempDir
    private Path folder;

    private CliFixture cli;
    private final List<SourceSpec> opened = new ArrayList<>();
    private final List<SourceWords> named = new ArrayList<>();

    @BeforeEach
    void start() {
        cli = new CliFixture(folder);
        cli.window = new Window() {
            @Override
            public boolean isAvailable() {
                return true;
            }

            @Override
            public void open(
                    Optional<SourceSpec> source, SourceWords words, Optional<String> stream, Optional<String> at) {
                source.ifPresent(opened::add);
                named.add(words);
            }

            @Override
            public void openSession(Path file, Optional<String> at) {}

            @Override
            public void openSample() {}
        };
    }

    @AfterEach
    void close() {
        cli.close();
    }

    @Test
    void aProfileIsHandedOnByItsNameSoThatItsSettingsAndRightsComeWithIt() throws Exception {
        Path profiles = Files.createDirectories(folder.resolve("profiles"));
        Files.writeString(
                profiles.resolve("shop-eu.properties"),
                "bootstrap.servers=" + CliFixture.BROKER + "\nsasl.password=secret\nlacuna.readonly=true\n");
        int code = cli.lacuna("open", "shop-eu", "--schema-registry", "http://registry:8081")
                .code();

        assertThat(code).isZero();
        assertThat(opened).hasSize(1).allMatch(SourceSpec::readOnly);
        assertThat(named)
                .containsExactly(new SourceWords("shop-eu", "", List.of("--schema-registry", "http://registry:8081")));
        assertThat(named.toString()).doesNotContain("secret");
    }

    @Test
    void filesAreHandedOnSoThatALineHoldsInEveryFolder() throws Exception {
        Path config = Files.writeString(folder.resolve("client.properties"), "client.id=me\n");
        Path relative = Path.of("").toAbsolutePath().relativize(config.toAbsolutePath());
        cli.lacuna("open", CliFixture.SOURCE, "--command-config", relative);

        assertThat(named).singleElement().satisfies(words -> {
            assertThat(words.profile()).isEmpty();
            assertThat(Path.of(words.configFile())).isAbsolute();
            assertThat(Path.of(words.configFile()).normalize())
                    .isEqualTo(config.toAbsolutePath().normalize());
        });
    }
}
