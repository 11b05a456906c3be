package dev.lacuna.cli;

import dev.lacuna.detect.Phrases;
import dev.lacuna.filter.Answer;
import dev.lacuna.filter.EventFilter;
import dev.lacuna.filter.Judge;
import dev.lacuna.filter.Unjudged;
import dev.lacuna.investigation.Bounds;
import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.KeptRecords;
import dev.lacuna.investigation.PayloadReading;
import dev.lacuna.investigation.RecordDiff;
import dev.lacuna.investigation.RecordExport;
import dev.lacuna.investigation.RecordPage;
import dev.lacuna.investigation.RecordQuery;
import dev.lacuna.investigation.RecordRun;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.StreamRef;
import dev.lacuna.report.RecordFormat;
import dev.lacuna.task.TaskCancelledException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Prints events, or writes them into a file, or reads them back from one.
@Command(
        name = "records",
        customSynopsis = {
            "lacuna records SOURCE --topic TOPIC [OPTIONS]",
            "       lacuna records SOURCE --topic TOPIC --count [--filter EXPR] [OPTIONS]",
            "       lacuna records SOURCE --topic TOPIC --diff P@OFFSET,P@OFFSET [--all] [--output FORMAT]",
            "       lacuna records --read FILE [--filter EXPR] [--limit N] [--output FORMAT]"
        },
        description = "The events themselves, as JSON Lines or CSV.")
final class RecordsCommand extends CommandBody {

