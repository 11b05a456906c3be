package dev.lacuna.ui.records;

import java.util.ArrayList;
import java.util.List;

/// Indents JSON by its brackets and commas alone, so that it also works on the beginning of a large text and on
/// JSON with a fault in it. It drops blanks between tokens and changes nothing else.
final class JsonIndent {

    private static final int DEEPEST_INDENT = 40;

    private final String text;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private int depth;

    private JsonIndent(String text) {
        this.text = text;
    }

    static List<String> lines(String text) {
        JsonIndent indent = new JsonIndent(text);
        indent.run();
        return indent.lines;
    }

    /// Whether it starts like a JSON object or array and so is worth indenting.
    static boolean looksLikeJson(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c)) {
                return c == '{' || c == '[';
            }
        }
        return false;
    }

    private void run() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case '"' -> at = string(at);
                case '{', '[' -> at = open(at, c);
                case '}', ']' -> {
                    end();
                    depth = Math.max(0, depth - 1);
                    append(c);
                }
                case ',' -> {
                    append(c);
                    end();
                }
                case ':' -> {
                    append(c);
                    line.append(' ');
                }
                case ' ', '\t', '\n', '\r' -> {}
                default -> append(c);
            }
            at++;
        }
        end();
    }

    /// @return where the string ends: its closing quote, or the last character of a cut text
    private int string(int start) {
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        int end = Math.min(at, text.length() - 1);
        begin();
        line.append(text, start, end + 1);
        return end;
    }

    /// Empty brackets stay together.
    private int open(int at, char bracket) {
        int next = at + 1;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        char close = bracket == '{' ? '}' : ']';
        append(bracket);
        if (next < text.length() && text.charAt(next) == close) {
            line.append(close);
            return next;
        }
        end();
        depth++;
        return at;
    }

    private void append(char c) {
        begin();
        line.append(c);
    }

    /// A line stands as deep as its first token.
    private void begin() {
        if (line.isEmpty()) {
            line.append("  ".repeat(Math.min(depth, DEEPEST_INDENT)));
        }
    }

    private void end() {
        if (!line.isEmpty()) {
            lines.add(line.toString());
            line.setLength(0);
        }
    }
}
