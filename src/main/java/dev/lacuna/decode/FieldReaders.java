package dev.lacuna.decode;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Defect;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Fields;
import dev.lacuna.model.PayloadFormat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes readers of the fields that a spec names.
public final class FieldReaders {

    private FieldReaders() {}

    /// A reader for one thread.
    ///
    /// @param resolved the payloads' format, as given or as [FormatProbe] found it: payloads that are not of it
    ///     have a defect. With AUTO or BYTES nothing is checked
    /// @throws BadExtractorException when an extractor can't be understood
    public static FieldReader of(FieldSpec spec, PayloadFormat resolved) {
        return of(spec, resolved, null);
    }

    /// @param content notes the payloads' shape and numbers as well, where the format has them; null: nobody wants them
    public static FieldReader of(FieldSpec spec, PayloadFormat resolved, @Nullable ContentCollector content) {
        Map<Slot, Extractor> extractors = new EnumMap<>(Slot.class);
        put(extractors, Slot.SEQUENCE, spec.sequence());
        put(extractors, Slot.SCOPE, spec.sequencePer().filter(per -> !per.equals("partition")));
        put(extractors, Slot.ID, spec.id());
        put(extractors, Slot.EVENT_TIME, spec.eventTime());
        if (extractors.isEmpty() && (resolved == PayloadFormat.AUTO || resolved == PayloadFormat.BYTES)) {
            return FieldReader.none();
        }
        return new EventFields(extractors, resolved, content);
    }

    private static void put(Map<Slot, Extractor> extractors, Slot slot, Optional<String> text) {
        text.ifPresent(extractor -> extractors.put(slot, Extractor.parse(extractor)));
    }

    private static final class EventFields implements FieldReader {

        private final Values values = new Values();
        private final List<Outer> outer = new ArrayList<>();
        private final List<Slot> inner = new ArrayList<>();
        private final @Nullable JsonFields json;
        private final @Nullable ContentCollector content;
        private final PayloadFormat format;

        EventFields(Map<Slot, Extractor> extractors, PayloadFormat format, @Nullable ContentCollector wanted) {
            this.format = format;
            this.content = format == PayloadFormat.JSON ? wanted : null;
            PointerTree pointers = new PointerTree();
            extractors.forEach((slot, extractor) -> {
                if (extractor instanceof Extractor.JsonPlace place) {
                    pointers.add(place.tokens(), slot);
                    inner.add(slot);
                } else {
                    outer.add(new Outer(slot, extractor));
                }
            });
            boolean validating = format == PayloadFormat.JSON;
            this.json = validating || !inner.isEmpty() ? new JsonFields(pointers, validating, content) : null;
        }

        @Override
        public Fields read(Event event) {
            values.clear();
            for (Outer field : outer) {
                Bytes text = field.in(event);
                if (text != null) {
                    values.put(field.slot(), text);
                }
            }
            Bytes value = event.value();
            if (value == null) {
                return values.with(null, null);
            }
            Defect defect = json == null ? null : json.read(value, values);
            if (defect != null) {
                for (Slot slot : inner) {
                    values.forget(slot);
                }
            } else if (format == PayloadFormat.TEXT && value.strictText() == null) {
                defect = new Defect("TEXT", "is not valid UTF-8", -1);
            }
            return values.with(defect, defect == null && content != null ? content.end() : null);
        }
    }

    /// A field that stands outside of the payload.
    private record Outer(Slot slot, Extractor extractor) {
        @Nullable
        Bytes in(Event event) {
            return extractor instanceof Extractor.NamedHeader header ? event.header(header.name()) : event.key();
        }
    }
}
