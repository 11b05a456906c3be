package dev.lacuna.cli;

import dev.lacuna.detect.Phrases;
import dev.lacuna.investigation.Bound;
import dev.lacuna.investigation.Bounds;
import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.ScanRequest;
import dev.lacuna.model.Baseline;
import dev.lacuna.model.Depth;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import dev.lacuna.report.ReportRow;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.task.TaskCancelledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Scans a stream and prints its findings.
@Command(
        name = "scan",
        customSynopsis = "lacuna scan SOURCE --topic TOPIC [OPTIONS]",
        description = "Scan a topic; findings on stdout, progress on stderr.")
final class ScanCommand extends CommandBody {

    /// Which findings make the command fail.
    enum FailOn {
        LOSS,
        ANY
    }

    @Mixin
    private SourceOptions source;

    @Option(names = "--topic", required = true, paramLabel = "TOPIC", description = "The topic to scan.")
    private String topic;

    @Option(names = "--partitions", paramLabel = "0,3-5", description = "Only these partitions.")
    private String partitions = "";

    @Mixin
    private RangeOptions range;

    @Option(
            names = "--depth",
            paramLabel = "overview|batches|records",
            description =
                    "How deep to look: times only (density, no findings), batch headers, or every record. Default: records"
                            + " when a field is given, else batches.")
    private @Nullable Depth depth;

    @Mixin
    private FieldOptions fields;

    @Option(
            names = "--output",
            paramLabel = "table|jsonl|csv",
            description = "Default: table on a terminal, else jsonl.")
    private @Nullable OutputFormat output;

    @Option(names = "--fail-on", paramLabel = "loss|any", description = "Exit with 3 when there are such findings.")
    private @Nullable FailOn failOn;

    @Option(
            names = "--benign",
            negatable = true,
            description = "Explained findings too. Default: only in csv and jsonl.")
    private @Nullable Boolean benign;

    @Mixin
    private BaselineOptions baselines;

    @Option(names = "--follow", description = "Go on with what comes, until Ctrl+C or --for is over.")
    private boolean follow;

    @Option(names = "--for", paramLabel = "DURATION", description = "How long to follow: 30s, 10m, 2h.")
    private @Nullable String followFor;

    @Mixin
    private KeepOptions keep;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    ScanCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode run() throws Exception {
        Bounds bounds = range.bounds(session().clock());
        Depth chosen = depth != null ? depth : fields.isGiven() ? Depth.RECORDS : Depth.BATCHES;
        if (chosen == Depth.OVERVIEW && failOn != null) {
            throw CommandException.usage("--depth overview reads nothing and so finds nothing: leave out --fail-on, or"
                    + " use --depth batches or records.");
        }
        if (chosen == Depth.OVERVIEW && baselines.isGiven()) {
            throw CommandException.usage("--depth overview reads nothing that a baseline could be compared with or made"
                    + " of: use --depth batches or records.");
        }
        if (chosen == Depth.OVERVIEW && !bounds.areTimes()) {
            throw CommandException.usage(
                    "--depth overview looks up times: give --from and --to as @TIME, or leave them" + " out.");
        }
        if (chosen != Depth.RECORDS && fields.isGiven()) {
            throw CommandException.usage(
                    "--sequence, --id and --event-time need every record: leave out --depth, or give --depth records.");
        }
        if (follow || followFor != null) {
            requireFollowable(chosen, bounds);
        }
        Optional<Duration> limit =
                followFor == null ? Optional.empty() : Optional.of(Durations.parse("--for", followFor));
        var request =
                new ScanRequest(topic, PartitionList.parse(partitions), bounds, chosen, fields.spec(source.format()));
        keep.requirePlaces();
        List<Baseline> earlier = baselines.of(topic);
        try (Investigation investigation = session().open(source.spec(session()))) {
            if (baselines.renew()) {
                investigation.forgetEarlierScans(topic);
            }
            if (follow) {
                return follow(investigation, request, limit);
            }
            Scan scan = investigation.scan(request, earlier);
            boolean cancelled = false;
            try {
                session().await(scan.task());
            } catch (TaskCancelledException e) {
                cancelled = true;
            }
            ExitCode code;
            try {
                code = chosen == Depth.OVERVIEW ? printOverview(scan, cancelled) : print(scan, cancelled);
            } finally {
                keep.keep(session(), investigation, scan, source.profileName());
            }
            if (!cancelled && chosen != Depth.OVERVIEW && depth != Depth.BATCHES) {
                var hint = new FieldHint(session(), source, investigation);
                if (fields.isGiven()) {
                    hint.tellAbsent(scan);
                } else {
                    hint.tellNotLookedAt(scan);
                }
            }
            return code;
        }
    }

    private void requireFollowable(Depth chosen, Bounds bounds) throws CommandException {
        if (!follow) {
            throw CommandException.usage("--for says how long to follow: give --follow with it.");
        }
        if (chosen == Depth.OVERVIEW || !bounds.to().equals(Bound.END) || baselines.isGiven()) {
            throw CommandException.usage("--follow goes on behind the newest position: leave out --to, baselines and"
                    + " --depth overview.");
        }
        if (output == OutputFormat.CSV) {
            throw CommandException.usage("--follow prints findings as they come: use --output jsonl or table.");
        }
    }

    private ExitCode follow(Investigation investigation, ScanRequest request, Optional<Duration> limit)
            throws Exception {
        Scan scan = investigation.scanAndFollow(request);
        boolean all = benign != null ? benign : format() != OutputFormat.TABLE;
        boolean cancelled = false;
        try {
            new FollowOutput(session(), format(), all).print(scan, limit);
        } catch (TaskCancelledException e) {
            cancelled = true;
        }
        summarise(scan);
        keep.keep(session(), investigation, scan, source.profileName());
        boolean failed = scan.outcomes().stream().anyMatch(outcome -> outcome.end() == PartitionOutcome.End.FAILED);
        if (cancelled && session().interruption().isUnread()) {
            return ExitCode.DONE;
        }
        if (failed || cancelled) {
            return ExitCode.PARTIAL;
        }
        return failOn != null && scan.findings().all().stream().anyMatch(this::fails)
                ? ExitCode.FINDINGS
                : ExitCode.DONE;
    }

