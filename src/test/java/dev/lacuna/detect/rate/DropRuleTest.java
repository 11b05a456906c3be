package dev.lacuna.detect.rate;

import static dev.lacuna.detect.rate.Arrivals.HOUR;
import static dev.lacuna.detect.rate.Arrivals.MINUTE;
import static dev.lacuna.detect.rate.Arrivals.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Verdict;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DropRuleTest {

    private final DropRule rule = new DropRule();

    /// Events at 5 a second, but only that share of them between two times.
    private static Arrivals partial(int seed, long length, long from, long to, double share) {
        return Arrivals.poisson(
                new Random(seed), length, 5, second -> second * 1000 >= from && second * 1000 < to ? 5 * share : 5);
    }

    @Test
    void findsAPartialOutageAndHowManyEventsAreMissing() {
        List<Finding> findings =
                partial(1, 6 * HOUR, 2 * HOUR, 2 * HOUR + 20 * MINUTE, 0.4).tell(rule);

        assertThat(findings).hasSize(1);
        Finding finding = findings.get(0);
        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(finding.cause()).isEqualTo(Cause.RATE_CHANGE);
        assertThat(finding.basis()).isEqualTo(Basis.ESTIMATED);
        assertThat(finding.missing().orElseThrow()).isBetween(3_000L, 4_000L);
        assertThat(finding.time().fromMillis()).isBetween(START + 2 * HOUR - MINUTE, START + 2 * HOUR + MINUTE);
        assertThat(finding.time().toMillis()).isBetween(START + 2 * HOUR + 19 * MINUTE, START + 2 * HOUR + 21 * MINUTE);
        assertThat(LogStory.fact(finding, "percent")).isBetween(35L, 47L);
        assertThat(LogStory.fact(finding, "deviations")).isGreaterThan(7);
    }

    @Test
    void findsAStepDownThatLastsUntilTheScanEnds() {
        List<Finding> findings = partial(2, 6 * HOUR, 4 * HOUR, 6 * HOUR, 0.5).tell(rule);

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).time().fromMillis()).isBetween(START + 4 * HOUR - MINUTE, START + 4 * HOUR + MINUTE);
        assertThat(findings.get(0).time().toMillis()).isGreaterThan(START + 6 * HOUR - 2 * MINUTE);
    }

    @Test
    void aStepUpIsNoDrop() {
        assertThat(partial(3, 6 * HOUR, 0, 2 * HOUR, 0.3).tell(rule)).isEmpty();
    }

    @Test
    void theEndOfASpikeIsNoDrop() {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(Arrivals.constant(new Random(seed), 6 * HOUR, 2)
                            .addAll(Arrivals.constant(new Random(seed + 100), 20 * MINUTE, 18), 5 * HOUR)
                            .sorted()
                            .tell(rule))
                    .isEmpty();
        }
    }

    @Test
    void silenceIsToldByItsOwnRule() {
        Arrivals arrivals =
                Arrivals.constant(new Random(4), 6 * HOUR, 5).without(START + 2 * HOUR, START + 2 * HOUR + 20 * MINUTE);

        assertThat(arrivals.tell(new SilenceRule())).hasSize(1);
        assertThat(arrivals.tell(rule)).isEmpty();
    }

    @Test
    void whatIsFarBeforeASilenceIsStillADrop() {
        Arrivals arrivals = partial(5, 12 * HOUR, 2 * HOUR, 4 * HOUR, 0.3)
                .without(START + 3 * HOUR, START + 3 * HOUR + 10 * MINUTE);

        List<Finding> findings = arrivals.tell(rule);
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).time().toMillis() - findings.get(0).time().fromMillis())
                .isBetween(115 * MINUTE, 125 * MINUTE);
    }

    @Test
    void regularLullsAreHabit() {
        Arrivals arrivals = Arrivals.poisson(new Random(6), 12 * HOUR, 5, second -> second % 3_600 < 600 ? 1.5 : 5);

        assertThat(arrivals.tell(rule)).isEmpty();
    }

    @Test
    void anEveningIsNoDropWhereverTheScanEnds() {
        int alarms = 0;
        for (int seed = 0; seed < 60; seed++) {
            alarms += Arrivals.daily(new Random(seed), (13 + seed % 12) * HOUR, 5)
                    .tell(rule)
                    .size();
        }
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
}
