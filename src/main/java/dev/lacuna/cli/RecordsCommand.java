package dev.lacuna.cli;

import dev.lacuna.filter.EventFilter;
import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.RecordPage;
import dev.lacuna.investigation.RecordQuery;
import dev.lacuna.report.JsonLinesRecords;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Prints events.
@Command(
        name = "records",
        customSynopsis = "lacuna records SOURCE --topic TOPIC [OPTIONS]",
        description = "The events themselves, as JSON Lines.")
final class RecordsCommand extends CommandBody {

    @Mixin
    private SourceOptions source;

    @Option(names = "--topic", required = true, paramLabel = "TOPIC", description = "The topic to read.")
    private String topic;

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

    @SuppressWarnings("NullAway.Init") // picocli sets it
    RecordsCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode run() throws Exception {
        if (limit < 1) {
            throw CommandException.usage("--limit must be at least 1, not " + limit + ".");
        }
        var bounds = range.bounds(session().clock());
        var chosen = PartitionList.parse(partitions);
        Optional<EventFilter> wanted = filter == null ? Optional.empty() : Optional.of(ChoiceOptions.filter(filter));
        try (Investigation investigation = session().open(source.spec(session()))) {
            var query = new RecordQuery(investigation.resolve(topic, chosen, bounds), Optional.empty(), wanted, limit);
            RecordPage page = session().await(investigation.records(query));
            for (RecordPage.Row row : page.rows()) {
                Optional<String> decoded = Optional.ofNullable(row.event().value())
                        .flatMap(value -> page.reading().json(value, Integer.MAX_VALUE));
                JsonLinesRecords.write(
                        row.event(), row.fate(), decoded, session().out());
            }
            if (page.rows().isEmpty() && page.stopped().isEmpty()) {
                session()
                        .err()
                        .println(filter == null ? "No records in that range." : "No such records in that range.");
            }
            if (!page.unjudged().isEmpty()) {
                session().err().println("Note: " + page.unjudged() + ".");
            }
            if (!page.stopped().isEmpty()) {
                String advice = page.limited() ? " Narrow the range or raise --limit." : "";
                session().err().println("Not all: " + page.stopped() + "." + advice);
                return ExitCode.PARTIAL;
            }
        }
        return ExitCode.DONE;
    }
}
