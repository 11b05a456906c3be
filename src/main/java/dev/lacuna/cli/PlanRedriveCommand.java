package dev.lacuna.cli;

import dev.lacuna.detect.Phrases;
import dev.lacuna.investigation.Bounds;
import dev.lacuna.investigation.CopyRequest;
import dev.lacuna.investigation.DeadLetterScope;
import dev.lacuna.investigation.DeadLetterSurvey;
import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.Redrives;
import dev.lacuna.investigation.WantedEvents;
import dev.lacuna.model.Choice;
import dev.lacuna.model.CopyForm;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.PlanFile;
import dev.lacuna.repair.replay.PartitionMapping;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Plans to drive the events of a dead-letter topic back to where they failed: one plan for each topic that
/// their headers name.
@Command(
        name = "redrive",
        customSynopsis = "lacuna plan redrive SOURCE --topic DEAD_LETTER_TOPIC --plan FILE [OPTIONS]",
        description =
                "Plan to drive events of a dead-letter topic back to the topic and partition that their headers name"
                        + " (Spring Kafka, Kafka Connect, Kafka Streams).")
final class PlanRedriveCommand extends CommandBody {

    private static final String TOPIC = "{topic}";

    @Mixin
    private SourceOptions source;

    @Option(names = "--topic", required = true, paramLabel = "TOPIC", description = "The dead-letter topic.")
    private String topic;

    @Option(names = "--partitions", paramLabel = "0,3-5", description = "Only these partitions of it.")
    private String partitions = "";

    @Mixin
    private RangeOptions range;

    @Option(names = "--filter", paramLabel = "EXPR", description = "Only events of which this is true, in CEL.")
    private @Nullable String filter;

    @Option(
            names = "--only",
            paramLabel = "TOPIC",
            description = "Only events that failed in this topic. May be given several times.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--max-redrives",
            paramLabel = "N",
            description = "Leave out events that were driven back so often. Default: ${DEFAULT-VALUE}.")
    private long redrives = Redrives.MOST;

    @Option(
            names = "--quarantine",
            paramLabel = "TOPIC",
            description =
                    "Plan a copy of what is left out to this topic: what was driven back too often, and what doesn't"
                            + " say from where it is.")
    private @Nullable String quarantine;

    @ArgGroup(exclusive = false, heading = "%nHow copies differ from their originals, and where they stand:%n")
    private CopyOptions copies = new CopyOptions();

    @Option(
            names = "--plan",
            required = true,
            paramLabel = "FILE",
            description = "Where to write the plan. With " + TOPIC + " in its name there is one for each topic.")
    private String plan;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    PlanRedriveCommand(Session session) {
        super(session);
    }

    /// A plan to be made.
    private record Part(String to, WantedEvents wanted, CopyForm form, PartitionMapping mapping) {}

    @Override
    ExitCode run() throws Exception {
        if (redrives < 1) {
            throw CommandException.usage("--max-redrives must be at least 1, not " + redrives + ".");
        }
        Choice choice = ChoiceOptions.choice(filter, Redrives.SKIP);
        CopyForm form = copies.form();
        Set<Integer> chosen = PartitionList.parse(partitions);
        Bounds bounds = range.bounds(session().clock());
        SourceSpec spec = source.spec(session());
        try (Investigation investigation = session().open(spec)) {
            FieldSpec fields = FieldSpec.NONE.withFormat(source.format());
            var scope = new DeadLetterScope(chosen, bounds, Optional.ofNullable(filter));
            DeadLetterSurvey survey = session().await(investigation.surveyDeadLetters(topic, scope, fields, redrives));
            tell(survey);
            List<Part> parts = parts(survey, form);
            if (parts.isEmpty()) {
                throw new CommandException(
                        ExitCode.FAILED,
                        "There is nothing to drive back" + (only.isEmpty() ? "" : " to " + String.join(", ", only))
                                + " in '" + topic + "'.",
                        null);
            }
            requirePlaces(parts);
            return plan(
                    investigation,
                    parts,
                    part -> new CopyRequest(
                            topic,
                            chosen,
                            bounds,
                            CopyRequest.LATENESS,
                            spec,
                            part.to(),
                            part.mapping(),
                            fields,
                            choice,
                            part.wanted(),
                            part.form()));
        }
    }

