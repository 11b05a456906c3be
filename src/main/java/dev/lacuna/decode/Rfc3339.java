package dev.lacuna.decode;

import dev.lacuna.model.Fields;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/// RFC 3339 times as epoch milliseconds. The usual shape is read by hand, since the library's parser would take
/// longer than all the rest of an event.
final class Rfc3339 {

    private static final int SHORTEST = "2026-01-01T10:00Z".length();
    private static final long MINUTE_MILLIS = 60_000;

    private Rfc3339() {}

    /// Whether the text looks like a date with a time.
    static boolean isLikely(String text) {
        return text.length() >= SHORTEST && text.charAt(4) == '-' && text.charAt(7) == '-';
    }

    /// Epoch milliseconds, fractions of them cut off; [Fields#ABSENT] where it is no such time.
    static long millis(String text) {
        try {
            long quick = usual(text);
            if (quick != Fields.ABSENT) {
                return quick;
            }
            boolean spaced = text.charAt(10) == ' ';
            String canonical = spaced ? text.substring(0, 10) + 'T' + text.substring(11) : text;
            return OffsetDateTime.parse(canonical).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return Fields.ABSENT;
        }
    }

    /// Reads `YYYY-MM-DDThh:mm:ss[.fraction](Z|+hh:mm|-hh:mm)`; [Fields#ABSENT] for any other shape.
    private static long usual(String text) {
        int length = text.length();
        if (length < 20 || text.charAt(10) != 'T' || text.charAt(13) != ':' || text.charAt(16) != ':') {
            return Fields.ABSENT;
        }
        int year = digits(text, 0, 2) * 100 + digits(text, 2, 2);
        int hour = digits(text, 11, 2);
        int minute = digits(text, 14, 2);
        int second = digits(text, 17, 2);
        int month = digits(text, 5, 2);
        int day = digits(text, 8, 2);
        if (year < 0 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return Fields.ABSENT;
        }
        int at = 19;
        long fraction = 0;
        if (text.charAt(at) == '.') {
            int scale = 100;
            for (at++; at < length && text.charAt(at) >= '0' && text.charAt(at) <= '9'; at++) {
                fraction += (long) (text.charAt(at) - '0') * scale;
                scale /= 10;
            }
            if (at == 20 || at > 29) {
                return Fields.ABSENT;
            }
        }
        long offset = offsetMillis(text, at);
        if (offset == Fields.ABSENT) {
            return Fields.ABSENT;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return ((days * 24 + hour) * 60 + minute) * MINUTE_MILLIS + second * 1000L + fraction - offset;
    }

    private static long offsetMillis(String text, int at) {
        int left = text.length() - at;
        if (left == 1 && text.charAt(at) == 'Z') {
            return 0;
        }
        if (left != 6 || text.charAt(at + 3) != ':') {
            return Fields.ABSENT;
        }
        int hours = digits(text, at + 1, 2);
        int minutes = digits(text, at + 4, 2);
        char sign = text.charAt(at);
        if (hours < 0 || hours > 17 || minutes < 0 || minutes > 59 || (sign != '+' && sign != '-')) {
            return Fields.ABSENT;
        }
        return (sign == '-' ? -1 : 1) * (hours * 60 + minutes) * MINUTE_MILLIS;
    }

    /// A number of so many digits, or one far below zero where there are others.
    private static int digits(String text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1_000_000;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
