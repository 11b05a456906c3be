package dev.lacuna.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;

/// What stands at places of a JSON text, each as one piece of text for people: a table's cells, or two payloads to be
/// compared. A text that was cut off is read as far as it goes.
public final class PointerTexts {

    private static final int LONGEST = 4_000;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private PointerTexts() {}

    /// Every value that is no object or array and no part of an array, by its JSON Pointer, in the text's order.
    ///
    /// @param most after so many it stops
    public static Map<String, String> fields(String json, int most) {
        return read(json, most, false);
    }

    /// Every value, elements of arrays included, whole and as JSON has it: a text stands in quotes, so that
    /// `"1"` is not 1.
    public static Map<String, String> all(String json, int most) {
        return read(json, most, true);
    }

    /// The same as [#all], one after the other in the text's order, so that whoever looks for a few holds no more.
    ///
    /// @param taker is given a pointer and what stands there, and answers whether it wants more
    public static void each(String json, BiPredicate<String, String> taker) {
        walk(json, (pointer, text, isText, inArray) -> taker.test(pointer, isText ? '"' + text + '"' : text));
    }

    /// What stands at these places; a place that isn't there is left out.
    public static Map<String, String> at(String json, Collection<String> pointers) {
        Map<String, String> found = new HashMap<>();
        walk(json, (pointer, text, isText, inArray) -> {
            if (pointers.contains(pointer)) {
                found.put(pointer, cut(text));
            }
            return found.size() < pointers.size();
        });
        return found;
    }

    private static Map<String, String> read(String json, int most, boolean elements) {
        Map<String, String> found = new LinkedHashMap<>();
        walk(json, (pointer, text, isText, inArray) -> {
            if (elements) {
                found.put(pointer, isText ? '"' + text + '"' : text);
            } else if (!inArray) {
                found.put(pointer, cut(text));
            }
            return found.size() < most;
        });
        return found;
    }

    private interface Visitor {
        /// @return whether more is wanted
        boolean value(String pointer, String text, boolean isText, boolean inArray);
    }

    private static void walk(String json, Visitor visitor) {
        Deque<Level> levels = new ArrayDeque<>();
        try (JsonParser parser = FACTORY.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case FIELD_NAME -> level(levels).name = parser.currentName();
                    case START_OBJECT, START_ARRAY -> {
                        String here = place(levels);
                        boolean array = token == JsonToken.START_ARRAY;
                        levels.push(new Level(here, array, array || inArray(levels)));
                    }
                    case END_OBJECT, END_ARRAY -> {
                        Level ended = levels.pop();
                        if (ended.isEmpty()
                                && !visitor.value(
                                        ended.pointer,
                                        token == JsonToken.END_ARRAY ? "[]" : "{}",
                                        false,
                                        inArray(levels))) {
                            return;
                        }
                    }
                    default -> {
                        boolean isText = token == JsonToken.VALUE_STRING;
                        if (!visitor.value(place(levels), parser.getText(), isText, inArray(levels))) {
                            return;
                        }
                    }
                }
            }
        } catch (IOException e) {
            // what was read before the text broke off is there
        }
    }

    private static Level level(Deque<Level> levels) {
        Level top = levels.peek();
        if (top == null) {
            throw new IllegalStateException("a name outside of an object");
        }
        return top;
    }

    private static boolean inArray(Deque<Level> levels) {
        Level top = levels.peek();
        return top != null && top.inArray;
    }

    private static String place(Deque<Level> levels) {
        Level top = levels.peek();
        return top == null ? "" : top.next();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static final class Level {
        private final String pointer;
        private final boolean array;
        private final boolean inArray;
        private String name = "";
        private int elements;

        Level(String pointer, boolean array, boolean inArray) {
            this.pointer = pointer;
            this.array = array;
            this.inArray = inArray;
        }

        String next() {
            elements++;
            return pointer + "/"
                    + (array
                            ? Integer.toString(elements - 1)
                            : name.replace("~", "~0").replace("/", "~1"));
        }

        boolean isEmpty() {
            return elements == 0;
        }
    }
}
