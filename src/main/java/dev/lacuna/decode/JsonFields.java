package dev.lacuna.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.lacuna.decode.schema.WireFormat;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Defect;
import dev.lacuna.model.ValueType;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One pass over a JSON payload that picks fields by pointer and, where asked to, checks the payload to its
/// last byte.
final class JsonFields {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final PointerTree pointers;
    private final boolean validating;
    private final PlainJson plain;
    private final List<Slot> slots;
    private final @Nullable ContentCollector content;
    private int found;

    /// @param validating whether a payload that is no JSON is a defect; else reading stops when every field is
    ///     found
    JsonFields(PointerTree pointers, boolean validating) {
        this(pointers, validating, null);
    }

    /// @param content notes shape and numbers of what is valid; null: nobody wants them
    JsonFields(PointerTree pointers, boolean validating, @Nullable ContentCollector content) {
        this.pointers = pointers;
        this.validating = validating;
        this.content = content;
        this.plain = new PlainJson(pointers, content);
        this.slots = pointers.allSlots();
    }

    /// A payload of JSON without what a registry's serializer put before it: no JSON begins with the byte 0
    /// or 1.
    static Bytes bare(Bytes payload) {
        int named = WireFormat.length(payload);
        return named == 0 ? payload : payload.slice(named, payload.length() - named);
    }

    /// Reads a payload that may be in the wire format of a registry.
    @Nullable
    Defect readFramed(Bytes payload, Values values) {
        int named = WireFormat.length(payload);
        if (named == 0) {
            return read(payload, values);
        }
        Defect defect = read(bare(payload), values);
        return defect == null || defect.byteOffset() < 0
                ? defect
                : new Defect(defect.decoder(), defect.reason(), defect.byteOffset() + named, defect.foreign());
    }

    @Nullable
    Defect read(Bytes payload, Values values) {
        if (payload.isEmpty()) {
            return validating ? new Defect("JSON", "is empty", 0) : null;
        }
        if (validating && plain.read(payload.sharedArray(), payload.sharedOffset(), payload.length(), values)) {
            return null;
        }
        slots.forEach(values::forget);
        return readByLibrary(payload, values);
    }

    /// Reads what may be unusual, and says what is wrong with it.
    @Nullable
    Defect readByLibrary(Bytes payload, Values values) {
        found = 0;
        try (JsonParser parser =
                FACTORY.createParser(payload.sharedArray(), payload.sharedOffset(), payload.length())) {
            if (parser.nextToken() == null) {
                return validating ? new Defect("JSON", "holds nothing but space", 0) : null;
            }
            if (!visit(parser, pointers, content == null ? null : content.begin(), values)) {
                return null;
            }
            if (validating && parser.nextToken() != null) {
                int at = (int) parser.currentTokenLocation().getByteOffset();
                return new Defect("JSON", "goes on behind its value", at);
            }
            return null;
        } catch (JsonProcessingException e) {
            return validating ? JsonDefects.of(e, payload) : null;
        } catch (IOException e) {
            // a reader on an array fails only on bytes that are no text in the encoding it began with
            return validating ? new Defect("JSON", "is no text in its encoding", -1, true) : null;
        }
    }

    /// Reads the value the parser stands on, up to its end.
    ///
    /// @param node what is wanted of it; null: nothing
    /// @param place where it is noted; null: nowhere
    /// @return false when everything was found and the rest doesn't matter
    private boolean visit(JsonParser parser, @Nullable PointerTree node, @Nullable ContentNode place, Values values)
            throws IOException {
        if (place != null) {
            note(parser, place);
        }
        if (node != null && !node.slots().isEmpty()) {
            take(parser, node, values);
        }
        if (!validating && found >= slots.size()) {
            return false;
        }
        JsonToken token = parser.currentToken();
        if (place == null && (node == null || !node.hasChildren())) {
            parser.skipChildren();
            return true;
        }
        if (token == JsonToken.START_OBJECT) {
            return visitObject(parser, node, place, values);
        }
        return token != JsonToken.START_ARRAY || visitArray(parser, node, place, values);
    }

    private boolean visitObject(
            JsonParser parser, @Nullable PointerTree node, @Nullable ContentNode place, Values values)
            throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            PointerTree child = node == null ? null : node.child(name);
            ContentNode member = place == null || content == null ? null : content.member(place, name);
            parser.nextToken();
            if (child == null && member == null) {
                parser.skipChildren();
            } else if (!visit(parser, child, member, values)) {
                return false;
            }
        }
        return true;
    }

    private boolean visitArray(
            JsonParser parser, @Nullable PointerTree node, @Nullable ContentNode place, Values values)
            throws IOException {
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            PointerTree child = node == null || !node.hasChildren() ? null : node.child(Integer.toString(i));
            ContentNode element = place == null || content == null ? null : content.element(place, i);
            if (child == null && element == null) {
                parser.skipChildren();
            } else if (!visit(parser, child, element, values)) {
                return false;
            }
        }
        return true;
    }

    private void note(JsonParser parser, ContentNode place) throws IOException {
        ContentCollector collector = content;
        ValueType type = typeOf(parser.currentToken());
        if (collector != null && type != null) {
            collector.saw(place, type);
            if (type == ValueType.NUMBER) {
                collector.number(place, parser.getDoubleValue());
            }
        }
    }

    private static @Nullable ValueType typeOf(@Nullable JsonToken token) {
        return switch (token) {
            case START_OBJECT -> ValueType.OBJECT;
            case START_ARRAY -> ValueType.ARRAY;
            case VALUE_STRING, VALUE_EMBEDDED_OBJECT -> ValueType.TEXT;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> ValueType.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> ValueType.BOOLEAN;
            case VALUE_NULL -> ValueType.NULL;
            case null, default -> null;
        };
    }

    private void take(JsonParser parser, PointerTree node, Values values) throws IOException {
        found += node.slots().size();
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            String text = parser.getText();
            node.slots().forEach(slot -> values.put(slot, text));
        } else if (token == JsonToken.VALUE_NUMBER_INT && parser.getTextLength() < 19) {
            long number = parser.getLongValue();
            node.slots().forEach(slot -> values.put(slot, number));
        } else if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            String text = parser.getText();
            node.slots().forEach(slot -> values.put(slot, text));
        }
    }
}
