package dev.lacuna.cli;

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

    @SuppressWarnings("NullAway.Init") // picocli sets it
    OpenCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode run() throws Exception {
        if (!session().window().isAvailable()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "There is no display here to open the window on. Use the commands (lacuna --help), or set DISPLAY.",
                    null);
        }
        session()
                .window()
                .open(
                        source.isGiven() ? Optional.of(source.spec(session())) : Optional.empty(),
                        Optional.ofNullable(topic));
        return ExitCode.DONE;
    }
}
