package dev.lacuna.cli;

import dev.lacuna.decode.FieldReaders;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PayloadFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which fields of an event the rules get.
final class FieldOptions {

    @Option(
            names = "--sequence",
            paramLabel = "EXTRACTOR",
            description = "The application's running number: key, header:NAME or json:/pointer.")
    private @Nullable String sequence;

    @Option(
            names = "--sequence-per",
            paramLabel = "partition|key|EXTRACTOR",
            description = "Within what the numbers count up. Default: partition.")
    private @Nullable String sequencePer;

    @Option(names = "--id", paramLabel = "EXTRACTOR", description = "What identifies an event.")
    private @Nullable String id;

    @Option(names = "--event-time", paramLabel = "EXTRACTOR", description = "The event's own time.")
    private @Nullable String eventTime;

    boolean isGiven() {
        return sequence != null || id != null || eventTime != null;
    }

    /// @param format as what payloads are read; AUTO: found out
    /// @throws IllegalArgumentException when an extractor can't be understood
    FieldSpec spec(PayloadFormat format) {
        if (sequencePer != null && sequence == null) {
            throw new IllegalArgumentException(
                    "--sequence-per says within what the numbers of --sequence count up: give --sequence with it.");
        }
        Optional<String> per = Optional.ofNullable(sequencePer).filter(scope -> !scope.equals("partition"));
        var spec = new FieldSpec(
                Optional.ofNullable(sequence), per, Optional.ofNullable(id), Optional.ofNullable(eventTime), format);
        FieldReaders.of(spec, PayloadFormat.AUTO); // a slip is told before anything is connected to
        return spec;
    }
}
