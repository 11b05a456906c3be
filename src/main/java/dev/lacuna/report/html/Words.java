package dev.lacuna.report.html;

import dev.lacuna.model.Finding;
import dev.lacuna.model.TimeSpan;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Numbers, times and lengths as the report writes them: in UTC and to the millisecond, whoever reads it.
final class Words {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    /// When it begins; nothing where no time is known.
    static String from(TimeSpan span) {
        return span.isKnown() ? time(span.fromMillis()) : "";
    }

    static String to(TimeSpan span) {
        return span.isKnown() ? time(span.toMillis()) : "";
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// "1 event", "1,204 events"
    static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /// "1 h 5 min", "15 min", "2.4 s", "12 ms"
    static String length(long millis) {
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long minutes = millis / 60_000;
        if (minutes < 60) {
            return minutes + " min";
        }
        long hours = minutes / 60;
        return hours < 48
                ? hours + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min")
                : number(hours / 24) + " d";
    }

    /// "173", "≥ 12", "≈ 900", or empty.
    static String missing(Finding finding) {
        if (finding.missing().isEmpty()) {
            return "";
        }
        String count = number(finding.missing().getAsLong());
        return switch (finding.basis()) {
            case AT_LEAST -> "≥ " + count;
            case ESTIMATED -> "≈ " + count;
            case EXACT, NONE -> count;
        };
    }

    /// So much of a text that the report stays small; says that there is more.
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + " … (" + number(text.length() - (long) end) + " more characters)";
    }

    /// `not.evaluated` as people say it.
    static String capitalised(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
