package dev.lacuna.investigation;

import dev.lacuna.decode.Decoding;
import dev.lacuna.decode.FieldReaders;
import dev.lacuna.decode.UndecodedEvents;
import dev.lacuna.decode.schema.SchemaTrouble;
import dev.lacuna.filter.BadFilterException;
import dev.lacuna.filter.EventFilter;
import dev.lacuna.filter.Judge;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.repair.replay.EventReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads what stands in the events of a stream whose format is known. Confined to one thread.
final class StreamReading implements EventReading {

    private final FieldSpec fields;
    private final Decoding decoding;
    private final UndecodedEvents undecoded = new UndecodedEvents();
    private final List<Judge> judges = new ArrayList<>();

    StreamReading(FieldSpec fields, Decoding decoding) {
        this.fields = fields;
        this.decoding = decoding;
    }

    @Override
    public FieldReader fields() {
        return reader(fields);
    }

    @Override
    public FieldReader ids(String extractor) {
        return reader(new FieldSpec(
                Optional.empty(), Optional.empty(), Optional.of(extractor), Optional.empty(), fields.format()));
    }

    private FieldReader reader(FieldSpec spec) {
        return FieldReaders.of(spec, spec.format(), null, decoding, undecoded);
    }

    @Override
    public Judge judge(String expression) throws BadFilterException {
        Judge judge = EventFilter.compile(expression).judge(decoding.reader(fields.format()));
        judges.add(judge);
        return judge;
    }

    @Override
    public String unread() {
        return Stream.concat(
                        undecoded.all().stream().map(UndecodedEvents.Sum::trouble),
                        judges.stream().map(Judge::trouble).filter(Objects::nonNull))
                .findFirst()
                .map(StreamReading::sentence)
                .orElse("");
    }

    private static String sentence(SchemaTrouble trouble) {
        return trouble.reason() + ". " + trouble.advice();
    }
}
