package dev.lacuna.investigation;

import dev.lacuna.decode.PointerTexts;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Header;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Two records side by side: what they are, their headers, and the fields of their values, or these byte by byte where
/// they have none, or where all fields are the same and the bytes are not. However long the values are, all of them is
/// compared; only of the lines there is an end.
///
/// @param sameValue whether the values are the same to the byte, whatever their fields say
/// @param more how many parts of the values were compared and have no line
/// @param moreChanged how many of these differ
public record RecordDiff(List<Line> lines, boolean sameValue, long more, long moreChanged) {

    /// So many lines of what is the same, and as many of what is not.
    private static final int MOST_FIELDS = 5_000;

    /// What a field takes of the memory while it is compared, two values' texts included; rather too much.
    private static final int BYTES_PER_FIELD = 600;

    /// A value with more fields than that is compared byte by byte: they would take too much memory.
    private static final int TOO_MANY_FIELDS =
            Math.clamp(Runtime.getRuntime().maxMemory() / BYTES_PER_FIELD, 500_000, 10_000_000);

    /// So much has its lines whether it differs or not, and as much again of what differs behind it.
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
        pairs(named(left.event().headers()), named(right.event().headers()), lines);
        Bytes a = left.event().value();
        Bytes b = right.event().value();
        boolean same = a == null ? b == null : a.equals(b);
        if ((a == null) != (b == null)) {
            lines.add(new Line(Part.BYTES, "value", sizeOf(a), sizeOf(b)));
        }
        if (!bytes) {
            Optional<String> jsonA = json(left.event(), reading);
            Optional<String> jsonB = json(right.event(), reading);
            if ((jsonA.isPresent() || length(a) == 0) && (jsonB.isPresent() || length(b) == 0)) {
                var fields = new Fields();
                if (fields.compare(jsonA.orElse(""), jsonB.orElse(""))) {
                    lines.addAll(fields.lines);
                    if (same || fields.changed > 0) {
                        return new RecordDiff(lines, same, fields.more, fields.moreChanged);
                    }
                }
            }
        }
        return dump(a, b, lines, same);
    }

    private static String sizeOf(@Nullable Bytes value) {
        return value == null ? "null" : value.isEmpty() ? text(value) : value.length() + " bytes";
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
    private static Map<String, String> named(List<Header> headers) {
        Map<String, String> named = new LinkedHashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Header header : headers) {
            int number = seen.merge(header.name(), 1, Integer::sum);
            named.put(number == 1 ? header.name() : header.name() + " (" + number + ")", text(header.value()));
        }
        return named;
    }

    private static void pairs(Map<String, String> a, Map<String, String> b, List<Line> lines) {
        Set<String> names = new LinkedHashSet<>(a.keySet());
        names.addAll(b.keySet());
        names.forEach(name -> lines.add(line(Part.HEADER, name, a.get(name), b.get(name))));
    }

    /// A value as JSON, where it has fields.
    private static Optional<String> json(Event event, PayloadReading reading) {
        Bytes value = event.value();
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        String text = reading.json(event, Integer.MAX_VALUE).orElseGet(value::strictText);
        return Optional.ofNullable(text)
                .filter(json -> !PointerTexts.all(json, 1).isEmpty());
    }

    /// The fields of two values, of which it holds those of one.
    private static final class Fields {

        private final List<Line> lines = new ArrayList<>();
        private long same;
        private long changed;
        private long more;
        private long moreChanged;

        /// @return false where there are too many
        boolean compare(String a, String b) {
            if (a.isEmpty() && b.isEmpty()) {
                return false;
            }
            Map<String, String> rest = PointerTexts.all(a, TOO_MANY_FIELDS);
            if (rest.size() == TOO_MANY_FIELDS) {
                return false;
            }
            long[] seen = {0};
            PointerTexts.each(b, (name, text) -> {
                put(name, rest.remove(name), text);
                return ++seen[0] < TOO_MANY_FIELDS;
            });
            rest.forEach((name, text) -> put(name, text, null));
            return seen[0] < TOO_MANY_FIELDS;
        }

        private void put(String name, @Nullable String a, @Nullable String b) {
            boolean differs = a == null || !a.equals(b);
            if ((differs ? ++changed : ++same) <= MOST_FIELDS) {
                lines.add(line(Part.FIELD, name, a, b));
            } else {
                more++;
                moreChanged += differs ? 1 : 0;
            }
        }
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

    private static RecordDiff dump(@Nullable Bytes a, @Nullable Bytes b, List<Line> lines, boolean same) {
        int length = Math.max(length(a), length(b));
        if (length == 0 && a != null && b != null) {
            lines.add(new Line(Part.BYTES, "value", text(a), text(b)));
        }
        int at = 0;
        for (; at < Math.min(MOST_BYTES, length); at += BYTES_IN_LINE) {
            lines.add(bytes(a, b, at));
        }
        int further = 0;
        long moreChanged = 0;
        long more = (length - (long) at + BYTES_IN_LINE - 1) / BYTES_IN_LINE;
        for (at = mismatch(a, b, at); at < length; at = mismatch(a, b, at + BYTES_IN_LINE)) {
            if (further < MOST_BYTES) {
                further += BYTES_IN_LINE;
                lines.add(bytes(a, b, at));
                more--;
            } else {
                moreChanged++;
            }
        }
        return new RecordDiff(lines, same, Math.max(0, more), moreChanged);
    }

    private static Line bytes(@Nullable Bytes a, @Nullable Bytes b, int at) {
        return new Line(Part.BYTES, String.format(Locale.ROOT, "%06x", at), hex(a, at), hex(b, at));
    }

    /// Where the next line begins that differs, from one on; behind the end where there is none.
    private static int mismatch(@Nullable Bytes a, @Nullable Bytes b, int from) {
        int length = Math.min(length(a), length(b));
        if (a == null || b == null || from >= length) {
            return length(a) == length(b) ? Integer.MAX_VALUE : from;
        }
        int found = Arrays.mismatch(
                a.sharedArray(),
                a.sharedOffset() + from,
                a.sharedOffset() + a.length(),
                b.sharedArray(),
                b.sharedOffset() + from,
                b.sharedOffset() + b.length());
        return found < 0 ? Integer.MAX_VALUE : (from + found) / BYTES_IN_LINE * BYTES_IN_LINE;
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
