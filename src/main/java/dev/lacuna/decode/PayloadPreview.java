package dev.lacuna.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.PayloadFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Bytes as text for people: one line for a table, or all of it, indented, for the payload view.
public final class PayloadPreview {

    /// The most that the full text shows of a payload.
    public static final int MOST_BYTES = 64 * 1024;

    /// A hex dump takes about five characters per byte.
    private static final int MOST_DUMPED_BYTES = 12 * 1024;

    private static final String TOMBSTONE = "(tombstone)";
    private static final JsonFactory FACTORY = new JsonFactory();

    private PayloadPreview() {}

    /// At most `mostChars` characters without line breaks; hex for what is no text.
    ///
    /// @param value null is a tombstone
    public static String line(@Nullable Bytes value, int mostChars) {
        if (value == null) {
            return TOMBSTONE;
        }
        // a character takes at most four bytes, and one more shows that something was left out
        Bytes start = value.slice(0, Math.min(value.length(), 4 * mostChars + 4));
        String text = textOf(start, start.length() < value.length());
        if (text == null) {
            Bytes shown = start.slice(0, Math.min(start.length(), mostChars / 2 + 1));
            return cut("0x" + HexFormat.of().formatHex(shown.toArray()), mostChars);
        }
        StringBuilder line = new StringBuilder(Math.min(text.length(), mostChars + 1));
        boolean space = false;
        for (int i = 0; i < text.length() && line.length() <= mostChars; i++) {
            char c = text.charAt(i);
            boolean blank = c == '\n' || c == '\r' || c == '\t';
            if (!blank) {
                line.append(visible(c));
            } else if (!space) {
                line.append(' ');
            }
            space = blank;
        }
        return cut(line.toString(), mostChars);
    }

    /// A text of which everything is seen and nothing is where it doesn't stand: marks without a width, and those that
    /// would turn the direction of what is around them, are dots as control characters are.
    public static String visible(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (visible(text.charAt(i)) != text.charAt(i)) {
                var shown = new StringBuilder(text);
                for (; i < text.length(); i++) {
                    shown.setCharAt(i, visible(text.charAt(i)));
                }
                return shown.toString();
            }
        }
        return text;
    }

    private static char visible(char c) {
        boolean hidden = Character.isISOControl(c)
                || c == '\u061c'
                || c == '\u200b'
                || c == '\u200e'
                || c == '\u200f'
                || c >= '\u2028' && c <= '\u202e'
                || c == '\u2060'
                || c >= '\u2066' && c <= '\u2069'
                || c == '\ufeff';
        return hidden ? '\u00b7' : c;
    }

    /// The payload in full, JSON indented, bytes as a hex dump; what exceeds [#MOST_BYTES] is left out and said so.
    ///
    /// @param value null is a tombstone
    public static String full(PayloadFormat format, @Nullable Bytes value) {
        if (value == null) {
            return TOMBSTONE;
        }
        boolean longer = value.length() > MOST_BYTES;
        if (!longer && format != PayloadFormat.BYTES && format != PayloadFormat.TEXT) {
            String pretty = indented(value);
            if (pretty != null) {
                return pretty;
            }
        }
        Bytes start = value.slice(0, Math.min(value.length(), MOST_BYTES));
        String text = format == PayloadFormat.BYTES ? null : textOf(start, longer);
        if (text == null) {
            start = value.slice(0, Math.min(value.length(), MOST_DUMPED_BYTES));
            text = HexDump.of(start);
        }
        int hidden = value.length() - start.length();
        return hidden > 0 ? text + "\n… (" + hidden + " of " + value.length() + " bytes are not shown)" : text;
    }

    private static @Nullable String indented(Bytes value) {
        if (value.isEmpty()) {
            return null;
        }
        StringWriter out = new StringWriter();
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        printer.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        try (JsonParser parser = FACTORY.createParser(value.sharedArray(), value.sharedOffset(), value.length());
                JsonGenerator generator = FACTORY.createGenerator(out)) {
            generator.setPrettyPrinter(printer);
            while (parser.nextToken() != null) {
                generator.copyCurrentEventExact(parser);
            }
        } catch (IOException e) {
            return null;
        }
        return out.toString();
    }

    /// The bytes as text, or null when they are none; a character that was cut in two at the end is left out.
    private static @Nullable String textOf(Bytes bytes, boolean cut) {
        for (int dropped = 0; dropped <= (cut ? 3 : 0) && dropped <= bytes.length(); dropped++) {
            String text = bytes.slice(0, bytes.length() - dropped).strictText();
            if (text != null) {
                return text.indexOf('\0') >= 0 ? null : text;
            }
        }
        return null;
    }

    private static String cut(String text, int mostChars) {
        if (text.length() <= mostChars) {
            return text;
        }
        int end = Math.max(0, mostChars - 1);
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }
}
