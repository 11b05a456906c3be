package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Texts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where somebody wants to look, as they have written it: `4120`, `2@4120`, `p2`, `08:23`, `08:23:11.482`,
/// `2026-03-14T08:23Z`, `finding:9d1c…`; from here to there: `08:10 – 08:20`, `2@4120:4200`, or as *Copy the range*
/// writes it; or as a copied reference: `lacuna open … --at 2@4120`.
sealed interface Target {

    /// @param partition its number; empty where it wasn't said
    record AtOffset(OptionalInt partition, long offset) implements Target {}

    /// @param number of a partition
    record AtPartition(int number) implements Target {}

    record AtTime(long millis) implements Target {}

    record AtFinding(String id) implements Target {}

    /// @param toMillis exclusive
    record AtSpan(long fromMillis, long toMillis) implements Target {}

    /// @param partition its number; empty where it wasn't said
    /// @param to exclusive
    record AtOffsets(OptionalInt partition, long from, long to) implements Target {}

    /// @param why for people
    record Unclear(String why) implements Target {}

    Texts TEXTS = Texts.of(Target.class);
    Pattern OFFSET = Pattern.compile("(?:p?(\\d{1,9})@)?(\\d[\\d _.,\\u202F\\u00A0]*)");
    Pattern PARTITION = Pattern.compile("(?i)p(?:artition)?\\s*(\\d{1,9})");
    Pattern REFERENCE = Pattern.compile("(?s).*\\s--at\\s+'?([^\\s']+)'?.*");
    Pattern FINDING = Pattern.compile("finding:([0-9a-f]{4,64})");
    Pattern CLOCK = Pattern.compile("\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?");
    Pattern OFFSETS = Pattern.compile("(?:p?(\\d{1,9})@)?(\\d{1,18})\\s*(?::|\\.\\.|[–-])\\s*(\\d{1,18})");
    Pattern ENDS = Pattern.compile("(\\S.*?)\\s*(?:/|\\.\\.|–|\\s-\\s)\\s*(\\S.*)");

    /// @param day that a mere time of day is on, epoch ms
    /// @param zone that times without one are of
    static Target parse(String text, long day, ZoneId zone) {
        Matcher reference = REFERENCE.matcher(text);
        String trimmed = reference.matches() ? reference.group(1) : text.strip();
        Matcher ends = ENDS.matcher(trimmed);
        if (ends.matches()
                && one(ends.group(1), day, zone) instanceof AtTime from
                && one(ends.group(2), from.millis(), zone) instanceof AtTime to
                && from.millis() < to.millis()) {
            return new AtSpan(from.millis(), to.millis());
        }
        return one(trimmed, day, zone);
    }

    private static Target one(String words, long day, ZoneId zone) {
        try {
            Matcher finding = FINDING.matcher(words);
            if (finding.matches()) {
                return new AtFinding(finding.group(1));
            }
            if (CLOCK.matcher(words).matches()) {
                LocalDate date = Instant.ofEpochMilli(day).atZone(zone).toLocalDate();
                LocalTime time = LocalTime.parse(words.length() > 1 && words.charAt(1) == ':' ? "0" + words : words);
                return new AtTime(date.atTime(time).atZone(zone).toInstant().toEpochMilli());
            }
            Matcher offsets = OFFSETS.matcher(words);
            if (offsets.matches() && Long.parseLong(offsets.group(2)) < Long.parseLong(offsets.group(3))) {
                return new AtOffsets(
                        partition(offsets), Long.parseLong(offsets.group(2)), Long.parseLong(offsets.group(3)));
            }
            Matcher offset = OFFSET.matcher(words);
            if (offset.matches()) {
                return new AtOffset(
                        partition(offset), Long.parseLong(offset.group(2).replaceAll("\\D", "")));
            }
            Matcher partition = PARTITION.matcher(words);
            if (partition.matches()) {
                return new AtPartition(Integer.parseInt(partition.group(1)));
            }
            return new AtTime(moment(words.replaceFirst("^@", "").replaceFirst(" ", "T"), zone));
        } catch (DateTimeException | NumberFormatException e) {
            return new Unclear(TEXTS.get("goto.unclear"));
        }
    }

    private static OptionalInt partition(Matcher named) {
        String number = named.group(1);
        return number == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(number));
    }

    private static long moment(String text, ZoneId zone) {
        boolean zoned = text.endsWith("Z") || text.matches(".*[+-]\\d{2}:?\\d{2}$") && text.indexOf('T') > 0;
        if (text.indexOf('T') < 0) {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant().toEpochMilli();
        }
        return zoned
                ? OffsetDateTime.parse(text).toInstant().toEpochMilli()
                : LocalDateTime.parse(text).atZone(zone).toInstant().toEpochMilli();
    }
}
