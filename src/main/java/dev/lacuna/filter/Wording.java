package dev.lacuna.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What somebody typed in the way one speaks of it, `verdict = loss or cause = never-written`, in the words of the
/// expression language, and where each of its characters came from. What stands in quotes is left alone.
final class Wording {

    private static final Map<String, String> SPOKEN = Map.of("and", "&&", "or", "||", "not", "!");

    private final String typed;
    private final Set<String> values;
    private final StringBuilder words = new StringBuilder();
    private final List<Integer> origins = new ArrayList<>();

    /// @param values texts that need no quotes
    Wording(String typed, Set<String> values) {
        this.typed = typed;
        this.values = values;
        int at = 0;
        while (at < typed.length()) {
            char next = typed.charAt(at);
            int end = next == '\'' || next == '"'
                    ? endOfQuote(at)
                    : Character.isJavaIdentifierStart(next) ? endOfName(at) : endOfSign(at);
            put(said(typed.substring(at, end)), at);
            at = end;
        }
    }

    private int endOfQuote(int start) {
        char quote = typed.charAt(start);
        int at = start + 1;
        while (at < typed.length() && typed.charAt(at) != quote) {
            at += typed.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(typed.length(), at + 1);
    }

    private String said(String piece) {
        if (values.contains(piece)) {
            return "'" + piece + "'";
        }
        return piece.equals("=") ? "==" : SPOKEN.getOrDefault(piece, piece);
    }

    /// With its dots, for `not.evaluated` is one name; and with its hyphens where that makes it a value.
    private int endOfName(int start) {
        int plain = start;
        while (plain < typed.length() && isInName(typed.charAt(plain))) {
            plain++;
        }
        int joined = plain;
        while (joined < typed.length() && (isInName(typed.charAt(joined)) || typed.charAt(joined) == '-')) {
            joined++;
        }
        return values.contains(typed.substring(start, joined)) ? joined : plain;
    }

    private static boolean isInName(char next) {
        return Character.isJavaIdentifierPart(next) || next == '.';
    }

    /// `=` alone is spoken, as part of another sign it is not.
    private int endOfSign(int start) {
        boolean pair = start + 1 < typed.length()
                && typed.charAt(start + 1) == '='
                && "=<>!".indexOf(typed.charAt(start)) >= 0;
        return start + (pair ? 2 : 1);
    }

    private void put(String piece, int origin) {
        for (int i = 0; i < piece.length(); i++) {
            origins.add(Math.min(origin + i, Math.max(origin, typed.length() - 1)));
        }
        words.append(piece);
    }

    String expression() {
        return words.toString();
    }

    /// Where in what was typed that place of the expression came from.
    int typedAt(int position) {
        return position < origins.size() ? origins.get(position) : typed.length();
    }
}
