package dev.lacuna.bench;

import dev.lacuna.launch.Main;
import dev.lacuna.sandbox.IncidentTruth;
import dev.lacuna.sandbox.SandboxException;
import dev.lacuna.sandbox.SandboxProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Makes the packaged program's archives of classes, with which it starts sooner: one of a command, a scan of made-up
/// orders, and one of the window, opened on the sample incident; the JVM keeps what they loaded, and of the command
/// what
/// it learned of the methods that were called most. Part of `mvn package`; a build in which it fails is a build all the
/// same, and its
/// program starts slower. `main HOME`
final class StartArchive {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration RUN_LIMIT = Duration.ofSeconds(120);
    private static final Duration WINDOW_LIMIT = Duration.ofSeconds(40);

    /// What the window draws when a topic has been read, and a record of it is looked at, is worth keeping, too.
    private static final Duration LOOKED_AT = Duration.ofSeconds(5);

    private static final String A_RECORD = "2@1000";

    /// Enough for the JVM to know which methods are worth compiling.
    private static final int EVENTS = 500_000;

    private static final int PARTITIONS = 4;
    private static final int BATCH_BYTES = 16_384;

    private final Path home;
    private final Path state;

    private StartArchive(Path home, Path state) {
        this.home = home;
        this.state = state;
    }

    public static void main(String[] args) throws IOException {
        Path home = Path.of(args[0]).toAbsolutePath();
        Files.createDirectories(home.resolve("start"));
        Path state = Files.createTempDirectory("start-archive");
        boolean made = false;
        upgradeOldClasses(home);
        readyStylesheets(home);
        try (SandboxProcess sandbox = SandboxProcess.start(
                Main.class.getName(), List.of("sandbox", "--sample", "--until-stdin-closes"), START_LIMIT)) {
            made = new StartArchive(home, state).make(sandbox.bootstrap());
        } catch (SandboxException | ExecutionException e) {
            System.out.println("no start archive was made: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (made) {
            remove(state);
        } else {
            System.out.println("not every start archive was made, see " + state);
        }
    }

    /// Of the libraries that a command has need of.
    private static void upgradeOldClasses(Path home) {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(home.resolve("lib"), "*.jar")) {
            for (Path jar : jars) {
                ClassUpgrade.upgrade(jar);
            }
        } catch (IOException | IllegalArgumentException e) {
            System.out.println("old classes stay out of the start archive: " + e);
        }
    }

    private static void readyStylesheets(Path home) {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(home.resolve("lib"), "lacuna-*.jar")) {
            for (Path jar : jars) {
                BinaryStylesheets.add(jar);
            }
        } catch (IOException | IllegalArgumentException e) {
            System.out.println("stylesheets stay text: " + e);
        }
    }

    /// Both at once: most of it is work of one core.
    private boolean make(String bootstrap) throws ExecutionException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> commands = threads.submit(() -> ofCommands(bootstrap));
            Future<Boolean> window = threads.submit(() -> ofWindow(bootstrap));
            return commands.get() & window.get();
        }
    }

    private boolean ofCommands(String bootstrap) throws IOException, ExecutionException, InterruptedException {
        Path archive = archive("lacuna.aot");
        String topic = BenchCluster.topic(bootstrap, "lz4", PARTITIONS, EVENTS, BATCH_BYTES);
        Process scan = start(
                command(archive, "lib"),
                List.of(
                        "scan",
                        "kafka://" + bootstrap,
                        "--topic",
                        topic,
                        "--sequence",
                        "json:/seq",
                        "--id",
                        "json:/id",
                        "--output",
                        "csv"),
                "scan");
        end(scan);
        return Files.exists(archive);
    }

    private boolean ofWindow(String bootstrap) throws IOException, InterruptedException {
        Path archive = archive("window.aot");
        List<String> java = command(archive, "lib", "lib/heavy");
        java.add(1, "-Dglass.platform=Headless");
        java.add(1, "-Dprism.order=sw");
        // without what was learned of the methods: to compile all those at once takes longer than the start itself
        java.addAll(1, List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining"));
        Process window = start(
                java,
                List.of("open", "kafka://" + bootstrap, "--topic", IncidentTruth.ORDERS, "--at", A_RECORD),
                "window");
        if (isSoon(() -> isPainted(window))) {
            Thread.sleep(LOOKED_AT);
        }
        window.destroy(); // asks it to end: only then the archive is written
        end(window);
        return Files.exists(archive);
    }

    private static boolean isSoon(BooleanSupplier done) throws InterruptedException {
        long limit = System.nanoTime() + WINDOW_LIMIT.toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < limit) {
            Thread.sleep(Duration.ofMillis(200));
        }
        return done.getAsBoolean();
    }

    private boolean isPainted(Process window) {
        try {
            Path log = state.resolve("window").resolve("lacuna.log");
            return !window.isAlive()
                    || Files.exists(log) && Files.readString(log).contains("window painted");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path archive(String name) throws IOException {
        Path archive = home.resolve("start").resolve(name);
        Files.deleteIfExists(archive);
        return archive;
    }

    private Process start(List<String> java, List<String> arguments, String name) throws IOException {
        List<String> command = new ArrayList<>(java);
        command.add(Main.class.getName());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(state.resolve(name + ".out").toFile());
        builder.environment()
                .put("LACUNA_HOME", Files.createDirectories(state.resolve(name)).toString());
        builder.environment().put("DISPLAY", "none, for nothing is shown");
        return builder.start();
    }

    private static void end(Process run) throws InterruptedException {
        if (!run.waitFor(RUN_LIMIT)) {
            run.destroyForcibly().waitFor(RUN_LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /// With the flags of the launchers that an archive depends on. The collector that makes it must be one that can;
    /// any may use it.
    private List<String> command(Path archive, String... folders) throws IOException {
        return new ArrayList<>(List.of(
                Run.java(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseG1GC",
                "-XX:AOTCacheOutput=" + archive,
                "-cp",
                classPath(folders)));
    }

    /// In the launcher's order: an archive is good for one class path only, and for longer ones that begin with it.
    private String classPath(String... folders) throws IOException {
        List<String> path = new ArrayList<>();
        for (String folder : folders) {
            List<String> jars = new ArrayList<>();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(home.resolve(folder), "*.jar")) {
                files.forEach(file -> jars.add(file.toString()));
            }
            Collections.sort(jars);
            path.addAll(jars);
        }
        return String.join(File.pathSeparator, path);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
