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
/// `2026-03-14T08:23Z`, `finding:9d1c…`, or as a copied reference: `lacuna open … --at 2@4120`.
sealed interface Target {

    /// @param partition its number; empty where it wasn't said
    record AtOffset(OptionalInt partition, long offset) implements Target {}

    /// @param number of a partition
    record AtPartition(int number) implements Target {}

    record AtTime(long millis) implements Target {}

    record AtFinding(String id) implements Target {}

    /// @param why for people
    record Unclear(String why) implements Target {}

    Texts TEXTS = Texts.of(Target.class);
    Pattern OFFSET = Pattern.compile("(?:p?(\\d{1,9})@)?(\\d[\\d _.,\\u202F\\u00A0]*)");
    Pattern PARTITION = Pattern.compile("(?i)p(?:artition)?\\s*(\\d{1,9})");
    Pattern REFERENCE = Pattern.compile("(?s).*\\s--at\\s+'?([^\\s']+)'?.*");
    Pattern FINDING = Pattern.compile("finding:([0-9a-f]{4,64})");
    Pattern CLOCK = Pattern.compile("\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?");

    /// @param day that a mere time of day is on, epoch ms
    /// @param zone that times without one are of
    static Target parse(String text, long day, ZoneId zone) {
        Matcher reference = REFERENCE.matcher(text);
        String trimmed = reference.matches() ? reference.group(1) : text.strip();
        try {
            Matcher finding = FINDING.matcher(trimmed);
            if (finding.matches()) {
                return new AtFinding(finding.group(1));
            }
            Matcher offset = OFFSET.matcher(trimmed);
            if (offset.matches()) {
                String number = offset.group(1);
                return new AtOffset(
                        number == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(number)),
                        Long.parseLong(offset.group(2).replaceAll("\\D", "")));
            }
            Matcher partition = PARTITION.matcher(trimmed);
            if (partition.matches()) {
                return new AtPartition(Integer.parseInt(partition.group(1)));
            }
            if (CLOCK.matcher(trimmed).matches()) {
                LocalDate date = Instant.ofEpochMilli(day).atZone(zone).toLocalDate();
                LocalTime time =
                        LocalTime.parse(trimmed.length() > 1 && trimmed.charAt(1) == ':' ? "0" + trimmed : trimmed);
                return new AtTime(date.atTime(time).atZone(zone).toInstant().toEpochMilli());
            }
            return new AtTime(moment(trimmed.replaceFirst("^@", "").replaceFirst(" ", "T"), zone));
        } catch (DateTimeException | NumberFormatException e) {
            return new Unclear(TEXTS.get("goto.unclear"));
        }
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
