package dev.lacuna.cli;

import dev.lacuna.detect.Phrases;
import dev.lacuna.investigation.Bounds;
import dev.lacuna.investigation.CopyRequest;
import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.ReplaySource;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.Verdict;
import dev.lacuna.repair.PlanFile;
import dev.lacuna.repair.replay.PartitionMapping;
import dev.lacuna.report.FindingsFile;
import dev.lacuna.source.SourceSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Plans a replay: of a range, or of the events that findings say are missing.
@Command(
        name = "replay",
        customSynopsis = {
            "lacuna plan replay SOURCE --topic TOPIC --to-topic TOPIC --plan FILE [OPTIONS]",
            "       lacuna plan replay SOURCE --findings FILE --sequence EXTRACTOR --to-topic TOPIC --plan FILE"
        },
        description =
                "Plan a replay of a range, or with --findings of just the missing events, found where they still are.")
final class PlanReplayCommand extends CommandBody {

    @Mixin
    private SourceOptions source;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "The topic to read. With --findings it may be left out: the other topics are searched.")
    private @Nullable String topic;

    @Option(names = "--partitions", paramLabel = "0,3-5", description = "Only these partitions.")
    private String partitions = "";

    @Mixin
    private RangeOptions range;

    @Mixin
    private FieldOptions fields;

    @ArgGroup(exclusive = false, heading = "%nWhich events are copied:%n")
    private ChoiceOptions choice = new ChoiceOptions();

    @ArgGroup(exclusive = false, heading = "%nHow copies differ from their originals, and where they stand:%n")
    private CopyOptions copies = new CopyOptions();

    @Option(
            names = "--findings",
            paramLabel = "FILE",
            description = "A gap report of the target topic (csv or jsonl): replay what its open losses lack.")
    private @Nullable Path findings;

    @Option(names = "--to-topic", required = true, paramLabel = "TOPIC", description = "The topic to write to.")
    private String toTopic;

    @Option(
            names = "--to-source",
            paramLabel = "SOURCE",
            description = "Another cluster to write to. Default: the same.")
    private @Nullable String toSource;

    @Option(
            names = "--to-command-config",
            paramLabel = "FILE",
            description = "Kafka client properties for --to-source.")
    private @Nullable Path toCommandConfig;

    @Option(names = "--plan", required = true, paramLabel = "FILE", description = "Where to write the plan.")
    private Path plan;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    PlanReplayCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode run() throws Exception {
        PlanPlace.require(plan);
        requireUnderstood();
        SourceSpec spec = source.spec(session());
        try (Investigation investigation = session().open(spec)) {
            ReplayPlan made = findings == null ? planRange(investigation, spec) : planFindings(investigation, findings);
            PlanFile.write(made, plan);
            investigation.keptAs(made, plan);
            RepairOutput.print(made, session().out());
            session()
                    .err()
                    .println("Plan written to " + plan + ". Nothing else was changed. Next: lacuna run "
                            + ShellWords.quoted(plan.toString())
                            + source.hint()
                            + ConnectionOptions.option("--to-profile", toProfile())
                            + ConnectionOptions.option("--to-command-config", toCommandConfig));
        }
        return ExitCode.DONE;
    }

    private void requireUnderstood() throws CommandException, IOException {
        if (toSource == null && toCommandConfig != null) {
            throw CommandException.usage("--to-command-config goes with --to-source, which is not given.");
        }
        FieldSpec read = fields.spec(source.format());
        choice.choice();
        choice.lateness();
        choice.wanted(topic == null ? toTopic : topic, read);
        copies.form();
        copies.mapping();
    }

    private @Nullable String toProfile() {
        return toSource == null || SourceOptions.isAddress(toSource) ? null : toSource;
    }

    private ReplayPlan planRange(Investigation investigation, SourceSpec spec) throws Exception {
        if (topic == null) {
            throw CommandException.usage("Which topic is to be read? Give --topic, or --findings.");
        }
        SourceSpec target = toSource == null ? spec : SourceOptions.other(toSource, toCommandConfig, session());
        Set<Integer> chosen = PartitionList.parse(partitions);
        Bounds bounds = range.bounds(session().clock());
        FieldSpec read = fields.spec(source.format());
        return session()
                .await(investigation.planCopy(new CopyRequest(
                        topic,
                        chosen,
                        bounds,
                        choice.lateness(),
                        target,
                        toTopic,
                        copies.mapping(),
                        read,
                        choice.choice(),
                        choice.wanted(topic, read),
                        copies.form())));
    }

    private ReplayPlan planFindings(Investigation investigation, Path file) throws Exception {
        if (toSource != null) {
            throw CommandException.usage(
                    "--findings looks in the cluster that lacks the events; leave out --to-source.");
        }
        if (choice.isGiven()) {
            throw CommandException.usage(
                    "--findings says which events are copied; leave out --filter, --ids, --origins, --skip-existing and"
                            + " --late.");
        }
        if (!(copies.mapping() instanceof PartitionMapping.Automatic)) {
            throw CommandException.usage(
                    "--findings brings events back into the partition that lacks them; leave out --to-partition.");
        }
        FieldSpec spec = fields.spec(source.format());
        if (spec.sequence().isEmpty()) {
            throw CommandException.usage(
                    "--findings needs the --sequence that the report was made with, to tell the missing events.");
        }
        Set<Integer> chosen = PartitionList.parse(partitions);
        List<Finding> gaps = FindingsFile.read(file).stream()
                .filter(finding -> finding.kind() == FindingKind.GAP_SEQUENCE)
                .filter(finding -> finding.status() == FindingStatus.OPEN && finding.verdict() != Verdict.BENIGN)
                .filter(finding -> finding.partition().stream().name().equals(toTopic))
                .filter(finding ->
                        chosen.isEmpty() || chosen.contains(finding.partition().number()))
                .toList();
        if (gaps.isEmpty()) {
            throw CommandException.usage(file + " has no open gap.sequence finding of '" + toTopic + "'"
                    + (chosen.isEmpty() ? "" : " in partitions " + partitions) + ": there is nothing to replay.");
        }
        StreamInfo target = investigation.describe(toTopic);
        List<ReplaySource> holding =
                session().await(investigation.findSources(target, spec, gaps, Optional.ofNullable(topic)));
        if (holding.isEmpty()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "None of the missing events was found in "
                            + (topic == null ? "the other topics of this cluster." : "'" + topic + "'.")
                            + " Mirrors, archives and dead-letter topics elsewhere may have them.",
                    null);
        }
        ReplaySource best = holding.getFirst();
        session()
                .err()
                .println(best.found() + " of " + Phrases.count(best.missing(), "missing event") + " found in "
                        + best.stream().stream().name() + ", where " + Phrases.count(best.neighbours(), "event")
                        + " beside the gaps " + (best.neighbours() == 1 ? "is" : "are") + " the same byte for byte.");
        return session().await(investigation.planRepair(target, spec, gaps, best, copies.form()));
    }
}
