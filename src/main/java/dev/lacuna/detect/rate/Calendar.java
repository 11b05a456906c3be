package dev.lacuna.detect.rate;

/// Which times of different days and weeks are the same to people.
final class Calendar {

    static final long HOUR = 3_600_000L;
    static final long DAY = 24 * HOUR;

    /// 1970-01-05 was a Monday.
    private static final long A_MONDAY = 4 * DAY;

    /// Somewhere on Earth it is already Saturday at Friday noon UTC, and still Sunday at Monday noon.
    private static final long TIME_ZONES = 12 * HOUR;

    private Calendar() {}

    /// Whether two stretches, each with a start and an end, lie on different days at so much the same time of day that
    /// they share half of the first.
    static boolean sameTimeOfDay(long from, long to, long otherFrom, long otherTo) {
        long days = Math.round((double) (otherFrom + otherTo - from - to) / (2 * DAY));
        long shared = Math.min(to, otherTo - days * DAY) - Math.max(from, otherFrom - days * DAY);
        return days != 0 && shared * 2 >= to - from;
    }

    /// How many buckets of a width so many days are.
    static int shift(long days, long widthMillis) {
        return (int) Math.round((double) days * DAY / widthMillis);
    }

    /// Whether a moment lies in the weekend of some time zone.
    static boolean isWeekend(long millis) {
        return Math.floorMod(millis - A_MONDAY, 7 * DAY) >= 5 * DAY - TIME_ZONES
                || Math.floorMod(millis - A_MONDAY, 7 * DAY) < TIME_ZONES;
    }

    /// Whether a stretch has at least half of its time in the weekend of some time zone.
    static boolean isMostlyWeekend(long from, long to) {
        long inside = 0;
        long step = Math.max(1, (to - from) / 16);
        for (int i = 0; i < 16; i++) {
            inside += isWeekend(from + i * step) ? 1 : 0;
        }
        return inside >= 8;
    }
}
