package dev.lacuna.detect.rate;

/// Watches a series row by row and says, from the rows before alone, whether it goes farther out than ever.
///
/// It looks from four sides: at the level (the mean of the last hour's worth of rows), at the distance from what
/// was usual just before (the median of the last rows), at the distance from the same time of day on the last days,
/// and at how unruly the series is (the mean step from row to row). Each side has its own [Reach]. What a series
/// has done before is its habit, whatever its distribution; a row is a surprise when one side outreaches all that
/// by more than [#BAR]. Memory and time per row are bounded.
final class RateWatch {

    /// By how much of the farthest ever a row must go farther.
    static final double BAR = 0.08;

    private static final int LEVEL_ROWS = 12;
    private static final int BEFORE_ROWS = 144;
    private static final int DAY_ROWS = 8;
    private static final int STEP_ROWS = 64;
    private static final double DAY_FADE = 0.9998;

    private final MovingMean level = new MovingMean(LEVEL_ROWS);
    private final RecentValues before = new RecentValues(BEFORE_ROWS);
    private final DayPattern pattern = new DayPattern();
    private final MovingMean outside = new MovingMean(DAY_ROWS);
    private final MovingMean step = new MovingMean(STEP_ROWS);
    private final Reach levelReach = new Reach(1);
    private final Reach beforeReach = new Reach(1);
    private final Reach dayReach = new Reach(DAY_FADE);
    private final Reach stepReach = new Reach(1);
    private double last = Double.NaN;

    /// Looks at the next row. Rows come in order of time, or all in the reverse order with their times negated.
    void next(long millis, double value) {
        levelReach.next(level.next(value));
        beforeReach.next(before.size() < BEFORE_ROWS / 2 ? Double.NaN : value - before.median());
        before.add(value);
        dayReach.next(outside.next(pattern.next(millis, value)));
        stepReach.next(Double.isNaN(last) ? Double.NaN : step.next(Math.abs(value - last)));
        last = value;
    }

    /// How much higher than ever the last row stands, as a share of the farthest before; negative when it does not.
    double up() {
        return Math.max(levelReach.up(), Math.max(beforeReach.up(), dayReach.up()));
    }

    /// How much lower than ever the last row stands, likewise.
    double down() {
        return Math.max(levelReach.down(), Math.max(beforeReach.down(), dayReach.down()));
    }

    /// The largest of all sides, unruliness and unusual calm included.
    double surprise() {
        return Math.max(Math.max(up(), down()), Math.max(stepReach.up(), stepReach.down()));
    }
}
