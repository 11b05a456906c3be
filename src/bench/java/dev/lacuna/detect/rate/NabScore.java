package dev.lacuna.detect.rate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Scores alarms by the published rules of the Numenta Anomaly Benchmark (Ahmad et al., Neurocomputing 2017): each
/// window of an anomaly counts once, the earlier the better; each alarm outside of them costs, less just behind one;
/// nothing counts in the first 15 % of a series. One threshold serves all series and is swept.
final class NabScore {

    /// What an alarm outside and a missed window cost, a window found in time being 1.
    enum Profile {
        STANDARD(0.11, 1),
        LOW_FALSE_ALARMS(0.22, 1),
        LOW_MISSES(0.11, 2);

        private final double falseAlarm;
        private final double miss;

        Profile(double falseAlarm, double miss) {
            this.falseAlarm = falseAlarm;
            this.miss = miss;
        }
    }

    /// A window's first and last row, inclusive.
    record Window(int from, int to) {}

    private record Point(double score, int window, double value) {}

    private static final double PROBATION = 0.15;
    private static final int MOST_PROBATION = 750;

    private final List<Point> points = new ArrayList<>();
    private int windows;

    /// Adds a series: its rows' anomaly scores, and its windows in order of time.
    void add(double[] scores, List<Window> anomalies) {
        int probation = (int) Math.min(Math.floor(PROBATION * scores.length), MOST_PROBATION);
        int next = 0;
        for (int row = 0; row < scores.length; row++) {
            while (next < anomalies.size() && row > anomalies.get(next).to()) {
                next++;
            }
            boolean inside =
                    next < anomalies.size() && row >= anomalies.get(next).from();
            if (row >= probation) {
                Window behind = next == 0 ? null : anomalies.get(next - 1);
                double value = inside ? inside(row, anomalies.get(next)) : outside(row, behind);
                points.add(new Point(scores[row], inside ? windows + next : -1, value));
            }
        }
        windows += anomalies.size();
    }

    private static double inside(int row, Window window) {
        double length = window.to() - window.from() + 1.0;
        return sigmoid(-(window.to() - row + 1) / length) / sigmoid(-1);
    }

    private static double outside(int row, @Nullable Window behind) {
        return behind == null ? -1 : sigmoid((row - behind.to()) / (double) (behind.to() - behind.from()));
    }

    private static double sigmoid(double position) {
        return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
    }

    /// 0 is a detector that never alarms, 100 one that is perfect.
    double best(Profile profile) {
        return best(profile, Double.NEGATIVE_INFINITY);
    }

    /// As [#best(Profile)], with alarms from one given score on.
    double at(Profile profile, double threshold) {
        return best(profile, threshold);
    }

    private double best(Profile profile, double only) {
        List<Point> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingDouble(Point::score).reversed());
        Map<Integer, Double> found = new HashMap<>();
        for (Point point : sorted) {
            if (point.window() >= 0) {
                found.put(point.window(), -profile.miss);
            }
        }
        double none = -profile.miss * found.size();
        double perfect = found.size();
        double sum = none;
        double best = none;
        for (int i = 0; i < sorted.size(); i++) {
            Point point = sorted.get(i);
            if (point.score() < only) {
                break;
            }
            if (point.window() < 0) {
                sum += profile.falseAlarm * point.value();
            } else if (point.value() > found.getOrDefault(point.window(), 0.0)) {
                sum += point.value() - found.getOrDefault(point.window(), 0.0);
                found.put(point.window(), point.value());
            }
            if (i + 1 == sorted.size() || sorted.get(i + 1).score() < point.score()) {
                best = Math.max(best, sum);
            }
        }
        double reached = only == Double.NEGATIVE_INFINITY ? best : sum;
        return 100 * (reached - none) / (perfect - none);
    }
}
