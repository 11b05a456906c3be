package dev.lacuna.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The scalar fields of a sample of JSON events, by pointer; those within arrays are left out.
final class FieldSample {

    private static final int MOST_FIELDS = 500;
    private static final int DEEPEST = 5;
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Map<String, FieldProfile> profiles = new LinkedHashMap<>();
    private int events;

    static FieldSample of(List<Event> sample) {
        FieldSample fields = new FieldSample();
        for (Event event : sample) {
            Bytes value = event.value();
            if (value != null && !value.isEmpty()) {
                fields.add(event, value);
            }
        }
        return fields;
    }

    /// Events that are JSON objects.
    int events() {
        return events;
    }

    Collection<FieldProfile> profiles() {
        return profiles.values();
    }

    private void add(Event event, Bytes value) {
        List<Runnable> seen = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(value.sharedArray(), value.sharedOffset(), value.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return;
            }
            object(parser, "", 1, event, seen);
        } catch (IOException e) {
            // an unreadable event says nothing about the fields
            return;
        }
        events++;
        seen.forEach(Runnable::run);
    }

    private void object(JsonParser parser, String prefix, int depth, Event event, List<Runnable> seen)
            throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            String pointer = prefix + "/" + name.replace("~", "~0").replace("/", "~1");
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT && depth < DEEPEST) {
                object(parser, pointer, depth + 1, event, seen);
            } else if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                parser.skipChildren();
            } else {
                scalar(parser, token, pointer, name, event, seen);
            }
        }
    }

    private void scalar(
            JsonParser parser, JsonToken token, String pointer, String name, Event event, List<Runnable> seen)
            throws IOException {
        if (!profiles.containsKey(pointer) && profiles.size() >= MOST_FIELDS) {
            return;
        }
        FieldProfile profile = profiles.computeIfAbsent(pointer, p -> new FieldProfile(p, name));
        String text = parser.getText();
        switch (token) {
            case VALUE_STRING -> seen.add(() -> profile.addText(text, event.millis()));
            case VALUE_NUMBER_FLOAT -> seen.add(() -> profile.addFraction(text));
            case VALUE_NUMBER_INT -> {
                long number = Values.integer(text);
                seen.add(() -> profile.addInteger(number, event.partition(), event.millis()));
            }
            default -> {
                // booleans and nulls are no candidates
            }
        }
    }
}
