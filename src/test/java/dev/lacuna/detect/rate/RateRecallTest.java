package dev.lacuna.detect.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.rate.SimulatedRate.Change;
import dev.lacuna.detect.rate.SimulatedRate.Shape;
import dev.lacuna.model.Finding;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Planted silences, drops and spikes are found in a week of traffic; `RateTruthBenchmark` prints the whole table.
class RateRecallTest {

    private static final long MINUTE = 60_000;
    private static final int SEEDS = 5;
    private static final RateJudge SILENCE = new SilenceRule()::judge;
    private static final RateJudge DROP = new DropRule()::judge;
    private static final RateJudge SPIKE = new SpikeRule()::judge;

    /// How many of five are found, each as one finding and with nothing else.
    private static int found(RateJudge judge, Shape shape, double rate, long minutes, double factor) {
        int found = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            long from = SimulatedRate.MONDAY - (long) (random.nextDouble() * 1.5 * Calendar.DAY);
            long at = SimulatedRate.MONDAY + 2 * Calendar.DAY + 11 * Calendar.HOUR;
            RateBuckets buckets = SimulatedRate.buckets(
                    random, shape, rate, from, from + 7 * Calendar.DAY, new Change(at, at + minutes * MINUTE, factor));
            List<Finding> told = SimulatedRate.tell(judge, buckets);
            boolean right = told.size() == 1
                    && told.get(0).time().fromMillis() < at + minutes * MINUTE
                    && at < told.get(0).time().toMillis();
            found += right ? 1 : 0;
        }
        return found;
    }

    @Test
    void silences() {
        assertThat(found(SILENCE, Shape.CONSTANT, 10, 1, 0)).isEqualTo(SEEDS);
        assertThat(found(SILENCE, Shape.DAY, 1, 15, 0)).isEqualTo(SEEDS);
        assertThat(found(SILENCE, Shape.CLOSED, 1, 15, 0)).isEqualTo(SEEDS);
    }

    @Test
    void aHandfulOfEventsAnHourIsEnoughForALongSilence() {
        // seven an hour
        assertThat(found(SILENCE, Shape.CONSTANT, 0.002, 12 * 60, 0)).isEqualTo(SEEDS);
    }

    @Test
    void drops() {
        assertThat(found(DROP, Shape.CONSTANT, 10, 15, 0.5)).isEqualTo(SEEDS);
        assertThat(found(DROP, Shape.DAY, 10, 60, 0.5)).isEqualTo(SEEDS);
        assertThat(found(DROP, Shape.DAY, 10, 4 * 60, 0.5)).isEqualTo(SEEDS);
        assertThat(found(DROP, Shape.OFFICE, 10, 60, 0.3)).isEqualTo(SEEDS);
    }

    @Test
    void spikes() {
        assertThat(found(SPIKE, Shape.CONSTANT, 1, 15, 4)).isEqualTo(SEEDS);
        assertThat(found(SPIKE, Shape.DAY, 1, 4 * 60, 6)).isEqualTo(SEEDS);
        assertThat(found(SPIKE, Shape.OFFICE, 10, 60, 4)).isEqualTo(SEEDS);
    }

    @Test
    void whatIsEstimatedAsMissingIsAboutWhatIs() {
        Random random = new Random(1);
        long from = SimulatedRate.MONDAY;
        long at = from + 2 * Calendar.DAY + 11 * Calendar.HOUR;
        RateBuckets buckets = SimulatedRate.buckets(
                random, Shape.DAY, 10, from, from + 7 * Calendar.DAY, new Change(at, at + Calendar.HOUR, 0.4));
        Finding drop = SimulatedRate.tell(DROP, buckets).get(0);

        double missing = 0.6 * 10 * 3_600 * Shape.DAY.at(at + Calendar.HOUR / 2);
        assertThat((double) drop.missing().orElseThrow()).isBetween(0.85 * missing, 1.1 * missing);
    }
}