    private interface Asking {
        CopyRequest of(Part part);
    }

    /// One topic that is gone doesn't keep the others from being planned.
    private ExitCode plan(Investigation investigation, List<Part> parts, Asking asking) throws Exception {
        int failed = 0;
        for (Part part : parts) {
            Path file = file(part.to());
            try {
                ReplayPlan made = session().await(investigation.planCopy(asking.of(part)));
                PlanFile.write(made, file);
                investigation.keptAs(made, file);
                RepairOutput.print(made, session().out());
                session()
                        .err()
                        .println("Plan written to " + file + ". Nothing else was changed. Next: lacuna run "
                                + ShellWords.quoted(file.toString())
                                + source.hint());
            } catch (PlanException | SourceException e) {
                failed++;
                session().err().println("No plan for " + part.to() + ": " + e.getMessage());
            }
        }
        return failed == 0 ? ExitCode.DONE : failed == parts.size() ? ExitCode.FAILED : ExitCode.PARTIAL;
    }

    private void tell(DeadLetterSurvey survey) {
        survey.homes()
                .forEach((home, events) ->
                        session().err().println(Phrases.count(events, "event") + " failed in " + home + "."));
        if (survey.spent() > 0) {
            session()
                    .err()
                    .println(Phrases.count(survey.spent(), "event") + (survey.spent() == 1 ? " was" : " were")
                            + " driven back " + (redrives == 1 ? "once" : redrives + " times") + " or more, and "
                            + left(survey.spent()) + ".");
        }
        if (survey.homeless() > 0) {
            session()
                    .err()
                    .println(Phrases.count(survey.homeless(), "event")
                            + (survey.homeless() == 1
                                    ? " has no headers that say where it failed, and "
                                    : " have no headers that say where they failed, and ")
                            + left(survey.homeless()) + ".");
        }
    }

    private String left(long events) {
        String what = events == 1 ? "is left out" : "are left out";
        return quarantine == null
                ? what + "; --quarantine TOPIC sets " + (events == 1 ? "it" : "them") + " aside"
                : what;
    }

    private List<Part> parts(DeadLetterSurvey survey, CopyForm form) throws CommandException {
        CopyForm back = Redrives.form(form);
        PartitionMapping mapping = copies.mapping() instanceof PartitionMapping.Automatic
                ? new PartitionMapping.ByHeader()
                : copies.mapping();
        List<Part> parts = new ArrayList<>();
        for (Map.Entry<String, Long> home : survey.homes().entrySet()) {
            if (only.isEmpty() || only.contains(home.getKey())) {
                parts.add(new Part(home.getKey(), new WantedEvents.Home(home.getKey(), redrives), back, mapping));
            }
        }
        if (quarantine != null && survey.spent() + survey.homeless() > 0) {
            parts.add(new Part(
                    quarantine, new WantedEvents.Stranded(redrives), CopyForm.EXACT, new PartitionMapping.Automatic()));
        }
        return parts;
    }

    private void requirePlaces(List<Part> parts) throws CommandException {
        if (parts.size() > 1 && !plan.contains(TOPIC)) {
            throw CommandException.usage("The events go to " + parts.size() + " topics ("
                    + parts.stream().map(Part::to).collect(Collectors.joining(", ")) + "), each with a plan of its own:"
                    + " put " + TOPIC + " into the name that --plan gives, or choose one with --only.");
        }
        for (Part part : parts) {
            PlanPlace.require(file(part.to()));
        }
    }

    private Path file(String to) {
        return Path.of(plan.replace(TOPIC, to));
    }
}
