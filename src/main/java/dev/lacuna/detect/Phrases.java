package dev.lacuna.detect;

import dev.lacuna.model.Evidence;
import dev.lacuna.model.Position;
import dev.lacuna.model.TimeSpan;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// What the rules' texts and evidence share: counts, lengths, moments and positions, the same on every machine.
public final class Phrases {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Phrases() {}

    /// A number with its noun: `1 event`, `12,000 events`, `3 batches`.
    public static String count(long number, String noun) {
        String ending = noun.endsWith("ch") ? "es" : "s";
        return number(number) + " " + noun + (number == 1 ? "" : ending);
    }

    /// A number with groups of three digits.
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// A length of time in its two largest units: `2 h 5 min`.
    public static String length(long millis) {
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long minutes = millis / 60_000;
        if (minutes < 60) {
            return minutes + " min" + rest(millis / 1000 % 60, " s");
        }
        long hours = minutes / 60;
        return hours < 48 ? hours + " h" + rest(minutes % 60, " min") : hours / 24 + " days" + rest(hours % 24, " h");
    }

    /// A moment in UTC, to the millisecond.
    public static String moment(long millis) {
        return millis < 0 ? "an unknown time" : MOMENT.format(Instant.ofEpochMilli(millis));
    }

    /// The span between two times in whatever order; an unknown one (-1) is taken from the other.
    public static TimeSpan span(long oneMillis, long otherMillis) {
        long one = oneMillis < 0 ? Math.max(0, otherMillis) : oneMillis;
        long other = otherMillis < 0 ? one : otherMillis;
        return new TimeSpan(Math.min(one, other), Math.max(one, other));
    }

    /// Positions as words, both included: `position 7`, `positions 7 to 9`.
    public static String positions(long first, long last) {
        return first == last ? "position " + first : "positions " + first + " to " + last;
    }

    /// Puts a position among the facts: dense ones as numbers, so that scripts can count with them.
    public static Evidence.Builder position(Evidence.Builder facts, String name, Position position) {
        return position.isDense() ? facts.with(name, position.asOffset()) : facts.with(name, position.toString());
    }

    private static String rest(long value, String unit) {
        return value == 0 ? "" : " " + value + unit;
    }
}
