package dev.lacuna.detect.rate;

import static dev.lacuna.detect.ToldStory.only;
import static dev.lacuna.detect.rate.Arrivals.HOUR;
import static dev.lacuna.detect.rate.Arrivals.MINUTE;
import static dev.lacuna.detect.rate.Arrivals.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LiveEdge;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Position;
import dev.lacuna.model.Verdict;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SilenceRuleTest {

    private final SilenceRule rule = new SilenceRule();

    @Test
    void findsASilenceAndHowManyEventsWouldHaveBeenUsual() {
        Arrivals arrivals = Arrivals.constant(new Random(1), 3 * HOUR, 2)
                .without(START + HOUR, START + HOUR + 10 * MINUTE)
                .sorted();
        Finding finding = only(arrivals.tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(finding.time().fromMillis()).isBetween(START + HOUR - 10_000, START + HOUR);
        assertThat(finding.time().toMillis())
                .isBetween(START + HOUR + 10 * MINUTE, START + HOUR + 10 * MINUTE + 10_000);
        assertThat(finding.basis()).isEqualTo(Basis.ESTIMATED);
        assertThat(finding.missing().orElseThrow()).isBetween(800L, 1300L);
        long before = finding.positions().from().asOffset();
        assertThat(arrivals.time((int) before)).isEqualTo(finding.time().fromMillis());
        assertThat(finding.positions().to().asOffset()).isEqualTo(before + 2);
    }

    @Test
    void findsItInDisorderAndFromBatchesAlone() {
        Random random = new Random(2);
        Arrivals arrivals = Arrivals.constant(random, 3 * HOUR, 5)
                .without(START + HOUR, START + HOUR + 5 * MINUTE)
                .sorted();
        assertThat(arrivals.tellBatches(rule, 1)).hasSize(1);
        assertThat(arrivals.shuffled(random, 50).tell(rule)).hasSize(1);
    }

    @Test
    void aReplayThatFillsItClosesIt() {
        Arrivals arrivals = Arrivals.constant(new Random(3), 3 * HOUR, 2)
                .without(START + HOUR, START + HOUR + 10 * MINUTE)
                .sorted()
                .addAll(Arrivals.constant(new Random(4), 10 * MINUTE, 2), HOUR);

        assertThat(arrivals.tell(rule)).isEmpty();
    }

    @Test
    void neverJudgesTheScansEnds() {
        Arrivals arrivals = Arrivals.constant(new Random(5), 2 * HOUR, 2)
                .without(START + MINUTE / 60, START + HOUR)
                .add(START + 9 * HOUR);

        assertThat(arrivals.sorted().tell(rule)).isEmpty();
    }

    @Test
    void pausesBetweenRegularBurstsAreHabit() {
        Arrivals arrivals = new Arrivals();
        for (int tick = 0; tick < 200; tick++) {
            for (int i = 0; i < 300; i++) {
                arrivals.add(START + tick * 5 * MINUTE + i);
            }
        }
        assertThat(arrivals.tell(rule)).isEmpty();
    }

    @Test
    void aSilenceThatComesBackIsHabit() {
        Arrivals arrivals = Arrivals.constant(new Random(6), 20 * HOUR, 1);
        for (int hour = 1; hour < 19; hour++) {
            arrivals.without(START + hour * HOUR, START + hour * HOUR + 15 * MINUTE);
        }
        assertThat(arrivals.tell(rule)).isEmpty();
    }

    @Test
    void staysQuietOnPoissonNoise() {
        int alarms = 0;
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            alarms += Arrivals.constant(random, 24 * HOUR, 0.003).tell(rule).size();
            alarms += Arrivals.constant(random, 24 * HOUR, 0.05).tell(rule).size();
            alarms += Arrivals.constant(random, 6 * HOUR, 0.5).tell(rule).size();
            alarms += Arrivals.daily(random, 48 * HOUR, 0.01).tell(rule).size();
            alarms += Arrivals.daily(random, 48 * HOUR, 0.1).tell(rule).size();
            alarms += Arrivals.daily(random, 48 * HOUR, 0.5).tell(rule).size();
        }
        // 600 simulated partitions
        assertThat(alarms).isZero();
    }

    @Test
    void staysQuietOnEventsThatComeInClumps() {
        int alarms = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Arrivals clumps = Arrivals.constant(random, 24 * HOUR, 1 / 300.0);
            Arrivals arrivals = new Arrivals();
            for (int i = 0; i < clumps.size(); i++) {
                int events = 1 + random.nextInt(100);
                for (int k = 0; k < events; k++) {
                    arrivals.add(clumps.time(i) + k * 20L);
                }
            }
            alarms += arrivals.sorted().tell(rule).size();
        }
        assertThat(alarms).isZero();
    }

    @Test
    void findsSilencesThatMatterInManySimulations() {
        int found = 0;
        for (int seed = 0; seed < 50; seed++) {
            Arrivals arrivals = Arrivals.daily(new Random(seed), 24 * HOUR, 1)
                    .without(START + 12 * HOUR, START + 12 * HOUR + 10 * MINUTE);
            found += arrivals.tell(rule).size();
        }
        assertThat(found).isEqualTo(50);
    }

    @Test
    void tellsOfASilenceThatLastsOnAtAMovingEdge() {
        Arrivals arrivals = Arrivals.constant(new Random(11), HOUR, 2).sorted();
        long last = arrivals.time(arrivals.size() - 1);

        assertThat(arrivals.tellAt(rule, new LiveEdge(last, last + 20_000, Position.offset(0))))
                .isEmpty();

        Finding lasting = only(arrivals.tellAt(rule, new LiveEdge(last, last + 5 * MINUTE, Position.offset(0))));
        assertThat(lasting.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(lasting.time().fromMillis()).isEqualTo(last);
        assertThat(lasting.missing().orElseThrow()).isBetween(400L, 800L);
    }

    @Test
    void doesNotJudgeNowByEventsOfAnotherTime() {
        Arrivals arrivals = Arrivals.constant(new Random(11), HOUR, 2).sorted();
        long later = arrivals.time(arrivals.size() - 1) + 2 * HOUR;

        assertThat(arrivals.tellAt(rule, new LiveEdge(later, later + 5 * MINUTE, Position.offset(0))))
                .isEmpty();
    }

    @Test
    void staysQuietAtAMovingEdgeOnNoise() {
        int alarms = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            double perSecond = 0.02 + random.nextDouble() / 10;
            Arrivals arrivals = Arrivals.constant(random, HOUR, perSecond).sorted();
            long last = arrivals.time(arrivals.size() - 1);
            long quiet = (long) (-Math.log(1 - random.nextDouble()) * 1_000 / perSecond);
            alarms += arrivals.tellAt(rule, new LiveEdge(last, last + quiet, Position.offset(0)))
                            .isEmpty()
                    ? 0
                    : 1;
        }
        assertThat(alarms).isZero();
    }
}
