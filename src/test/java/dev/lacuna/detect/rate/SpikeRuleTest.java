package dev.lacuna.detect.rate;

import static dev.lacuna.detect.rate.Arrivals.HOUR;
import static dev.lacuna.detect.rate.Arrivals.MINUTE;
import static dev.lacuna.detect.rate.Arrivals.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Verdict;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpikeRuleTest {

    private final SpikeRule rule = new SpikeRule();

    @Test
    void mergesTheBucketsOfASpikeIntoOneFinding() {
        List<Finding> findings = Arrivals.constant(new Random(1), 6 * HOUR, 1)
                .addAll(Arrivals.constant(new Random(2), 3 * MINUTE, 9), 2 * HOUR)
                .sorted()
                .tell(rule);

        assertThat(findings).hasSize(1);
        Finding finding = findings.get(0);
        assertThat(finding.verdict()).isEqualTo(Verdict.ANOMALY);
        assertThat(finding.cause()).isEqualTo(Cause.RATE_CHANGE);
        assertThat(finding.time().fromMillis()).isBetween(START + 2 * HOUR - MINUTE, START + 2 * HOUR + MINUTE);
        assertThat(finding.time().toMillis()).isBetween(START + 2 * HOUR + 2 * MINUTE, START + 2 * HOUR + 4 * MINUTE);
        assertThat(LogStory.fact(finding, "factor")).isBetween(7L, 12L);
        assertThat(finding.missing()).isEmpty();
    }

    /// Three minutes at six times half an event a second: in the narrowest buckets chance could do that, in
    /// wider ones not, and so near the end that the widest ones can't be judged.
    @Test
    void findsASpikeThatStandsOutOnlyInWiderBuckets() {
        int found = 0;
        for (int seed = 0; seed < 50; seed++) {
            List<Finding> findings = Arrivals.constant(new Random(seed), 3 * HOUR, 0.55)
                    .addAll(Arrivals.constant(new Random(seed + 1000), 3 * MINUTE, 2.75), 160 * MINUTE)
                    .sorted()
                    .tell(rule);
            assertThat(findings).as("one spike is one finding").hasSizeLessThan(2);
            found += findings.size();
        }
        assertThat(found).isGreaterThan(45);
    }

    @Test
    void stepsAndRampsAreNoSpikes() {
        Random random = new Random(3);
        assertThat(Arrivals.poisson(random, 6 * HOUR, 10, second -> second < 3 * 3600 ? 1 : 10)
                        .tell(rule))
                .isEmpty();
        assertThat(Arrivals.poisson(random, 6 * HOUR, 10, second -> 10 * second / (6 * 3600))
                        .tell(rule))
                .isEmpty();
    }

    @Test
    void regularBurstsAreHabit() {
        Arrivals arrivals = Arrivals.constant(new Random(4), 12 * HOUR, 1);
        for (int tick = 0; tick < 24; tick++) {
            arrivals.addAll(Arrivals.constant(new Random(tick), MINUTE, 20), tick * 30 * MINUTE);
        }
        assertThat(arrivals.sorted().tell(rule)).isEmpty();
    }

    @Test
    void anAbsurdTimeDoesNotHideASpike() {
        List<Finding> findings = Arrivals.constant(new Random(5), 6 * HOUR, 1)
                .addAll(Arrivals.constant(new Random(6), 3 * MINUTE, 9), 2 * HOUR)
                .add(START + 900_000 * HOUR)
                .add(1)
                .tell(rule);

        assertThat(findings).hasSize(1);
    }

    @Test
    void staysQuietOnPoissonNoise() {
        int alarms = 0;
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            alarms += Arrivals.constant(random, 24 * HOUR, 0.02).tell(rule).size();
            alarms += Arrivals.constant(random, 24 * HOUR, 0.2).tell(rule).size();
            alarms += Arrivals.constant(random, 6 * HOUR, 2).tell(rule).size();
            alarms += Arrivals.daily(random, 48 * HOUR, 0.05).tell(rule).size();
            alarms += Arrivals.daily(random, 48 * HOUR, 0.2).tell(rule).size();
            alarms += Arrivals.daily(random, 48 * HOUR, 1).tell(rule).size();
        }
        // 600 simulated partitions
        assertThat(alarms).isZero();
    }

    @Test
    void staysQuietOnUnevenRates() {
        int alarms = 0;
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            double[] factors = new double[400];
            for (int i = 0; i < factors.length; i++) {
                factors[i] = Math.exp(0.45 * random.nextGaussian());
            }
            alarms += Arrivals.poisson(random, 6 * HOUR, 20, second -> 3 * factors[(int) (second / 64)])
                    .tell(rule)
                    .size();
        }
        assertThat(alarms).isZero();
    }

    @Test
    void findsSpikesThatMatterInManySimulations() {
        int found = 0;
        for (int seed = 0; seed < 50; seed++) {
            found += Arrivals.daily(new Random(seed), 24 * HOUR, 1)
                    .addAll(Arrivals.constant(new Random(seed + 1000), 5 * MINUTE, 8), 10 * HOUR)
                    .sorted()
                    .tell(rule)
                    .size();
        }
        assertThat(found).isEqualTo(50);
    }
}
