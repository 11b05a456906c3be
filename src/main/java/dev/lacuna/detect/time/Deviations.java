package dev.lacuna.detect.time;

import dev.lacuna.detect.Runs;
import java.util.ArrayList;
import java.util.List;

/// The events of a partition that deviate by more than a tolerance, as runs; only at the end the partition's
/// habit tells from what deviation on they matter, so runs are kept for each power of two.
final class Deviations {

    private static final int LEVELS = 32;

    /// By how much a single event must be off.
    private static final long FAR_OFF_MILLIS = 3_600_000;

    private static final long MOST_ALONE = 5;

    private final long tolerance;
    private final int nearbyEvents;
    private final int mostRuns;
    private final Habit habit = new Habit();
    private final List<Level> levels = new ArrayList<>();

    Deviations(long tolerance, int nearbyEvents, int mostRuns) {
        this.tolerance = tolerance;
        this.nearbyEvents = nearbyEvents;
        this.mostRuns = mostRuns;
    }

    /// An event whose time is as it should be.
    void addNone() {
        habit.add(0);
    }

    /// @param deviation 0 when the event's time is as it should be
    void add(Timed event, long deviation) {
        habit.add(deviation);
        for (int k = 0; k < LEVELS && deviation >= tolerance << k; k++) {
            if (k == levels.size()) {
                levels.add(new Level(nearbyEvents, mostRuns));
            }
            levels.get(k).add(event, deviation);
        }
    }

    /// The deviation that the partition's habit and chance exclude.
    long threshold() {
        return habit.threshold(tolerance);
    }

    /// The runs of events beyond the threshold that stand so close together that they are no accident, and
    /// single events where they are both few and far off.
    List<DeviationRun> unusual() {
        long threshold = threshold();
        for (int k = 0; k < levels.size(); k++) {
            if (tolerance << k >= threshold) {
                return significant(levels.get(k).all());
            }
        }
        return List.of();
    }

    private List<DeviationRun> significant(List<DeviationRun> runs) {
        long alone = runs.stream().filter(this::isAloneAndFarOff).count();
        return runs.stream()
                .filter(run -> run.isDense() || (alone <= MOST_ALONE && isAloneAndFarOff(run)))
                .toList();
    }

    private boolean isAloneAndFarOff(DeviationRun run) {
        return !run.isDense() && run.greatest() >= FAR_OFF_MILLIS;
    }

    private static final class Level {
        private final List<DeviationRun> ended = new ArrayList<>();
        private final Runs<DeviationRun> runs;

        Level(int nearbyEvents, int mostRuns) {
            this.runs = new Runs<>(nearbyEvents, mostRuns, ended::add);
        }

        void add(Timed event, long deviation) {
            DeviationRun run = runs.at(event.ordinal());
            if (run == null) {
                runs.begin(new DeviationRun(event, deviation));
            } else {
                run.add(event, deviation);
            }
        }

        List<DeviationRun> all() {
            return runs.with(ended);
        }
    }
}
