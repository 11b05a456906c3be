package dev.lacuna.cli;

import dev.lacuna.decode.FieldReaders;
import dev.lacuna.filter.BadFilterException;
import dev.lacuna.filter.EventFilter;
import dev.lacuna.investigation.CopyRequest;
import dev.lacuna.investigation.WantedEvents;
import dev.lacuna.investigation.WantedEventsFile;
import dev.lacuna.model.Choice;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PayloadFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which events of a range are copied.
final class ChoiceOptions {

    @Option(
            names = "--filter",
            paramLabel = "EXPR",
            description =
                    "Only events of which this is true, in CEL: \"value.amount > 100 && headers.region == 'eu'\".")
    private @Nullable String filter;

    @Option(
            names = "--ids",
            paramLabel = "FILE",
            description = "Only events whose id, as --id reads it, stands in this file, one in a line, or belongs to a"
                    + " record in it, as records --export writes them.")
    private @Nullable Path ids;

    @Option(
            names = "--origins",
            paramLabel = "FILE",
            description = "Only events that stand at PARTITION@POSITION, one in a line; also TOPIC/PARTITION@POSITION"
                    + ", what stands in lacuna.origin, and a file of records --export.")
    private @Nullable Path origins;

    @Option(
            names = "--skip-existing",
            paramLabel = "EXTRACTOR",
            description = "Leave out events whose id, read so, the target holds already; origin: those that any replay"
                    + " has copied there.")
    private @Nullable String skipExisting;

    @Option(
            names = "--late",
            paramLabel = "DURATION",
            description = "How far behind the end of a time to look for events of that time that came late: 30m, 2h."
                    + " Default: 1h.")
    private @Nullable String late;

    boolean isGiven() {
        return filter != null || ids != null || origins != null || skipExisting != null || late != null;
    }

    Choice choice() throws CommandException {
        return choice(filter, skipExisting);
    }

    /// A slip is told before anything is connected to.
    static Choice choice(@Nullable String filter, @Nullable String skipExisting) throws CommandException {
        if (filter != null) {
            filter(filter);
        }
        if (skipExisting != null && !skipExisting.equals("origin")) {
            FieldReaders.of(idField(skipExisting), PayloadFormat.AUTO);
        }
        return new Choice(Optional.empty(), Optional.ofNullable(filter), Optional.ofNullable(skipExisting));
    }

    static EventFilter filter(String expression) throws CommandException {
        try {
            return EventFilter.compile(expression);
        } catch (BadFilterException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }

    private static FieldSpec idField(String extractor) {
        return new FieldSpec(
                Optional.empty(), Optional.empty(), Optional.of(extractor), Optional.empty(), PayloadFormat.AUTO);
    }

    WantedEvents wanted(String topic, FieldSpec fields) throws CommandException, IOException {
        if (ids != null && origins != null) {
            throw CommandException.usage("Give either --ids or --origins, not both.");
        }
        try {
            if (ids != null) {
                String extractor = fields.id()
                        .orElseThrow(() -> CommandException.usage("--ids needs --id, to tell an event's id."));
                return WantedEventsFile.ids(ids, extractor);
            }
            return origins == null ? WantedEvents.ALL : WantedEventsFile.origins(origins, topic);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }

    Duration lateness() throws CommandException {
        return late == null ? CopyRequest.LATENESS : Durations.parse("--late", late);
    }
}
