package dev.lacuna.decode;

import dev.lacuna.decode.schema.MissingSchemaException;
import dev.lacuna.decode.schema.WireFormat;
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
        return of(spec, resolved, content, Decoding.none(), new UndecodedEvents());
    }

    /// @param decoding where schemas come from
    /// @param undecoded is told of each event whose schema is not at hand: its payload has no defect, and no fields
    public static FieldReader of(
            FieldSpec spec,
            PayloadFormat resolved,
            @Nullable ContentCollector content,
            Decoding decoding,
            UndecodedEvents undecoded) {
        Map<Slot, Extractor> extractors = new EnumMap<>(Slot.class);
        put(extractors, Slot.SEQUENCE, spec.sequence());
        put(extractors, Slot.SCOPE, spec.sequencePer().filter(per -> !per.equals("partition")));
        put(extractors, Slot.ID, spec.id());
        put(extractors, Slot.EVENT_TIME, spec.eventTime());
        if (extractors.isEmpty() && (resolved == PayloadFormat.AUTO || resolved == PayloadFormat.BYTES)) {
            return FieldReader.none();
        }
        return new EventFields(extractors, resolved, content, decoding, undecoded);
    }

    private static void put(Map<Slot, Extractor> extractors, Slot slot, Optional<String> text) {
        text.ifPresent(extractor -> extractors.put(slot, Extractor.parse(extractor)));
    }

    private static final class EventFields implements FieldReader {

        private final Values values = new Values();
        private final List<Outer> outer = new ArrayList<>();
        private final List<Slot> inner = new ArrayList<>();
        private final @Nullable JsonFields json;
        private final @Nullable WalkedFields walked;
        private final @Nullable ContentCollector content;
        private final PayloadFormat format;
        private final UndecodedEvents undecoded;

        EventFields(
                Map<Slot, Extractor> extractors,
                PayloadFormat format,
                @Nullable ContentCollector wanted,
                Decoding decoding,
                UndecodedEvents undecoded) {
            this.format = format;
            this.undecoded = undecoded;
            boolean walking = Decoding.isWalked(format);
            boolean validating = format == PayloadFormat.JSON;
            this.content = validating || walking ? wanted : null;
            PointerTree pointers = new PointerTree();
            extractors.forEach((slot, extractor) -> {
                if (extractor instanceof Extractor.JsonPlace place) {
                    pointers.add(place.tokens(), slot);
                    inner.add(slot);
                } else {
                    outer.add(new Outer(slot, extractor));
                }
            });
            this.walked = walking ? new WalkedFields(decoding.decoder(format), pointers, values, content) : null;
            boolean reading = !walking && (validating || !inner.isEmpty());
            this.json = reading ? new JsonFields(pointers, validating, content) : null;
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
            Bytes value = walked == null && json == null ? event.value() : Decoding.payload(event);
            if (value == null) {
                return values.with(null, null);
            }
            Defect defect = null;
            boolean read = true;
            try {
                defect = inValue(defect(value), event);
            } catch (MissingSchemaException e) {
                undecoded.add(event, e.trouble());
                read = false;
            }
            if (defect != null || !read) {
                for (Slot slot : inner) {
                    values.forget(slot);
                }
            }
            return read
                    ? values.with(defect, defect == null && content != null ? content.end() : null)
                    : values.undecoded();
        }

        /// Bytes are counted from the value's first on, whatever a header put before it.
        private static @Nullable Defect inValue(@Nullable Defect defect, Event event) {
            int before = defect == null || defect.byteOffset() < 0 ? 0 : WireFormat.headerLength(event);
            return defect == null || before == 0
                    ? defect
                    : new Defect(
                            defect.decoder(),
                            defect.reason(),
                            Math.max(-1, defect.byteOffset() - before),
                            defect.foreign());
        }

        private @Nullable Defect defect(Bytes value) throws MissingSchemaException {
            if (walked != null) {
                return walked.read(value);
            }
            Defect defect = json == null ? null : json.readFramed(value, values);
            if (defect == null && format == PayloadFormat.TEXT && value.strictText() == null) {
                return new Defect("TEXT", "is not valid UTF-8", -1);
            }
            return defect;
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
