package dev.lacuna.investigation;

import dev.lacuna.decode.PointerTexts;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Header;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Two records side by side: what they are, their headers, and the fields of their values, or these byte by byte where
/// they have none, or where all fields are the same and the bytes are not.
///
/// @param sameValue whether the values are the same to the byte, whatever their fields say
public record RecordDiff(List<Line> lines, boolean sameValue) {

    private static final int MOST_FIELDS = 5_000;
    private static final int MOST_BYTES = 64 * 1024;
    private static final int BYTES_IN_LINE = 8;

    /// Of a long text that much is shown, around where the two differ first.
    private static final int LONGEST = 4_000;

    /// One part of the records.
    ///
    /// @param part which: FACT, HEADER, FIELD or BYTES
    /// @param name as `position`, a header's name, a JSON Pointer, or an offset in the value
    /// @param left null where it has no such part
    public record Line(
            Part part,
            String name,
            @Nullable String left,
            @Nullable String right) {

        public boolean isChanged() {
            return left == null || !left.equals(right);
        }
    }

    public enum Part {
        FACT,
        HEADER,
        FIELD,
        BYTES
    }

    public RecordDiff {
        lines = List.copyOf(lines);
    }

    /// @param bytes whether values are compared byte by byte, even where they have fields
    public static RecordDiff of(Row left, Row right, PayloadReading reading, boolean bytes) {
        List<Line> lines = new ArrayList<>();
        facts(left.event(), right.event(), lines);
        headers(left.event(), right.event(), lines);
        Bytes a = left.event().value();
        Bytes b = right.event().value();
        boolean same = a == null ? b == null : a.equals(b);
        Optional<Map<String, String>> fieldsA = bytes ? Optional.empty() : fields(left.event(), reading);
        Optional<Map<String, String>> fieldsB = bytes ? Optional.empty() : fields(right.event(), reading);
        boolean told = false;
        if (fieldsA.isPresent() && fieldsB.isPresent()) {
            pairs(Part.FIELD, fieldsA.get(), fieldsB.get(), lines);
            told = same || lines.stream().anyMatch(line -> line.part() == Part.FIELD && line.isChanged());
        }
        if (!told) {
            dump(a, b, lines);
        }
        return new RecordDiff(lines, same);
    }

    private static void facts(Event a, Event b, List<Line> lines) {
        lines.add(new Line(
                Part.FACT,
                "partition",
                "" + a.partition().number(),
                "" + b.partition().number()));
        lines.add(new Line(
                Part.FACT, "position", a.position().toString(), b.position().toString()));
        lines.add(new Line(Part.FACT, "time_ms", "" + a.millis(), "" + b.millis()));
        lines.add(new Line(Part.FACT, "key", text(a.key()), text(b.key())));
        lines.add(new Line(Part.FACT, "size", "" + a.size(), "" + b.size()));
    }

    /// Of several headers with one name each is compared with its like: the first with the first.
    private static void headers(Event a, Event b, List<Line> lines) {
        pairs(Part.HEADER, named(a.headers()), named(b.headers()), lines);
    }

    private static Map<String, String> named(List<Header> headers) {
        Map<String, String> named = new LinkedHashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Header header : headers) {
            int number = seen.merge(header.name(), 1, Integer::sum);
            named.put(number == 1 ? header.name() : header.name() + " (" + number + ")", text(header.value()));
        }
        return named;
    }

    private static Optional<Map<String, String>> fields(Event event, PayloadReading reading) {
        Bytes value = event.value();
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        String text = reading.json(event, Integer.MAX_VALUE).orElseGet(value::strictText);
        Map<String, String> fields = text == null ? Map.of() : PointerTexts.all(text, MOST_FIELDS);
        return fields.isEmpty() ? Optional.empty() : Optional.of(fields);
    }

    private static void pairs(Part part, Map<String, String> a, Map<String, String> b, List<Line> lines) {
        Set<String> names = new LinkedHashSet<>(a.keySet());
        names.addAll(b.keySet());
        names.forEach(name -> lines.add(line(part, name, a.get(name), b.get(name))));
    }

    private static Line line(Part part, String name, @Nullable String a, @Nullable String b) {
        int from = 0;
        if (a != null && b != null && !a.equals(b) && Math.max(a.length(), b.length()) > LONGEST) {
            int length = Math.min(a.length(), b.length());
            while (from < length && a.charAt(from) == b.charAt(from)) {
                from++;
            }
            from = Math.max(0, from - LONGEST / 2);
        }
        return new Line(part, name, excerpt(a, from), excerpt(b, from));
    }

    private static @Nullable String excerpt(@Nullable String text, int from) {
        if (text == null || from == 0 && text.length() <= LONGEST) {
            return text;
        }
        int to = Math.min(text.length(), from + LONGEST);
        return (from == 0 ? "" : "…") + text.substring(Math.min(from, to), to) + (to < text.length() ? "…" : "");
    }

    private static void dump(@Nullable Bytes a, @Nullable Bytes b, List<Line> lines) {
        int length = Math.min(MOST_BYTES, Math.max(length(a), length(b)));
        if (length == 0) {
            lines.add(new Line(Part.BYTES, "value", text(a), text(b)));
        }
        for (int at = 0; at < length; at += BYTES_IN_LINE) {
            lines.add(new Line(Part.BYTES, HexFormat.of().toHexDigits(at, 6), hex(a, at), hex(b, at)));
        }
        if (Math.max(length(a), length(b)) > MOST_BYTES) {
            Bytes restA = rest(a);
            Bytes restB = rest(b);
            String left = restA.length() + " more bytes";
            boolean differ = !restA.equals(restB) && restA.length() == restB.length();
            lines.add(
                    new Line(Part.BYTES, "…", left, restB.length() + " more bytes" + (differ ? ", not the same" : "")));
        }
    }

    private static Bytes rest(@Nullable Bytes bytes) {
        return bytes == null || bytes.length() <= MOST_BYTES
                ? Bytes.EMPTY
                : bytes.slice(MOST_BYTES, bytes.length() - MOST_BYTES);
    }

    private static int length(@Nullable Bytes bytes) {
        return bytes == null ? 0 : bytes.length();
    }

    private static @Nullable String hex(@Nullable Bytes bytes, int from) {
        if (bytes == null || from >= bytes.length()) {
            return null;
        }
        Bytes part = bytes.slice(from, Math.min(BYTES_IN_LINE, bytes.length() - from));
        var text = new StringBuilder(HexFormat.ofDelimiter(" ").formatHex(part.toArray()));
        text.append(" ".repeat(3 * (BYTES_IN_LINE - part.length()) + 2));
        for (int i = 0; i < part.length(); i++) {
            byte each = part.at(i);
            text.append(each >= 0x20 && each < 0x7f ? (char) each : '.');
        }
        return text.toString();
    }

    /// Nothing, emptiness and bytes that are no text each stay what they are.
    private static String text(@Nullable Bytes bytes) {
        if (bytes == null) {
            return "null";
        }
        String text = bytes.strictText();
        return text == null ? "0x" + HexFormat.of().formatHex(bytes.toArray()) : '"' + text + '"';
    }
}
