package dev.lacuna.bench;

import dev.lacuna.launch.Main;
import dev.lacuna.sandbox.IncidentTruth;
import dev.lacuna.sandbox.SandboxException;
import dev.lacuna.sandbox.SandboxProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Makes the packaged program's archive of classes, with which its commands start sooner: it runs a scan of the sample
/// incident, and the JVM keeps what that loaded. Part of `mvn package`; a build in which it fails is a build all the
/// same, and its program starts slower. `main HOME`
final class StartArchive {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final long RUN_SECONDS = 120;

    private StartArchive() {}

    public static void main(String[] args) throws IOException {
        Path home = Path.of(args[0]).toAbsolutePath();
        Path archive = Files.createDirectories(home.resolve("start")).resolve("lacuna.aot");
        Files.deleteIfExists(archive);
        Path state = Files.createTempDirectory("start-archive");
        try (SandboxProcess sandbox = SandboxProcess.start(
                Main.class.getName(), List.of("sandbox", "--sample", "--until-stdin-closes"), START_LIMIT)) {
            Process run = new ProcessBuilder(command(home, archive, sandbox.bootstrap()))
                    .redirectErrorStream(true)
                    .redirectOutput(state.resolve("output").toFile())
                    .start();
            if (!run.waitFor(RUN_SECONDS, TimeUnit.SECONDS)) {
                run.destroyForcibly();
            }
            if (!Files.exists(archive)) {
                System.out.println("no start archive was made, see " + state);
                return;
            }
        } catch (SandboxException | IOException e) {
            System.out.println("no start archive was made: " + e.getMessage());
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        remove(state);
    }

    /// With the flags of the launchers that an archive depends on. The collector that makes it must be one that can;
    /// any
    /// may use it.
    private static List<String> command(Path home, Path archive, String bootstrap) throws IOException {
        return List.of(
                Run.java(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseG1GC",
                "-XX:AOTCacheOutput=" + archive,
                "-cp",
                classPath(home),
                Main.class.getName(),
                "scan",
                "kafka://" + bootstrap,
                "--topic",
                IncidentTruth.ORDERS,
                "--sequence",
                IncidentTruth.SEQUENCE_FIELD,
                "--id",
                IncidentTruth.ORDER_FIELD,
                "--output",
                "csv");
    }

    /// In the launcher's order: an archive is good for one class path only.
    private static String classPath(Path home) throws IOException {
        List<String> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home.resolve("lib"), "*.jar")) {
            files.forEach(file -> jars.add(file.toString()));
        }
        Collections.sort(jars);
        return String.join(File.pathSeparator, jars);
    }

    private static void remove(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
