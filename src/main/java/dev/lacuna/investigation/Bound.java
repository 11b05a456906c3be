package dev.lacuna.investigation;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One end of a range, as people write it: `start`, `end`, `+n` (n after the start), `-n` (n before the end), `n` (a
/// position), `@TIME` with RFC 3339, epoch milliseconds or an age such as `-48h`.
public sealed interface Bound {

    /// The first position that is still kept.
    record Start() implements Bound {}

    /// The end of the log when the scan begins.
    record End() implements Bound {}

    /// So many positions after the start.
    record AfterStart(long positions) implements Bound {}

    /// So many positions before the end.
    record BeforeEnd(long positions) implements Bound {}

    /// A position, the same in every partition.
    record At(long position) implements Bound {}

    /// The first position whose timestamp is at or after a time.
    record AtTime(long millis) implements Bound {}

    Bound START = new Start();
    Bound END = new End();

    /// Fewer digits are a slip (`@14:00`), not a moment in January 1970.
    int SHORTEST_EPOCH_MILLIS = 10;

    Pattern AGE = Pattern.compile("-(\\d+)(ms|s|m|h|d)");

    /// @param clock says what an age counts back from
    /// @throws IllegalArgumentException with a sentence for people
    static Bound parse(String text, Clock clock) {
        String trimmed = text.strip();
        try {
            if (trimmed.equals("start")) {
                return START;
            }
            if (trimmed.equals("end")) {
                return END;
            }
            if (trimmed.startsWith("@")) {
                return new AtTime(parseTime(trimmed.substring(1), clock));
            }
            if (trimmed.startsWith("+")) {
                return new AfterStart(nonNegative(trimmed.substring(1)));
            }
            if (trimmed.startsWith("-")) {
                return new BeforeEnd(nonNegative(trimmed.substring(1)));
            }
            return new At(nonNegative(trimmed));
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is no position or time. Use start, end, N, +N (after the start), -N (before the end),"
                            + " @2026-02-14T10:00Z, @EPOCH_MS or an age such as @-48h.",
                    e);
        }
    }

    /// As the command line takes it.
    default String text() {
        return switch (this) {
            case Start start -> "start";
            case End end -> "end";
            case AfterStart after -> "+" + after.positions();
            case BeforeEnd before -> "-" + before.positions();
            case At at -> Long.toString(at.position());
            case AtTime time -> "@" + Instant.ofEpochMilli(time.millis());
        };
    }

    private static long nonNegative(String digits) {
        long value = Long.parseLong(digits);
        if (value < 0) {
            throw new NumberFormatException("negative");
        }
        return value;
    }

    private static long parseTime(String text, Clock clock) {
        Matcher age = AGE.matcher(text);
        if (age.matches()) {
            long amount = Long.parseLong(age.group(1));
            Duration back = switch (age.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
            return clock.instant().minus(back).toEpochMilli();
        }
        if (text.chars().allMatch(Character::isDigit) && text.length() >= SHORTEST_EPOCH_MILLIS) {
            return Long.parseLong(text);
        }
        return text.endsWith("Z") || text.endsWith("z")
                ? parseInstant(text)
                : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    }

    private static long parseInstant(String text) {
        // 2026-02-14T10:00Z has no seconds, which Instant.parse refuses and OffsetDateTime takes
        return Instant.from(OffsetDateTime.parse(text)).toEpochMilli();
    }
}
