package dev.lacuna.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Which libraries a command is started with: few where it needs few, and never too few.
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final Path SCRIPT = Path.of("packaging/bin/lacuna");

    @TempDir
    Path folder;

    private Path java;

    @BeforeEach
    void lay() throws Exception {
        Files.createDirectories(folder.resolve("home/bin"));
        Files.createDirectories(folder.resolve("home/lib/heavy"));
        Files.copy(SCRIPT, folder.resolve("home/bin/lacuna"));
        for (String jar : List.of("plain.jar", "heavy/runtime-1.jar", "heavy/sqlite-jdbc-3.jar")) {
            Files.createFile(folder.resolve("home/lib").resolve(jar));
        }
        java = folder.resolve("jdk/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    /// The names of the jars, in their order.
    private List<String> libraries(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("sh", folder.resolve("home/bin/lacuna").toString()));
        command.addAll(List.of(arguments));
        var starting = new ProcessBuilder(command).redirectErrorStream(true);
        starting.environment().put("LACUNA_JAVA", java.toString());
        Process process = starting.start();
        List<String> said = process.inputReader().lines().toList();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return List.of(said.get(said.indexOf("-cp") + 1).split(":")).stream()
                .map(path -> Path.of(path).getFileName().toString())
                .toList();
    }

    @Test
    void leavesOutWhatIsHeavyWhereNothingOfItIsNeeded() throws Exception {
        assertThat(libraries("topics", "kafka://b:1")).containsExactly("plain.jar");
        assertThat(libraries("scan", "kafka://b:1", "--topic", "t", "--sequence", "json:/seq"))
                .containsExactly("plain.jar");
    }

    @Test
    void bringsTheJournalsLibraryForWhatLooksIntoIt() throws Exception {
        assertThat(libraries("tasks")).containsExactly("plain.jar", "sqlite-jdbc-3.jar");
        assertThat(libraries("scan", "kafka://b:1", "--topic", "t", "--session", "s.lacuna"))
                .containsExactly("plain.jar", "sqlite-jdbc-3.jar");
        assertThat(libraries("scan", "kafka://b:1", "--report=DIR", "--topic", "t"))
                .containsExactly("plain.jar", "sqlite-jdbc-3.jar");
    }

    @Test
    void bringsTheBrokersLibrariesForADataFolder() throws Exception {
        for (String command : List.of("scan", "topics", "records", "check")) {
            assertThat(libraries(command, "segments:/var/lib/kafka/data", "--topic", "t"))
                    .containsExactly("plain.jar", "runtime-1.jar", "sqlite-jdbc-3.jar");
        }
    }

    @Test
    void bringsAllForAFilterAndForWhateverElse() throws Exception {
        for (List<String> typed : List.of(
                List.of("records", "kafka://b:1", "--filter", "true"), List.of("run", "plan.json"), List.of("demo"))) {
            assertThat(libraries(typed.toArray(String[]::new)))
                    .containsExactly("plain.jar", "runtime-1.jar", "sqlite-jdbc-3.jar");
        }
    }
}
