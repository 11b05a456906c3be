package dev.lacuna.detect.time;

/// What an implausible time seems to be.
enum MistakenTime {
    SECONDS("seconds", 1_000, 1),
    MICROSECONDS("microseconds", 1, 1_000),
    NANOSECONDS("nanoseconds", 1, 1_000_000),
    /// 0, or what some libraries put for "no time".
    UNSET("unset", 0, 1),
    /// No known mistake makes a time of it.
    ABSURD("absurd", 0, 1);

    private static final long DAY_MILLIS = 86_400_000L;
    private static final long NEAR_MILLIS = 400 * DAY_MILLIS;

    /// 0001-01-01 and 1601-01-01, where other calendars begin.
    private static final long YEAR_ONE = -62_135_596_800_000L;

    private static final long YEAR_1601 = -11_644_473_600_000L;

    private final String id;
    private final long times;
    private final long parts;

    MistakenTime(String id, long times, long parts) {
        this.id = id;
        this.times = times;
        this.parts = parts;
    }

    String id() {
        return id;
    }

    /// Whether it is a time in another unit.
    boolean isUnit() {
        return times > 0;
    }

    /// What unit a time is in that can't be milliseconds.
    ///
    /// @param nearMillis a plausible time nearby, or -1
    static MistakenTime of(long time, long nearMillis) {
        if (Math.abs(time) < DAY_MILLIS || time == -1 || nearTo(time, YEAR_ONE) || nearTo(time, YEAR_1601)) {
            return UNSET;
        }
        for (MistakenTime unit : values()) {
            if (unit.isUnit() && Math.abs(time) <= Long.MAX_VALUE / unit.times) {
                long millis = time * unit.times / unit.parts;
                boolean fits =
                        nearMillis < 0 ? EventClock.isPlausible(millis) : Math.abs(millis - nearMillis) <= NEAR_MILLIS;
                if (fits) {
                    return unit;
                }
            }
        }
        return ABSURD;
    }

    private static boolean nearTo(long time, long other) {
        return Math.abs(time - other) <= DAY_MILLIS;
    }
}
