package dev.lacuna.detect.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.rate.SimulatedRate.Change;
import dev.lacuna.detect.rate.SimulatedRate.Shape;
import dev.lacuna.model.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The rules on rates say nothing about chance, days and weeks; `RateTruthBenchmark` measures it over thousands of
/// weeks.
class RateFalseAlarmTest {

    private static final List<RateJudge> JUDGES =
            List.of(new SilenceRule()::judge, new DropRule()::judge, new SpikeRule()::judge);

    private static List<Finding> told(int seed, Shape shape, double rate, long length) {
        Random random = new Random(seed * 31L + shape.ordinal());
        // scans begin at any moment of the week
        long from = SimulatedRate.MONDAY + (long) (random.nextDouble() * 7 * Calendar.DAY);
        RateBuckets buckets = SimulatedRate.buckets(random, shape, rate, from, from + length, Change.NONE);
        List<Finding> told = new ArrayList<>();
        JUDGES.forEach(judge -> told.addAll(SimulatedRate.tell(judge, buckets)));
        return told;
    }

    @Test
    void weeksOfAnyRateAndShapeAreQuiet() {
        List<Finding> told = new ArrayList<>();
        for (Shape shape : Shape.values()) {
            for (double rate : new double[] {0.002, 0.01, 0.1, 10, 1_000}) {
                for (int seed = 0; seed < 4; seed++) {
                    told.addAll(told(seed, shape, rate, 7 * Calendar.DAY));
                }
            }
        }
        assertThat(told).isEmpty();
    }

    @Test
    void scansOfHoursThatBeginAnywhereAreQuiet() {
        List<Finding> told = new ArrayList<>();
        for (Shape shape : List.of(Shape.CONSTANT, Shape.DAY, Shape.WEEK)) {
            for (double rate : new double[] {0.01, 0.1, 1, 100}) {
                for (int seed = 0; seed < 12; seed++) {
                    told.addAll(told(seed, shape, rate, (3 + 4L * seed) * Calendar.HOUR));
                }
            }
        }
        assertThat(told).isEmpty();
    }

    @Test
    void severalWeeksAreQuiet() {
        List<Finding> told = new ArrayList<>();
        for (Shape shape : Shape.values()) {
            for (double rate : new double[] {0.01, 1, 100}) {
                told.addAll(told(1, shape, rate, 24 * Calendar.DAY));
            }
        }
        assertThat(told).isEmpty();
    }
}
