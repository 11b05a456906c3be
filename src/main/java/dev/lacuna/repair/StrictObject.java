package dev.lacuna.repair;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lacuna.model.Position;
import dev.lacuna.model.SequenceRange;
import java.math.BigInteger;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A JSON object that is read field by field, each of which must be there and of its type, and none more.
final class StrictObject {

    // What a timestamp can say, in milliseconds of 64 bits.
    private static final Instant EARLIEST = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final JsonNode node;
    private final String file;
    private final String path;
    private final Set<String> read = new HashSet<>();

    private StrictObject(JsonNode node, String file, String path) throws PlanException {
        this.node = node;
        this.file = file;
        this.path = path;
        if (!node.isObject()) {
            throw failure(path.isEmpty() ? "/" : path, "expects an object");
        }
    }

    static StrictObject root(JsonNode node, String file) throws PlanException {
        return new StrictObject(node, file, "");
    }

    private JsonNode field(String name, String expected) throws PlanException {
        read.add(name);
        JsonNode field = node.get(name);
        if (field == null) {
            throw failure(path + "/" + name, "is missing; expects " + expected);
        }
        return field;
    }

    String text(String name) throws PlanException {
        JsonNode field = field(name, "text");
        if (!field.isTextual()) {
            throw wrong(name, "text");
        }
        return field.textValue();
    }

    Optional<String> optionalText(String name) throws PlanException {
        return field(name, "text or null").isNull() ? Optional.empty() : Optional.of(text(name));
    }

    /// Text that plans of earlier builds do without; empty there.
    String laterText(String name) throws PlanException {
        read.add(name);
        return node.has(name) ? text(name) : "";
    }

    boolean isText(String name, String text) {
        read.add(name);
        JsonNode field = node.get(name);
        return field != null && text.equals(field.textValue());
    }

    long count(String name) throws PlanException {
        JsonNode field = field(name, "a count");
        if (!field.isIntegralNumber() || !field.canConvertToLong() || field.longValue() < 0) {
            throw wrong(name, "a count: a whole number from 0 on");
        }
        return field.longValue();
    }

    int partition(String name) throws PlanException {
        JsonNode field = field(name, "a partition's number");
        if (!field.isIntegralNumber() || !field.canConvertToInt() || field.intValue() < 0) {
            throw wrong(name, "a partition's number");
        }
        return field.intValue();
    }

    Position position(String name) throws PlanException {
        JsonNode field = field(name, "a position");
        if (field.isIntegralNumber() && field.canConvertToLong() && field.longValue() >= 0) {
            return Position.offset(field.longValue());
        }
        if (field.isTextual() && field.textValue().matches("\\d{1,128}")) {
            return new Position.SequenceNumber(new BigInteger(field.textValue()));
        }
        throw wrong(name, "a position: an offset as a number, or a sequence number as text");
    }

    Optional<Position> optionalPosition(String name) throws PlanException {
        return field(name, "a position or null").isNull() ? Optional.empty() : Optional.of(position(name));
    }

    OptionalLong optionalCount(String name) throws PlanException {
        return field(name, "a count or null").isNull() ? OptionalLong.empty() : OptionalLong.of(count(name));
    }

    List<String> texts(String name) throws PlanException {
        String expected = "an array of texts";
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(name, expected)) {
            if (!element.isTextual()) {
                throw wrong(name, expected);
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    Instant time(String name) throws PlanException {
        String expected = "a time by RFC 3339 in UTC, as 2026-02-14T10:00:00.000Z";
        Instant time;
        try {
            time = Instant.parse(text(name));
        } catch (DateTimeParseException e) {
            throw wrong(name, expected);
        }
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw wrong(name, expected);
        }
        return time;
    }

    <T> T choice(String name, T[] choices, Function<T, String> id) throws PlanException {
        String text = text(name);
        for (T choice : choices) {
            if (id.apply(choice).equals(text)) {
                return choice;
            }
        }
        throw wrong(name, "one of " + Arrays.stream(choices).map(id).collect(Collectors.joining(", ")));
    }

    StrictObject object(String name) throws PlanException {
        return new StrictObject(field(name, "an object"), file, path + "/" + name);
    }

    List<StrictObject> objects(String name) throws PlanException {
        JsonNode array = array(name, "an array of objects");
        List<StrictObject> objects = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            objects.add(new StrictObject(array.get(i), file, path + "/" + name + "/" + i));
        }
        return objects;
    }

    List<SequenceRange> sequences(String name) throws PlanException {
        String expected = "an array of sequence numbers as text: \"12\" or \"12..15\"";
        List<SequenceRange> ranges = new ArrayList<>();
        for (JsonNode element : array(name, expected)) {
            String text = element.textValue();
            ranges.add((text == null ? Optional.<SequenceRange>empty() : PlanJson.sequence(text))
                    .orElseThrow(() -> wrong(name, expected)));
        }
        return ranges;
    }

    Optional<Instant> optionalTime(String name) throws PlanException {
        return field(name, "a time or null").isNull() ? Optional.empty() : Optional.of(time(name));
    }

    /// A part of the file that is JSON of another kind, as it stands.
    String json(String name, String expected) throws PlanException {
        return field(name, expected).toString();
    }

    private JsonNode array(String name, String expected) throws PlanException {
        JsonNode array = field(name, expected);
        if (!array.isArray()) {
            throw wrong(name, expected);
        }
        return array;
    }

    /// Refuses any other value than this one.
    void expect(String name, Object value, String why) throws PlanException {
        JsonNode field = field(name, Objects.toString(value));
        Object found = field.isIntegralNumber() && field.canConvertToInt() ? field.intValue() : field.textValue();
        if (!value.equals(found)) {
            throw wrong(name, "'" + value + "'; " + why);
        }
    }

    List<String> names() {
        return node.properties().stream().map(entry -> entry.getKey()).toList();
    }

    /// Refuses fields that nobody asked for: a misspelt one must not silently widen a replay.
    void end() throws PlanException {
        for (String name : names()) {
            if (!read.contains(name)) {
                throw failure(
                        path + "/" + name,
                        "is unknown; expects only "
                                + String.join(", ", read.stream().sorted().toList()));
            }
        }
    }

    PlanException wrong(String name, String expected) {
        JsonNode field = node.get(name);
        String found = field == null || field.isContainerNode() ? "" : ", not " + shorten(field.toString());
        return failure(path + "/" + name, "expects " + expected + found);
    }

    private static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private PlanException failure(String where, String what) {
        return new PlanException(
                PlanException.Kind.FILE, "'" + file + "' is no valid plan: " + where + " " + what + ".");
    }
}
