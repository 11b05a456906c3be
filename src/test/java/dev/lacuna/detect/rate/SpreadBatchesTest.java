package dev.lacuna.detect.rate;

import static dev.lacuna.detect.rate.Arrivals.HOUR;
import static dev.lacuna.detect.rate.Arrivals.MINUTE;
import static dev.lacuna.detect.rate.Arrivals.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.Rule;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A scan of batches knows only their first and last times: what lies between is an estimate, and no finding may be
/// made of it.
class SpreadBatchesTest {

    private static final List<Rule> RULES = List.of(new SilenceRule(), new DropRule(), new SpikeRule());

    private static void assertQuiet(Arrivals arrivals, int batchSize) {
        for (Rule rule : RULES) {
            assertThat(arrivals.tellBatches(rule, batchSize))
                    .as(rule.kind().id())
                    .isEmpty();
        }
    }

    @Test
    void sparseBatchesAreNoSilences() {
        Arrivals arrivals = Arrivals.constant(new Random(1), 48 * HOUR, 0.002);

        assertQuiet(arrivals, 1);
        assertQuiet(arrivals, 3);
        assertQuiet(arrivals, 20);
    }

    @Test
    void bigBatchesOfASteadyStreamAreNeitherSilencesNorDropsNorSpikes() {
        for (double rate : new double[] {0.05, 0.5, 5}) {
            Arrivals arrivals = Arrivals.constant(new Random(2), 24 * HOUR, rate);
            for (int size : new int[] {7, 100, 500}) {
                assertQuiet(arrivals, size);
            }
        }
    }

    /// One event in each batch is hours late, so that all the rest are spread over these hours.
    @Test
    void batchesWithAStragglerAreNothing() {
        Random random = new Random(3);
        Arrivals arrivals = Arrivals.constant(random, 24 * HOUR, 2);
        Arrivals late = new Arrivals();
        for (int i = 0; i < arrivals.size(); i++) {
            late.add(i % 200 == 100 ? Math.max(START, arrivals.time(i) - 4 * HOUR) : arrivals.time(i));
        }
        assertQuiet(late, 200);
    }

    /// From noon on each batch has an event with the same stuck time, so that its neighbourhood seems crowded.
    @Test
    void batchesThatReachBackToOneMomentAreNoSpike() {
        Arrivals arrivals = Arrivals.constant(new Random(4), 24 * HOUR, 2);
        Arrivals stuck = new Arrivals();
        for (int i = 0; i < arrivals.size(); i++) {
            boolean afternoon = arrivals.time(i) > START + 12 * HOUR;
            stuck.add(afternoon && i % 100 == 50 ? START + 12 * HOUR : arrivals.time(i));
        }
        assertQuiet(stuck, 100);
    }

    @Test
    void clearOnesAreFoundFromBatchesToo() {
        Arrivals silent = Arrivals.constant(new Random(5), 12 * HOUR, 20)
                .without(START + 5 * HOUR, START + 5 * HOUR + 20 * MINUTE);
        assertThat(silent.tellLingering(new SilenceRule(), 50)).hasSize(1);

        Arrivals low = Arrivals.poisson(
                new Random(6), 12 * HOUR, 20, second -> second >= 5 * 3_600 && second < 6 * 3_600 ? 6 : 20);
        assertThat(low.tellLingering(new DropRule(), 10)).hasSize(1);

        Arrivals crowded = Arrivals.constant(new Random(7), 12 * HOUR, 20)
                .addAll(Arrivals.constant(new Random(8), 10 * MINUTE, 180), 5 * HOUR)
                .sorted();
        assertThat(crowded.tellLingering(new SpikeRule(), 50)).hasSize(1);
    }
}
