package dev.lacuna.filter;

import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelRuntime;
import dev.lacuna.decode.PayloadReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A condition on events, in the Common Expression Language. What it can ask for:
///
/// | name | type | is |
/// |---|---|---|
/// | `value` | any | the payload's fields as they are decoded; a text or bytes where it has none; `null`: a tombstone |
/// | `valueText` | string | the payload as it stands, where it is text |
/// | `key` | string or bytes | `null` where there is none |
/// | `headers` | map | by name, string or bytes; of several with one name the last |
/// | `partition`, `offset`, `size` | int | `size` in bytes: key, value and headers |
/// | `timestamp`, `timestampMs` | timestamp, int | the event's own, as the log keeps it |
/// | `record` | map | all of them again, as `record.value`, also by the names `keyAsText` and `valueAsText` |
///
/// Numbers of any kind can be compared with each other.
public final class EventFilter {

    static final Map<String, CelType> NAMES = typedNames();

    /// Made when the first filter is.
    private static final class Events {
        private static final Language LANGUAGE = new Language(NAMES, "value.amount > 100 && headers['region'] == 'eu'");
    }

    private final String expression;
    private final CelRuntime.Program program;

    private EventFilter(String expression, CelRuntime.Program program) {
        this.expression = expression;
        this.program = program;
    }

    private static Map<String, CelType> typedNames() {
        Map<String, CelType> names = new LinkedHashMap<>();
        names.put("value", SimpleType.DYN);
        names.put("valueText", SimpleType.DYN);
        names.put("key", SimpleType.DYN);
        names.put("headers", MapType.create(SimpleType.STRING, SimpleType.DYN));
        names.put("partition", SimpleType.INT);
        names.put("offset", SimpleType.INT);
        names.put("size", SimpleType.INT);
        names.put("timestamp", SimpleType.TIMESTAMP);
        names.put("timestampMs", SimpleType.INT);
        names.put("record", MapType.create(SimpleType.STRING, SimpleType.DYN));
        return names;
    }

    /// @throws BadFilterException saying where the expression goes wrong
    public static EventFilter compile(String expression) throws BadFilterException {
        return new EventFilter(expression, Events.LANGUAGE.program(expression));
    }

    /// The names that an expression can begin with.
    public static Set<String> names() {
        return NAMES.keySet();
    }

    public String expression() {
        return expression;
    }

    /// Whoever asks one event after another; for one thread.
    ///
    /// @param payloads reads values as the stream's format says
    public Judge judge(PayloadReader payloads) {
        return new Judge(program, payloads);
    }
}
