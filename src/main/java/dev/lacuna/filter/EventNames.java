package dev.lacuna.filter;

import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelVariableResolver;
import dev.lacuna.decode.PayloadReader;
import dev.lacuna.decode.schema.MissingSchemaException;
import dev.lacuna.decode.schema.SchemaTrouble;
import dev.lacuna.decode.walk.BrokenPayloadException;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Header;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an expression's names stand for in one event; a payload is read only when it is asked for. Confined to one
/// thread.
final class EventNames implements CelVariableResolver {

    private static final Set<String> IN_RECORD = inRecord();
    private static final int MOST_KNOWN = 1_000;
    private static final int LONGEST_KNOWN = 100;

    private final PayloadReader payloads;
    private final Map<String, Object> record = new RecordNames();
    private @Nullable Event event;
    private @Nullable Object value;
    private String defect = "";
    private @Nullable SchemaTrouble trouble;

    EventNames(PayloadReader payloads) {
        this.payloads = payloads;
    }

    private static Set<String> inRecord() {
        Set<String> names = new LinkedHashSet<>(EventFilter.NAMES.keySet());
        names.remove("record");
        names.add("keyAsText");
        names.add("valueAsText");
        return names;
    }

    void of(Event next) {
        event = next;
        value = null;
        defect = "";
        trouble = null;
    }

    /// Why the payload could not be read, as a clause; empty where it could, or nobody asked for it.
    String defect() {
        return defect;
    }

    @Nullable
    SchemaTrouble trouble() {
        return trouble;
    }

    @Override
    public Optional<Object> find(String name) {
        return Optional.ofNullable(name.equals("record") ? record : get(name));
    }

    private @Nullable Object get(String name) {
        Event of = event;
        if (of == null) {
            return null;
        }
        return switch (name) {
            case "value" -> value(of);
            case "valueText", "valueAsText" -> plain(of.value());
            case "key", "keyAsText" -> plain(of.key());
            case "headers" -> headers(of);
            case "partition" -> (long) of.partition().number();
            case "offset" ->
                of.position().isDense()
                        ? of.position().asOffset()
                        : of.position().toString();
            case "size" -> of.size();
            case "timestamp" -> Instant.ofEpochMilli(of.millis());
            case "timestampMs" -> of.millis();
            default -> null;
        };
    }

    private static Object plain(@Nullable Bytes bytes) {
        if (bytes == null) {
            return ValueTree.NOTHING;
        }
        String text = bytes.strictText();
        return text == null ? CelByteString.of(bytes.toArray()) : text;
    }

    private static Map<String, Object> headers(Event event) {
        Map<String, Object> headers = new HashMap<>();
        for (Header header : event.headers()) {
            headers.put(header.name(), plain(header.value()));
        }
        return headers;
    }

    private Object value(Event of) {
        Object known = value;
        if (known == null) {
            known = read(of);
            value = known;
        }
        return known;
    }

    private Object read(Event of) {
        if (of.value() == null) {
            return ValueTree.NOTHING;
        }
        var tree = new ValueTree();
        try {
            payloads.read(of, tree);
            return tree.root();
        } catch (BrokenPayloadException e) {
            defect = e.reason();
        } catch (MissingSchemaException e) {
            trouble = e.trouble();
        }
        return Map.of();
    }

    /// Why the value that was asked for has no fields, as a clause; empty where it has some, or nobody asked for it.
    String fieldless() {
        Object of = value;
        if (of == ValueTree.NOTHING) {
            return "its value is null";
        }
        return of instanceof String || of instanceof CelByteString
                ? "its value is taken for " + (of instanceof String ? "text" : "bytes")
                        + ", which has no fields; a format that is said is not guessed (--format json, or Fields in the"
                        + " window)"
                : "";
    }

    /// Names of fields and headers of the event, the first few: of fields only where its payload was read.
    Set<String> known() {
        Set<String> known = new LinkedHashSet<>();
        Event of = event;
        if (of != null) {
            of.headers().forEach(header -> note(header.name(), known));
        }
        gather(value, known);
        return known;
    }

    private static void gather(@Nullable Object from, Set<String> known) {
        if (from instanceof Map<?, ?> object && known.size() < MOST_KNOWN) {
            object.forEach((name, inner) -> {
                note(String.valueOf(name), known);
                gather(inner, known);
            });
        } else if (from instanceof List<?> list && !list.isEmpty()) {
            gather(list.getFirst(), known);
        }
    }

    private static void note(String name, Set<String> known) {
        if (name.length() <= LONGEST_KNOWN && name.chars().noneMatch(Character::isISOControl)) {
            known.add(name);
        }
    }

    /// The names once more, as members of one object.
    private final class RecordNames extends AbstractMap<String, Object> {

        @Override
        public @Nullable Object get(@Nullable Object name) {
            return name instanceof String text && IN_RECORD.contains(text) ? EventNames.this.get(text) : null;
        }

        @Override
        public boolean containsKey(@Nullable Object name) {
            return name instanceof String text && IN_RECORD.contains(text);
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return IN_RECORD.stream()
                    .map(name -> Map.entry(name, find(name).orElse(ValueTree.NOTHING)))
                    .collect(Collectors.toSet());
        }
    }
}
