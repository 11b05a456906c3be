package dev.lacuna.cli;

import dev.lacuna.settings.SettingsException;
import dev.lacuna.source.SourceSpec;
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
    private SourceOptions source;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "The topic to show first.")
    private @Nullable String topic;

    private final boolean root;

    /// @param root whether it is the program itself, without a command's name
    @SuppressWarnings("NullAway.Init") // picocli sets it
    OpenCommand(Session session, boolean root) {
        super(session);
        this.root = root;
    }

    @Override
    ExitCode run() throws Exception {
        Optional<SourceSpec> spec = source.isGiven() ? Optional.of(spec()) : Optional.empty();
        if (!session().window().isAvailable()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "There is no display here to open the window on. Use the commands (lacuna --help), or set DISPLAY.",
                    null);
        }
        session().window().open(spec, Optional.ofNullable(topic));
        return ExitCode.DONE;
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
