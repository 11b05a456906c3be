package dev.lacuna.detect.rate;

import java.util.ArrayList;
import java.util.List;

/// Where a [RateWatch] that reads a partition's counts finds them higher or lower than ever. It reads them forward
/// and backward in time, because a scan has both, and in buckets of several widths.
final class Surprises {

    private static final int FEWEST_ROWS = 300;
    private static final int MOST_ROWS = 2_500;

    /// Rows up to the surprising one that may be what surprises.
    private static final int ROWS = 8;

    /// A time in which the rate was surprising.
    private record Told(long fromMillis, long toMillis, Side side) {}

    private final List<Told> told = new ArrayList<>();
    private boolean able;

    static Surprises in(List<RateSeries> ladder) {
        Surprises surprises = new Surprises();
        for (RateSeries series : ladder) {
            if (series.size() >= FEWEST_ROWS && series.size() <= MOST_ROWS) {
                surprises.able = true;
                surprises.read(series, false);
                surprises.read(series, true);
            }
        }
        return surprises;
    }

    private void read(RateSeries series, boolean backward) {
        RateWatch watch = new RateWatch();
        for (int k = 0; k < series.size(); k++) {
            int row = backward ? series.size() - 1 - k : k;
            long millis = series.startMillis(row);
            watch.next(backward ? -millis : millis, series.count(row));
            boolean high = watch.up() >= RateWatch.BAR;
            if (high || watch.down() >= RateWatch.BAR) {
                int first = backward ? row : Math.max(0, row - ROWS + 1);
                int last = backward ? Math.min(series.size() - 1, row + ROWS - 1) : row;
                told.add(
                        new Told(series.startMillis(first), series.startMillis(last + 1), high ? Side.HIGH : Side.LOW));
            }
        }
    }

    /// Those of the stretches that surprise, that are as far from the usual as one that does, or that other days
    /// disprove anyway. Where there are too few buckets to know a habit, all of them.
    List<Stretch> backed(List<Stretch> stretches, Side side) {
        if (!able) {
            return stretches;
        }
        List<Stretch> surprising = stretches.stream()
                .filter(stretch -> told.stream()
                        .anyMatch(each -> each.side == side
                                && each.fromMillis < stretch.toMillis()
                                && stretch.fromMillis() < each.toMillis))
                .toList();
        return stretches.stream()
                .filter(stretch -> stretch.byShape()
                        || surprising.stream().anyMatch(each -> side.outward(stretch.share() - each.share()) >= 0))
                .toList();
    }
}
