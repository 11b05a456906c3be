package dev.lacuna.ui.records;

import dev.lacuna.decode.Extractor;
import java.util.regex.Pattern;

/// How fields are written in a filter.
final class FilterNames {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private FilterNames() {}

    /// `value.order.id`, `headers['trace-id']`
    static String of(Extractor extractor) {
        return switch (extractor) {
            case Extractor.Key key -> "key";
            case Extractor.NamedHeader header -> "headers" + member(header.name());
            case Extractor.JsonPlace place -> {
                var name = new StringBuilder("value");
                place.tokens().forEach(token -> name.append(member(token)));
                yield name.toString();
            }
        };
    }

    private static String member(String name) {
        return PLAIN.matcher(name).matches()
                ? "." + name
                : "['" + name.replace("\\", "\\\\").replace("'", "\\'") + "']";
    }
}
