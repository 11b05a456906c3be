package dev.lacuna.ui.records;

import dev.lacuna.investigation.PayloadReading;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.ui.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A payload made ready to be shown. Making it may take a while for megabytes and touches no node.
///
/// @param json whether it is to be coloured as JSON
/// @param columns whether its lines are columns that must not be broken
/// @param cut whether there is more of it than was asked for
/// @param note what is to be said about how it is shown; null for nothing
record PayloadText(
        List<String> lines,
        boolean json,
        boolean columns,
        boolean cut,
        @Nullable String note) {

    private static final Texts TEXTS = Texts.of(PayloadText.class);
    /// The control lays out a line at once: one of megabytes would freeze the window.
    private static final int LONGEST_LINE = 2_000;
    private static final int LONGEST_CHARACTER = 4;

    /// @param limit how many bytes to show at most
    static PayloadText of(Bytes bytes, PayloadMode mode, int limit) {
        return of(bytes, Optional.empty(), PayloadReading.none(), mode, limit);
    }

    /// The value of an event that has one.
    ///
    /// @param reading how a value is read that is no text
    static PayloadText of(Event event, PayloadReading reading, PayloadMode mode, int limit) {
        Optional<String> decoded = mode == PayloadMode.PRETTY ? reading.json(event, limit) : Optional.empty();
        return of(Objects.requireNonNull(event.value(), "a tombstone has no text"), decoded, reading, mode, limit);
    }

    private static PayloadText of(
            Bytes bytes, Optional<String> decoded, PayloadReading reading, PayloadMode mode, int limit) {
        if (decoded.isPresent()) {
            String json = decoded.get();
            String note = TEXTS.get("note.decoded", reading.detection().format().id());
            return new PayloadText(breakLong(JsonIndent.lines(json)), true, false, json.length() > limit, note);
        }
        boolean cut = bytes.length() > limit;
        Bytes shown = cut ? bytes.slice(0, limit) : bytes;
        if (mode == PayloadMode.HEX) {
            return new PayloadText(new HexLines(shown), false, true, cut, null);
        }
        String text = text(shown, cut);
        if (text == null) {
            boolean unread = mode == PayloadMode.PRETTY && reading.isDecoding();
            String note = unread
                    ? TEXTS.get("note.unread", reading.detection().format().id())
                    : TEXTS.get("note.bytes");
            return new PayloadText(new HexLines(shown), false, true, cut, note);
        }
        boolean json = JsonIndent.looksLikeJson(text);
        List<String> lines = json && mode == PayloadMode.PRETTY
                ? JsonIndent.lines(text)
                : text.lines().toList();
        List<String> broken = breakLong(lines);
        return new PayloadText(broken, json, false, cut, broken == lines ? null : TEXTS.get("note.wrapped"));
    }

    /// Null where it is no UTF-8. A cut may have split the last character.
    private static @Nullable String text(Bytes bytes, boolean cut) {
        int mostLost = cut ? Math.min(LONGEST_CHARACTER, bytes.length()) : 1;
        for (int lost = 0; lost < mostLost; lost++) {
            String text = bytes.slice(0, bytes.length() - lost).strictText();
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static List<String> breakLong(List<String> lines) {
        if (lines.stream().allMatch(line -> line.length() <= LONGEST_LINE)) {
            return lines;
        }
        List<String> broken = new ArrayList<>();
        for (String line : lines) {
            for (int from = 0; from == 0 || from < line.length(); from += LONGEST_LINE) {
                broken.add(line.substring(from, Math.min(line.length(), from + LONGEST_LINE)));
            }
        }
        return broken;
    }
}
