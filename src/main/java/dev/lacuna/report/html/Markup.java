package dev.lacuna.report.html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;

/// Writes HTML and SVG. Whatever is text is escaped here and nowhere else: names, keys and sentences come from streams
/// that anybody may have written to.
final class Markup {

    private final Writer out;

    Markup(Writer out) {
        this.out = out;
    }

    /// Markup as it stands, of this room's own making.
    Markup raw(String markup) {
        try {
            out.write(markup);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Markup line(String markup) {
        return raw(markup).raw("\n");
    }

    Markup text(String text) {
        return raw(escaped(text));
    }

    /// An element with text in it.
    Markup element(String tag, String text) {
        return element(tag, "", text);
    }

    /// @param attributes as they stand, of this room's own making
    Markup element(String tag, String attributes, String text) {
        return open(tag, attributes).text(text).close(tag);
    }

    Markup open(String tag) {
        return open(tag, "");
    }

    Markup open(String tag, String attributes) {
        return raw("<" + tag + (attributes.isEmpty() ? "" : " " + attributes) + ">");
    }

    Markup close(String tag) {
        return raw("</" + tag + ">");
    }

    /// A name and what is to be said of it, within a list of such; nothing where that is empty.
    void fact(String name, String value) {
        if (!value.isEmpty()) {
            open("div").element("dt", name).element("dd", Words.cut(value, 400)).close("div");
        }
    }

    /// An attribute with any value.
    static String attribute(String name, String value) {
        return name + "=\"" + escaped(value) + "\"";
    }

    /// A length in a picture, to a tenth.
    static String px(double length) {
        double tenths = Math.rint(length * 10) / 10;
        return tenths == Math.rint(tenths) ? Long.toString((long) tenths) : String.format(Locale.ROOT, "%.1f", tenths);
    }

    /// Safe within elements and quoted attributes. What no text may hold, or what would turn its direction, is shown as
    /// the replacement character, so that nobody reads another name than there is.
    static String escaped(String text) {
        var safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            switch (point) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\n', '\t' -> safe.append((char) point);
                default -> safe.appendCodePoint(isShown(point) ? point : 0xFFFD);
            }
        }
        return safe.toString();
    }

    private static boolean isShown(int point) {
        int type = Character.getType(point);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.UNASSIGNED
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