    private OutputFormat format() {
        return output != null ? output : session().terminal() ? OutputFormat.TABLE : OutputFormat.JSONL;
    }

    private ExitCode printOverview(Scan scan, boolean cancelled) throws Exception {
        var err = session().err();
        Optional<TimeSpan> focus = scan.focus();
        if (focus.isPresent()) {
            OverviewOutput.print(scan, focus.get(), format(), session().out());
        }
        if (cancelled) {
            err.println("Cancelled: what is printed is as far as times were looked up.");
            err.flush();
            return ExitCode.PARTIAL;
        }
        err.printf(
                Locale.ROOT,
                "Looked up times of %s: at most %s in %s%s, in %.1f s. Nothing was read: markers, aborted and compacted"
                        + " records count, too.%n",
                scan.request().stream(),
                Phrases.count(scan.index().unread(), "event"),
                Phrases.count(scan.index().partitions().size(), "partition"),
                focus.isPresent() ? "" : ", all empty",
                seconds(scan));
        err.flush();
        return ExitCode.DONE;
    }

    private static double seconds(Scan scan) {
        return scan.task()
                .ended()
                .map(end -> Duration.between(scan.at(), end).toMillis() / 1000.0)
                .orElse(0.0);
    }

    private ExitCode print(Scan scan, boolean cancelled) throws Exception {
        OutputFormat format = format();
        boolean all = benign != null ? benign : format != OutputFormat.TABLE;
        List<ReportRow> rows = scan.report().stream()
                .filter(row -> all || row.finding().verdict() != Verdict.BENIGN)
                .toList();
        FindingsOutput.print(rows, format, session().out());
        if (format == OutputFormat.TABLE) {
            FindingsOutput.printIncidents(scan.incidents(), session().out());
        }
        summarise(scan);
        long failed = scan.outcomes().stream()
                .filter(outcome -> outcome.end() == PartitionOutcome.End.FAILED)
                .count();
        if (failed > 0) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "The scan stopped early in " + failed + " of "
                            + Phrases.count(scan.ranges().size(), "partition")
                            + ", as said above. What is printed is true for the positions that were reached;"
                            + " scan again for the rest.",
                    null);
        }
        if (cancelled) {
            session().err().println("Cancelled: what is printed is true for the positions that were reached.");
            return ExitCode.PARTIAL;
        }
        baselines.save(scan);
        baselines.explain(scan, session().err());
        return failOn != null && rows.stream().map(ReportRow::finding).anyMatch(this::fails)
                ? ExitCode.FINDINGS
                : ExitCode.DONE;
    }

    private boolean fails(Finding finding) {
        boolean open = finding.status() == FindingStatus.OPEN;
        return open && (failOn == FailOn.ANY || finding.verdict() == Verdict.LOSS);
    }

    private void summarise(Scan scan) {
        var err = session().err();
        long positions = 0;
        for (PartitionOutcome outcome : scan.outcomes()) {
            if (outcome.reached().isDense()) {
                positions += outcome.reached().asOffset()
                        - outcome.asked().positions().from().asOffset();
            }
            for (PositionRange gone : outcome.gone()) {
                err.println(outcome.asked().partition() + ": positions " + gone.from() + " up to " + gone.to()
                        + " went before they were read, since the log's start moved");
            }
            if (!outcome.isComplete() && outcome.end() != PartitionOutcome.End.HEAD_MOVED) {
                err.printf(
                        Locale.ROOT,
                        "%s: %s at position %s of %s%s%n",
                        outcome.asked().partition(),
                        outcome.end().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        outcome.reached(),
                        outcome.asked().positions().to(),
                        outcome.failure().map(why -> ": " + why).orElse(""));
            }
        }
        err.printf(
                Locale.ROOT,
                "Scanned %s: %s at %s of %s in %.1f s: %s.%n",
                scan.request().stream(),
                Phrases.count(scan.events(), "event"),
                Phrases.count(positions, "position"),
                Phrases.count(scan.ranges().size(), "partition"),
                seconds(scan),
                found(scan.findings().all()));
        scan.detection()
                .ifPresent(detection -> err.println(
                        "Payloads were read as " + detection.format().id() + ". " + detection.basis()));
        if (scan.ranges().stream().allMatch(range -> range.positions().isEmpty())) {
            err.println("The range holds no position in any of them: what it covers is not kept any more, or not"
                    + " written yet.");
        }
        err.flush();
    }

    /// How many of which verdict; what another finding explains tells nothing new and counts apart.
    private static String found(List<Finding> findings) {
        Map<Verdict, Long> verdicts = findings.stream()
                .filter(finding -> !isExplained(finding))
                .collect(Collectors.groupingBy(
                        Finding::verdict, () -> new EnumMap<>(Verdict.class), Collectors.counting()));
        List<String> found = new ArrayList<>();
        verdicts.forEach((verdict, count) -> found.add(count + " " + verdict.id()));
        long explained = findings.stream().filter(ScanCommand::isExplained).count();
        if (explained > 0) {
            found.add(explained + " explained by others");
        }
        return found.isEmpty() ? "no findings" : String.join(", ", found);
    }

    private static boolean isExplained(Finding finding) {
        return finding.status() == FindingStatus.EXPLAINED && finding.verdict() != Verdict.BENIGN;
    }
}
