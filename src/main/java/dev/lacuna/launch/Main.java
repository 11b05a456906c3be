package dev.lacuna.launch;

import dev.lacuna.cli.Cli;
import dev.lacuna.cli.Interruption;
import dev.lacuna.cli.Session;
import dev.lacuna.journal.Journal;
import dev.lacuna.settings.Folders;
import dev.lacuna.source.SecretRules;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.Sources;
import dev.lacuna.task.TaskRunner;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// The start of the program.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Folders folders = Folders.of(
                System.getenv(), System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")));
        LogProvider.use();
        logTo(folders.state());
        int code;
        var interruption = new Interruption();
        interruption.install();
        String version = version();
        try (var journal = new Journal(folders.state(), Clock.systemUTC(), version);
                TaskRunner runner = new TaskRunner(Clock.systemUTC())) {
            var sources = new Sources(ServiceLoader.load(SourceProvider.class), secrets(folders));
            var session = new Session(
                    sources,
                    runner,
                    folders,
                    runner.clock(),
                    new PrintWriter(
                            new OutputStreamWriter(new StandardOutput(interruption::unread), StandardCharsets.UTF_8),
                            false),
                    errors(),
                    isTerminal(),
                    version,
                    Main.class.getName(),
                    new FxWindow(runner, sources, folders, journal, version, Main.class.getName()),
                    interruption,
                    journal,
                    System.getenv());
            code = Cli.run(session, List.of(arguments));
        } finally {
            interruption.finished();
        }
        System.exit(code);
    }

    /// Where secrets may be taken from: what sounds like ours or Kafka's, and what lies among our own files or where
    /// containers get theirs.
    private static SecretRules secrets(Folders folders) {
        String variables = System.getenv().getOrDefault("LACUNA_SECRET_ENV", "(KAFKA|LACUNA|SASL|SSL)_.*");
        String files = System.getenv()
                .getOrDefault("LACUNA_SECRET_FILES", folders.config().toAbsolutePath() + ",/run/secrets");
        return new SecretRules(variables, files);
    }

    /// Before the first logger is made; a folder that can't be written leaves the log in the temporary one.
    private static void logTo(Path state) {
        try {
            Files.createDirectories(state);
            if (Files.isWritable(state)) {
                LogProvider.logTo(state.resolve("lacuna.log"));
            }
        } catch (IOException e) {
            // it stays in the temporary folder
        }
    }

    /// Flushed with each line: progress that is seen late is of no use.
    private static PrintWriter errors() {
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8), true);
    }

    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /// From the jar's manifest, or from the build when run without a jar.
    private static String version() {
        @Nullable String packaged = Main.class.getPackage().getImplementationVersion();
        return packaged != null ? packaged : System.getProperty("lacuna.version", "development");
    }
}
