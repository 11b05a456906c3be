package dev.lacuna.cli;

import dev.lacuna.report.session.SessionFile;
import dev.lacuna.settings.SettingsException;
import dev.lacuna.source.SourceSpec;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Opens the window.
@Command(
        name = "lacuna",
        description = "Finds, proves and repairs gaps in event streams. Without a command it opens the window.")
final class OpenCommand extends CommandBody {

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Option(names = "--topic", paramLabel = "TOPIC", description = "The topic to show first.")
    private @Nullable String topic;

    @Option(
            names = "--at",
            paramLabel = "PLACE",
            description = "Where to look: PARTITION@OFFSET, a time, a range (FROM/TO or PARTITION@FROM:TO), or"
                    + " finding:ID, as *Copy reference* writes it.")
    private @Nullable String at;

    private final boolean root;

    /// @param root whether it is the program itself, without a command's name
    @SuppressWarnings("NullAway.Init") // picocli sets it
    OpenCommand(Session session, boolean root) {
        super(session);
        this.root = root;
    }

    @Override
    ExitCode run() throws Exception {
        Optional<Path> recorded =
                source.given().filter(word -> word.endsWith(SessionFile.SUFFIX)).map(Path::of);
        if (recorded.isPresent()) {
            SessionFile.read(recorded.get()); // says at once, and in the terminal, what is wrong with it
            needDisplay();
            session().window().openSession(recorded.get().toAbsolutePath(), Optional.ofNullable(at));
            return ExitCode.DONE;
        }
        Optional<SourceSpec> spec = source.isGiven() ? Optional.of(spec()) : Optional.empty();
        needDisplay();
        session().window().open(spec, source.words(), Optional.ofNullable(topic), Optional.ofNullable(at));
        return ExitCode.DONE;
    }

    @Override
    boolean isInterruptible() {
        return false;
    }

    private void needDisplay() throws CommandException {
        if (!session().window().isAvailable()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "There is no display here to open the window on. Use the commands (lacuna --help), or set DISPLAY.",
                    null);
        }
    }

    /// A mistyped command looks like a profile's name.
    private SourceSpec spec() throws CommandException, SettingsException {
        try {
            return source.spec(session());
        } catch (SettingsException e) {
            String word = source.given().orElse("");
            if (root && word.matches("[a-z]+")) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "There is neither a command nor a profile '" + word + "'. The commands: lacuna --help",
                        e);
            }
            throw e;
        }
    }
}
