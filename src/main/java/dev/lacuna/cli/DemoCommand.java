package dev.lacuna.cli;

import dev.lacuna.investigation.SampleSession;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The sample incident: in the window where there is a display, else the whole loop unattended.
@Command(
        name = "demo",
        description = "The sample incident on a real Kafka of its own: in the window, or unattended with a report.")
final class DemoCommand extends CommandBody {

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Where the unattended loop writes its files. Default: ./lacuna-report.")
    private @Nullable Path report;

    @Option(names = "--headless", description = "No window, also where there is a display.")
    private boolean headless;

    DemoCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode run() throws Exception {
        if (isInWindow()) {
            session().window().openSample();
            return ExitCode.DONE;
        }
        Path folder = report == null ? Path.of("lacuna-report") : report;
        try (SampleSession sample = start()) {
            return new DemoLoop(session(), sample, folder).run();
        }
    }

    private boolean isInWindow() {
        return !headless && report == null && session().window().isAvailable();
    }

    @Override
    boolean isInterruptible() {
        return !isInWindow();
    }

    private SampleSession start() throws Exception {
        return SampleSession.start(
                session().mainClass(),
                session().sources(),
                session().runner(),
                session().gate(),
                session().toolVersion(),
                this::tell);
    }

    private void tell(String line) {
        session().err().println(line);
        session().err().flush();
    }
}
