package dev.lacuna.filter;

import dev.lacuna.source.NearestNames;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts what the language's own checker and evaluator say into words for people.
final class FilterWords {

    private static final Pattern UNKNOWN_NAME = Pattern.compile("undeclared reference to '([^']*)'.*");
    private static final Pattern WRONG_TYPE = Pattern.compile("expected type 'bool' but found '([^']*)'");
    private static final Pattern NO_KEY = Pattern.compile(".*key '([^']*)' is not present in map.*");
    private static final Pattern NO_OVERLOAD =
            Pattern.compile(".*[Nn]o matching overload for (?:function )?'([^']*)'.*");

    private FilterWords() {}

    /// @param names what can be asked for
    static String problem(String message, Collection<String> names) {
        Matcher name = UNKNOWN_NAME.matcher(message);
        if (name.matches()) {
            return "there is no '" + name.group(1) + "'; there are " + String.join(", ", names);
        }
        Matcher type = WRONG_TYPE.matcher(message);
        if (type.matches()) {
            return "it gives a value of type " + type.group(1) + ", not true or false";
        }
        if (message.contains("recursion limit")) {
            return "it is nested too deep";
        }
        if (message.contains("'<EOF>'")) {
            return "it ends too early";
        }
        Matcher overload = NO_OVERLOAD.matcher(firstLine(message));
        if (overload.matches()) {
            return operator(overload.group(1)) + " can't be used on these types";
        }
        String line = firstLine(message);
        int expecting = line.indexOf(" expecting ");
        return expecting < 0 ? line : line.substring(0, expecting);
    }

    /// What an event lacks; one clause that holds nothing of the event's content.
    ///
    /// @param known names of fields that the event has
    /// @param fieldless what its value is taken for, where that has no fields; empty where it has some, or nobody
    ///     has asked for it
    static String lack(String message, Collection<String> known, String fieldless) {
        Matcher key = NO_KEY.matcher(firstLine(message));
        if (key.matches()) {
            List<String> nearest = NearestNames.of(key.group(1), known);
            return "there is no field '" + key.group(1) + "'"
                    + (nearest.isEmpty() ? "" : " (did you mean " + String.join(" or ", nearest) + "?)");
        }
        Matcher overload = NO_OVERLOAD.matcher(firstLine(message));
        return overload.matches()
                ? operator(overload.group(1)) + " can't be used on the type that stands there"
                : fieldless.isEmpty() ? "the expression can't be worked out" : fieldless;
    }

    /// The language's inner name of an operator as it is typed: `_>_` is `>`.
    private static String operator(String function) {
        String bare = function.replaceAll("[_@]", "");
        return "'" + (bare.isEmpty() ? function : bare) + "'";
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return (end < 0 ? message : message.substring(0, end)).strip();
    }

    /// @param line counted from 1
    /// @param column counted from 0
    static int position(String expression, int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int end = expression.indexOf('\n', start);
            if (end < 0) {
                break;
            }
            start = end + 1;
        }
        return Math.clamp((long) start + Math.max(0, column), 0, expression.length());
    }
}
