package dev.lacuna.report.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The cells of one JSON object of a session file, by name. What is missing or of another type is named by an
/// [IllegalArgumentException]; what is not asked for is passed over, so that a later version may add to it.
record Cells(JsonNode node) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    Cells {
        if (!node.isObject()) {
            throw new IllegalArgumentException("it is no JSON object");
        }
    }

    static ObjectNode object() {
        return JSON.objectNode();
    }

    JsonNode cell(String name) {
        JsonNode cell = node.get(name);
        if (cell == null || cell.isNull()) {
            throw new IllegalArgumentException("there is no '" + name + "'");
        }
        return cell;
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    String text(String name) {
        JsonNode cell = cell(name);
        if (!cell.isTextual()) {
            throw new IllegalArgumentException("'" + name + "' is no text");
        }
        return cell.textValue();
    }

    long number(String name) {
        return number(cell(name), name);
    }

    int integer(String name) {
        long number = number(name);
        if (number != (int) number) {
            throw new IllegalArgumentException("'" + name + "' is too large: " + number);
        }
        return (int) number;
    }

    private static long number(JsonNode cell, String name) {
        if (!cell.isIntegralNumber() || !cell.canConvertToLong()) {
            throw new IllegalArgumentException("'" + name + "' is no whole number");
        }
        return cell.longValue();
    }

    double decimal(String name) {
        JsonNode cell = cell(name);
        if (!cell.isNumber()) {
            throw new IllegalArgumentException("'" + name + "' is no number");
        }
        return cell.doubleValue();
    }

    boolean truth(String name) {
        JsonNode cell = cell(name);
        if (!cell.isBoolean()) {
            throw new IllegalArgumentException("'" + name + "' is neither true nor false");
        }
        return cell.booleanValue();
    }

    Instant instant(String name) {
        return Instant.ofEpochMilli(number(name));
    }

    Cells object(String name) {
        return new Cells(cell(name));
    }

    long[] numbers(String name) {
        return numbers(array(name), name);
    }

    private static long[] numbers(ArrayNode array, String name) {
        long[] numbers = new long[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(array.get(i), name);
        }
        return numbers;
    }

    /// Numbers that stand as the difference to the one before.
    long[] ascending(String name) {
        long[] numbers = numbers(name);
        for (int i = 1; i < numbers.length; i++) {
            numbers[i] += numbers[i - 1];
        }
        return numbers;
    }

    static ArrayNode differences(long[] numbers) {
        ArrayNode array = JSON.arrayNode(numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            array.add(i == 0 ? numbers[0] : numbers[i] - numbers[i - 1]);
        }
        return array;
    }

    static ArrayNode array(long... numbers) {
        ArrayNode array = JSON.arrayNode(numbers.length);
        for (long number : numbers) {
            array.add(number);
        }
        return array;
    }

    static ArrayNode array(Iterable<String> texts) {
        ArrayNode array = JSON.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    /// Rows of numbers.
    static ArrayNode rows(Iterable<long[]> rows) {
        ArrayNode array = JSON.arrayNode();
        rows.forEach(row -> array.add(array(row)));
        return array;
    }

    /// Rows of exactly so many numbers.
    List<long[]> rows(String name, int width) {
        List<long[]> rows = new ArrayList<>();
        for (JsonNode row : array(name)) {
            if (!(row instanceof ArrayNode numbers) || numbers.size() != width) {
                throw new IllegalArgumentException("a row of '" + name + "' has not " + width + " numbers");
            }
            rows.add(numbers(numbers, name));
        }
        return rows;
    }

    private ArrayNode array(String name) {
        if (cell(name) instanceof ArrayNode array) {
            return array;
        }
        throw new IllegalArgumentException("'" + name + "' is no array");
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode cell : array(name)) {
            texts.add(cell.asText());
        }
        return texts;
    }

    Map<String, List<String>> listsByName(String name) {
        Cells lists = object(name);
        Map<String, List<String>> byName = new LinkedHashMap<>();
        lists.node.fieldNames().forEachRemaining(each -> byName.put(each, lists.texts(each)));
        return byName;
    }

    static ObjectNode lists(Map<String, List<String>> lists) {
        ObjectNode object = object();
        lists.forEach((name, texts) -> object.set(name, array(texts)));
        return object;
    }

    <R> List<R> objects(String name, Function<Cells, R> reader) {
        List<R> read = new ArrayList<>();
        for (JsonNode cell : array(name)) {
            read.add(reader.apply(new Cells(cell)));
        }
        return read;
    }

    Optional<String> optional(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    Map<String, String> textsByName(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (var cell : object(name).node.properties()) {
            texts.put(cell.getKey(), cell.getValue().asText());
        }
        return texts;
    }

    Map<String, Long> numbersByName(String name) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (var cell : object(name).node.properties()) {
            numbers.put(cell.getKey(), number(cell.getValue(), cell.getKey()));
        }
        return numbers;
    }

    static ObjectNode texts(Map<String, String> texts) {
        ObjectNode object = object();
        texts.forEach(object::put);
        return object;
    }

    static ObjectNode numbers(Map<String, Long> numbers) {
        ObjectNode object = object();
        numbers.forEach((name, number) -> object.put(name, number.longValue()));
        return object;
    }

    /// A constant of an enum by its lower-case id.
    <E extends Enum<E>> E constant(String name, E[] values, Function<E, String> id) {
        String text = text(name);
        for (E value : values) {
            if (id.apply(value).equals(text)) {
                return value;
            }
        }
        throw new IllegalArgumentException("unknown " + name + " '" + text + "'");
    }
}
