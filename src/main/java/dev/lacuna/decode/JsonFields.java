package dev.lacuna.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Defect;
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
    private int found;

    /// @param validating whether a payload that is no JSON is a defect; else reading stops when every field is
    ///     found
    JsonFields(PointerTree pointers, boolean validating) {
        this.pointers = pointers;
        this.validating = validating;
        this.plain = new PlainJson(pointers);
        this.slots = pointers.allSlots();
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
            if (!visit(parser, pointers, values)) {
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
    /// @return false when everything was found and the rest doesn't matter
    private boolean visit(JsonParser parser, PointerTree node, Values values) throws IOException {
        if (!node.slots().isEmpty()) {
            take(parser, node, values);
        }
        if (!validating && found >= slots.size()) {
            return false;
        }
        JsonToken token = parser.currentToken();
        if (!node.hasChildren()) {
            parser.skipChildren();
            return true;
        }
        if (token == JsonToken.START_OBJECT) {
            return visitObject(parser, node, values);
        }
        return token != JsonToken.START_ARRAY || visitArray(parser, node, values);
    }

    private boolean visitObject(JsonParser parser, PointerTree node, Values values) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            PointerTree child = node.child(name);
            parser.nextToken();
            if (child == null) {
                parser.skipChildren();
            } else if (!visit(parser, child, values)) {
                return false;
            }
        }
        return true;
    }

    private boolean visitArray(JsonParser parser, PointerTree node, Values values) throws IOException {
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            PointerTree child = node.child(Integer.toString(i));
            if (child == null) {
                parser.skipChildren();
            } else if (!visit(parser, child, values)) {
                return false;
            }
        }
        return true;
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
