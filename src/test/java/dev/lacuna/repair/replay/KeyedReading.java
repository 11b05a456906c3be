package dev.lacuna.repair.replay;

import dev.lacuna.decode.Decoding;
import dev.lacuna.filter.BadFilterException;
import dev.lacuna.filter.EventFilter;
import dev.lacuna.filter.Judge;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.Fields;
import dev.lacuna.model.PayloadFormat;

/// Takes the key for the id, whatever the extractor, and payloads for JSON.
final class KeyedReading implements EventReading {

    @Override
    public FieldReader fields() {
        return FieldReader.none();
    }

    @Override
    public FieldReader ids(String extractor) {
        return event -> new Fields(Fields.ABSENT, null, event.key(), Fields.ABSENT, null);
    }

    @Override
    public Judge judge(String expression) throws BadFilterException {
        return EventFilter.compile(expression).judge(Decoding.none().reader(PayloadFormat.JSON));
    }
}
