package dev.lacuna.cli;

import dev.lacuna.investigation.Investigation;
import dev.lacuna.repair.PlanFile;
import dev.lacuna.repair.rewind.PlannedRewind;
import dev.lacuna.repair.rewind.RewindAim;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Plans to set a consumer group back.
@Command(
        name = "rewind",
        customSynopsis = {
            "lacuna plan rewind SOURCE --group GROUP --to-time @TIME --plan FILE [OPTIONS]",
            "       lacuna plan rewind SOURCE --group GROUP --findings FILE --plan FILE [OPTIONS]"
        },
        description =
                "Plan to set a consumer group back: to a time, a position, where another group stands, or to where"
                        + " findings begin. Shows each partition: now, new, what is read again, what is skipped.")
final class PlanRewindCommand extends CommandBody {

    @Mixin
    private SourceOptions source;

    @Option(names = "--group", required = true, paramLabel = "GROUP", description = "The consumer group to set.")
    private String group;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Only in this topic. Default: in each in which the group has a position.")
    private @Nullable String topic;

    @Option(names = "--partitions", paramLabel = "0,3-5", description = "Only these partitions.")
    private String partitions = "";

    @Mixin
    private AimOptions aim;

    @Option(names = "--plan", required = true, paramLabel = "FILE", description = "Where to write the plan.")
    private Path plan;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    PlanRewindCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode run() throws Exception {
        RewindAim wanted = aim.aim(session().clock());
        PlanPlace.require(plan);
        try (Investigation investigation = session().open(source.spec(session()))) {
            PlannedRewind planned = session()
                    .await(investigation
                            .rewinds()
                            .plan(group, Optional.ofNullable(topic), PartitionList.parse(partitions), wanted));
            PlanFile.write(planned.plan(), plan);
            investigation.keptAs(planned.plan(), plan);
            RewindOutput.printHazards(planned.hazards(), session().err());
            RewindOutput.print(planned, session().out());
        }
        session()
                .err()
                .println("Plan written to " + plan + ". Nothing else was changed. Next: lacuna run "
                        + ShellWords.quoted(plan.toString())
                        + source.hint());
        return ExitCode.DONE;
    }
}
