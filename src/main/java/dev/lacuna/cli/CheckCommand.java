package dev.lacuna.cli;

import dev.lacuna.investigation.CheckReport;
import dev.lacuna.investigation.ConnectionCheck;
import dev.lacuna.report.CheckStepsReport;
import dev.lacuna.source.CheckRequest;
import dev.lacuna.source.CheckStep;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Goes the way to a source step by step and says where it fails.
@Command(
        name = "check",
        customSynopsis = "lacuna check SOURCE [--topic TOPIC] [--write] [OPTIONS]",
        description =
                "The way to a source step by step: name, port, TLS, login, brokers, rights; reads and writes nothing.")
final class CheckCommand extends CommandBody {

    @Mixin
    private SourceOptions source;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Whose rights are looked at. Default: all topics.")
    private @Nullable String topic;

    @Option(names = "--write", description = "Look at the right to write, too; nothing is written for it.")
    private boolean write;

    @Option(
            names = "--output",
            paramLabel = "table|jsonl|csv",
            description = "Default: table on a terminal, else jsonl.")
    private @Nullable OutputFormat output;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    CheckCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode run() throws Exception {
        var spec = source.spec(session());
        OutputFormat format = session().format(output);
        PrintWriter out = session().out();
        CheckReport report = session()
                .await(ConnectionCheck.start(
                        "Check of " + spec.uri(),
                        new CheckRequest(spec, Optional.ofNullable(topic), write),
                        session().sources(),
                        session().runner(),
                        seen -> {}));
        switch (format) {
            case CSV -> CheckStepsReport.writeCsv(report.steps(), out);
            case JSONL -> CheckStepsReport.writeJsonLines(report.steps(), out);
            case TABLE -> report.steps().forEach(step -> print(step, out));
        }
        out.flush();
        report.failure().ifPresent(step -> session().err().println("lacuna: " + step.told()));
        return report.isGood() ? ExitCode.DONE : ExitCode.FAILED;
    }

    /// Sentences are too long for the columns of a table.
    private static void print(CheckStep step, PrintWriter out) {
        String what = word(step.kind()) + (step.subject().isEmpty() ? "" : " " + step.subject());
        String state = step.state() == CheckStep.State.FAILED ? "FAILED" : word(step.state());
        out.printf(
                Locale.ROOT, "%-8s %-36s %6d ms  %s%n", state, what, step.took().toMillis(), step.told());
        if (!step.advice().isEmpty()) {
            out.printf(Locale.ROOT, "%-8s %s%n", "", step.advice());
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
