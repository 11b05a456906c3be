package dev.lacuna.detect.rate;

/// Lets one incident alarm once: after an alarm only what is far worse alarms again, until it has been quiet for a
/// while.
final class FirstAlarm {

    private static final int QUIET_ROWS = 150;
    private static final double FAR_WORSE = 2;

    private long row;
    private long lastAlarm = -QUIET_ROWS - 1;
    private double worst;

    /// The surprise that is left of a row's.
    double next(double surprise) {
        row++;
        if (surprise < RateWatch.BAR) {
            return Math.max(0, surprise);
        }
        if (row - lastAlarm <= QUIET_ROWS && surprise <= worst * FAR_WORSE) {
            return 0;
        }
        lastAlarm = row;
        worst = surprise;
        return surprise;
    }
}
