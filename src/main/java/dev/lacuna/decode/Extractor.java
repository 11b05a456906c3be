package dev.lacuna.decode;

import java.util.ArrayList;
import java.util.List;

/// Where in an event a field stands: its key, a header, or a place in its JSON payload.
public sealed interface Extractor {

    /// The event's key.
    record Key() implements Extractor {
        @Override
        public String toString() {
            return "key";
        }
    }

    /// The last header of that name.
    record NamedHeader(String name) implements Extractor {
        @Override
        public String toString() {
            return "header:" + name;
        }
    }

    /// A place in the payload by JSON Pointer.
    ///
    /// @param tokens the pointer's reference tokens, unescaped; none: the payload itself
    record JsonPlace(List<String> tokens) implements Extractor {
        public JsonPlace {
            tokens = List.copyOf(tokens);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("json:");
            for (String token : tokens) {
                text.append('/').append(token.replace("~", "~0").replace("/", "~1"));
            }
            return text.toString();
        }
    }

    /// Reads `key`, `header:NAME` or `json:/pointer` (RFC 6901).
    ///
    /// @throws BadExtractorException saying what is wrong where, with an example
    static Extractor parse(String text) {
        if (text.equals("key")) {
            return new Key();
        }
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        switch (kind) {
            case "header" -> {
                if (rest.isEmpty()) {
                    throw new BadExtractorException(
                            text, text.length(), "the header's name is missing", "header:trace-id");
                }
                return new NamedHeader(rest);
            }
            case "json" -> {
                return new JsonPlace(tokensOf(text, colon < 0 ? text.length() : colon + 1));
            }
            default ->
                throw new BadExtractorException(
                        text, 0, "it must be key, or begin with header: or json:", "json:/order/id");
        }
    }

    private static List<String> tokensOf(String text, int start) {
        String example = "json:/order/id";
        if (start >= text.length() || text.charAt(start) != '/') {
            throw new BadExtractorException(text, Math.min(start, text.length()), "a pointer begins with /", example);
        }
        List<String> tokens = new ArrayList<>();
        StringBuilder token = new StringBuilder();
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/') {
                tokens.add(token.toString());
                token.setLength(0);
            } else if (c == '~') {
                char escaped = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
                if (escaped != '0' && escaped != '1') {
                    throw new BadExtractorException(
                            text, i, "~ must be followed by 0 (for ~) or 1 (for /)", "json:/a~1b");
                }
                token.append(escaped == '0' ? '~' : '/');
                i++;
            } else {
                token.append(c);
            }
        }
        tokens.add(token.toString());
        return tokens;
    }
}
