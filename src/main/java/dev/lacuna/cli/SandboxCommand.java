package dev.lacuna.cli;

import dev.lacuna.sandbox.SampleIncident;
import dev.lacuna.sandbox.SandboxException;
import dev.lacuna.sandbox.SandboxServer;
import dev.lacuna.sandbox.SandboxSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs a broker until Ctrl+C.
@Command(
        name = "sandbox",
        description = "A real single-node Kafka on 127.0.0.1 until Ctrl+C; prints 'ready HOST:PORT'.")
final class SandboxCommand extends CommandBody {

    @Option(names = "--port", paramLabel = "P", description = "Default: a free one.")
    private int port = 0;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the broker keeps its data, also after it ends. Default: a temporary folder.")
    private @Nullable Path data;

    @Option(names = "--sample", description = "Write the sample incident into it before it says that it is ready.")
    private boolean sample;

    @Option(names = "--until-stdin-closes", hidden = true, description = "End when standard input ends.")
    private boolean untilStdinCloses;

    SandboxCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode run() throws Exception {
        SandboxSettings settings = SandboxSettings.temporary().withPort(port);
        if (data != null) {
            settings = settings.withDataFolder(data);
        }
        SandboxServer.run(
                settings,
                sample ? this::writeSample : SandboxServer.Preparation.NONE,
                this::print,
                untilStdinCloses ? System.in : null);
        if (session().interruption().isInterrupted()) {
            session()
                    .err()
                    .println(
                            data == null
                                    ? "Stopped; its data is removed."
                                    : "Stopped; its data stays in " + data + ".");
        }
        return ExitCode.DONE;
    }

    private void writeSample(String bootstrap) throws SandboxException {
        try {
            SampleIncident.write(bootstrap, session().err()::println);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("Interrupted while the sample incident was written; the broker is stopped.", e);
        }
    }

    private void print(String line) {
        session().out().println(line);
        session().out().flush();
    }
}