    @Mixin
    private SourceOptions source;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "The topic to read.")
    private @Nullable String topic;

    @Option(names = "--partitions", paramLabel = "0,3-5", description = "Only these partitions.")
    private String partitions = "";

    @Mixin
    private RangeOptions range;

    @Option(names = "--limit", paramLabel = "N", description = "The most records to print. Default: ${DEFAULT-VALUE}.")
    private int limit = 1000;

    @Option(
            names = "--filter",
            paramLabel = "EXPR",
            description = "Only records of which this is true, in CEL: \"value.amount > 100\".")
    private @Nullable String filter;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "jsonl or csv. Default: jsonl. With --count and --diff also table.")
    private @Nullable OutputFormat output;

    @Option(
            names = "--count",
            description = "Print only how many there are, counted exactly; by partition where --output is given.")
    private boolean count;

    @Option(
            names = "--diff",
            paramLabel = "P@OFFSET,P@OFFSET",
            description = "Compare two records: what they are, headers, fields of the value, or its bytes. Prints what"
                    + " differs.")
    private @Nullable String diff;

    @Option(names = "--all", description = "With --diff: print also what is equal.")
    private boolean all;

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description = "Write all of them, whatever --limit says, into this file, one partition after the other: as"
                    + " CSV where its name ends so, else as JSON Lines.")
    private @Nullable Path export;

    @Option(
            names = "--read",
            paramLabel = "FILE",
            description = "Print the records that stand in a file made by --export or by the window.")
    private @Nullable Path read;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    RecordsCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode run() throws Exception {
        if (limit < 1) {
            throw CommandException.usage("--limit must be at least 1, not " + limit + ".");
        }
        if (output == OutputFormat.TABLE && !count && diff == null) {
            throw CommandException.usage("Records are printed as jsonl or csv.");
        }
        if ((count ? 1 : 0) + (diff == null ? 0 : 1) + (export == null ? 0 : 1) > 1) {
            throw CommandException.usage("Give only one of --count, --diff and --export.");
        }
        if (all && diff == null) {
            throw CommandException.usage("--all prints what is equal of two records: give --diff with it.");
        }
        Optional<EventFilter> wanted = filter == null ? Optional.empty() : Optional.of(ChoiceOptions.filter(filter));
        if (read != null) {
            return readBack(read, wanted);
        }
        if (topic == null) {
            throw CommandException.usage("Which topic is to be read? Give --topic, or --read FILE.");
        }
        var bounds = range.bounds(session().clock());
        var chosen = PartitionList.parse(partitions);
        List<RecordSpot> compared = diff == null ? List.of() : RecordSpot.pair(diff);
        try (Investigation investigation = session().open(source.spec(session()))) {
            if (!compared.isEmpty()) {
                return compare(investigation, topic, compared);
            }
            List<PartitionRange> ranges = investigation.resolve(topic, chosen, bounds);
            if (count) {
                return new RecordFactsOutput(session())
                        .print(session().await(investigation.records().count(ranges, wanted)), output);
            }
            return export == null
                    ? print(investigation, new RecordQuery(ranges, Optional.empty(), wanted, limit))
                    : export(
                            investigation,
                            new RecordExport(ranges, Optional.empty(), wanted, RecordFormat.of(export), export));
        }
    }

    private ExitCode compare(Investigation investigation, String stream, List<RecordSpot> spots) throws Exception {
        Set<Integer> partitions = spots.stream().map(RecordSpot::partition).collect(Collectors.toSet());
        // tells of a partition that is none, as everywhere
        StreamRef ref = investigation.resolve(stream, partitions, Bounds.ALL).getFirst().partition().stream();
        RecordDiff found = session()
                .await(investigation
                        .records()
                        .compare(spots.get(0).range(ref), spots.get(1).range(ref)));
        new RecordFactsOutput(session()).print(found, session().format(output), all);
        return ExitCode.DONE;
    }

    private RecordFormat.RecordWriter begin() throws IOException {
        RecordFormat format = output == OutputFormat.CSV ? RecordFormat.CSV : RecordFormat.JSON_LINES;
        return format.begin(session().out());
    }

    /// Rows are written as they are read, so that none needs room for long; each whole.
    private ExitCode print(Investigation investigation, RecordQuery query) throws Exception {
        RecordFormat.RecordWriter writer = begin();
        RecordRun run;
        try {
            run = session().await(investigation.records().stream(query, (rows, reading) -> {
                write(rows, reading, writer);
                return isRead();
            }));
        } catch (TaskCancelledException e) {
            if (session().interruption().isUnread()) {
                return ExitCode.DONE; // whoever reads has had enough
            }
            throw e;
        }
        if (!isRead()) {
            // of a disk that is full, every command's end tells
            return session().interruption().isUnread() ? ExitCode.DONE : ExitCode.FAILED;
        }
        if (run.records() == 0 && run.stopped().isEmpty()) {
            boolean empty =
                    query.ranges().stream().allMatch(range -> range.positions().isEmpty());
            session()
                    .err()
                    .println(
                            empty
                                    ? "No records in that range: it is not kept any more, or not written yet."
                                    : filter == null ? "No records in that range." : "No such records in that range.");
        }
        if (!run.merged()) {
            session()
                    .err()
                    .println(
                            "Note: these records are too large to be put in order of time over all partitions; those of"
                                    + " each partition are in order.");
        }
        noteUnjudged(run.unjudged());
        if (!run.stopped().isEmpty()) {
            String advice = run.limited() ? " Narrow the range or raise --limit." : "";
            session().err().println(RecordFactsOutput.notAll(run.stopped()) + advice);
            boolean nothing = run.records() == 0 && filter == null && !run.limited();
            return nothing ? ExitCode.FAILED : ExitCode.PARTIAL;
        }
        return ExitCode.DONE;
    }

    private static void write(List<RecordPage.Row> rows, PayloadReading reading, RecordFormat.RecordWriter writer) {
        try {
            for (RecordPage.Row row : rows) {
                writer.write(row.event(), row.fate(), reading.json(row.event(), Integer.MAX_VALUE));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether somebody still takes what is printed. It is on its way then.
    private boolean isRead() {
        return !session().out().checkError() && !session().interruption().isUnread();
    }

    private ExitCode export(Investigation investigation, RecordExport request) throws Exception {
        RecordExport.Result result = session().await(investigation.records().export(request));
        noteUnjudged(result.unjudged());
        session()
                .err()
                .println(Phrases.count(result.records(), "record") + " written to "
                        + result.file() + ". Read them back with: lacuna records --read "
                        + ShellWords.quoted(result.file().toString()));
        if (!result.troubles().isEmpty()) {
            session().err().println(RecordFactsOutput.notAll(result.troubles()));
            return ExitCode.PARTIAL;
        }
        return ExitCode.DONE;
    }

    private void noteUnjudged(String unjudged) {
        if (!unjudged.isEmpty()) {
            session().err().println("Note: " + unjudged + ".");
        }
    }

    private ExitCode readBack(Path file, Optional<EventFilter> wanted) throws Exception {
        if (topic != null || export != null || count || diff != null) {
            throw CommandException.usage(
                    "--read prints the records of the file: leave out --topic, --export, --count" + " and --diff.");
        }
        if (!Files.isRegularFile(file)) {
            throw new CommandException(ExitCode.FAILED, "There is no file " + file + ".", null);
        }
        KeptRecords records = KeptRecords.of(file);
        Judge judge = wanted.map(records::judge).orElse(null);
        RecordFormat.RecordWriter writer = begin();
        long[] printed = {0};
        boolean[] more = {false};
        records.read(kept -> {
            if (session().interruption().isInterrupted()) {
                return false;
            }
            if (judge != null && judge.judge(kept.event()) != Answer.YES) {
                return true;
            }
            if (printed[0] == limit) {
                more[0] = true;
                return false;
            }
            printed[0]++;
            writer.write(kept.event(), kept.fate(), records.json(kept.event()));
            return !session().interruption().isUnread();
        });
        noteUnjudged(Unjudged.told(judge == null ? List.of() : List.of(judge)));
        if (more[0]) {
            session().err().println("Not all: more than " + Phrases.count(limit, "record") + ". Raise --limit.");
            return ExitCode.PARTIAL;
        }
        return ExitCode.DONE;
    }
}
