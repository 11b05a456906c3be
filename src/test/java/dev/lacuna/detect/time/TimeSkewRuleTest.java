package dev.lacuna.detect.time;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PositionRange;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeSkewRuleTest {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long NOW = LogStory.START_MILLIS + 240 * HOUR;

    private final TimeSkewRule rule = new TimeSkewRule();

    @Test
    void findsNothingInOrdinaryTimes() {
        Random random = new Random(1);
        LogStory story = new LogStory();
        for (int i = 0; i < 3_000; i++) {
            story.own(-random.nextInt(3_000));
        }
        assertThat(story.tell(rule)).isEmpty();
        assertThat(new LogStory().plain(300).pause(5 * HOUR).plain(300).tell(rule))
                .isEmpty();
    }

    @Test
    void reportsEventsLaterThanTheScanItself() {
        Finding finding = only(new LogStory()
                .scannedAt(NOW - LogStory.START_MILLIS)
                .plain(50)
                .timed(NOW + 48 * HOUR)
                .plain(2)
                .timed(LogStory.START_MILLIS + 60_000)
                .plain(50)
                .tell(rule));

        assertThat(finding.cause()).isEqualTo(Cause.CLOCK_OFF);
        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(50, 52));
        assertThat(LogStory.fact(finding, "offset_ms")).isBetween(47 * HOUR, 48 * HOUR + 2_000);
    }

    @Test
    void reportsEventsFarAheadOfTheirNeighbours() {
        LogStory story = new LogStory().plain(100);
        long now = LogStory.START_MILLIS + 100_000;
        Finding finding = only(story.timed(now + 2 * HOUR)
                .plain(2)
                .timed(now + 2_000)
                .plain(100)
                .tell(rule));

        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(100, 102));
        assertThat(LogStory.fact(finding, "offset_ms")).isBetween(2 * HOUR - 60_000, 2 * HOUR);
    }

    @Test
    void thePhonesOfAStreamMayAllBeWrong() {
        Random random = new Random(3);
        LogStory story = new LogStory();
        for (int i = 0; i < 4_000; i++) {
            story.timed(LogStory.START_MILLIS + i * 1000L + (long) (20 * MINUTE * random.nextGaussian()))
                    .plain(1);
        }
        assertThat(story.tell(rule)).isEmpty();
    }

    @Test
    void reportsAStretchInTheFutureOnceTimeHasComeBack() {
        LogStory story = new LogStory().plain(500);
        long now = LogStory.START_MILLIS + 500_000;
        Finding finding = only(story.timed(now + HOUR)
                .plain(300)
                .timed(now + 300_000)
                .plain(2_000)
                .tell(rule));

        assertThat(finding.cause()).isEqualTo(Cause.CLOCK_OFF);
        assertThat(finding.positions().from().asOffset()).isBetween(495L, 520L);
        assertThat(finding.positions().to().asOffset()).isEqualTo(800);
        assertThat(LogStory.fact(finding, "offset_ms")).isBetween(HOUR - 60_000, HOUR + 60_000);
    }

    @Test
    void knowsSecondsAndOtherUnitsAndTimesThatWereNeverSet() {
        LogStory story = new LogStory();
        long[] wrong = {
            LogStory.START_MILLIS / 1000,
            LogStory.START_MILLIS * 1000,
            LogStory.START_MILLIS * 1_000_000,
            0,
            12_345_678_901L
        };
        for (int i = 0; i < 500; i++) {
            story.ownTime(i % 100 == 50 ? wrong[i / 100] : LogStory.START_MILLIS + i * 1000L);
        }
        List<Finding> findings = story.tell(rule);

        assertThat(findings)
                .extracting(finding -> finding.evidence().text("unit"))
                .containsExactlyInAnyOrder("seconds", "microseconds", "nanoseconds", "unset", "absurd");
        assertThat(findings).allMatch(finding -> finding.cause() == Cause.TIME_UNIT);
        assertThat(findings)
                .filteredOn(finding -> "seconds".equals(finding.evidence().text("unit")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.positions()).isEqualTo(PositionRange.offsets(50, 51)));
    }

    @Test
    void timesOfTheLastCenturyAreNoMistakeInAnArchive() {
        LogStory story = new LogStory();
        for (int i = 0; i < 300; i++) {
            story.ownTime(800_000_000_000L + i * 1000L);
        }
        assertThat(story.tell(rule)).isEmpty();
    }

    @Test
    void reportsTheStepOfOneProducersClockAmongOthers() {
        LogStory story = new LogStory();
        Random random = new Random(5);
        for (int i = 0; i < 3_000; i++) {
            boolean off = i % 3 == 1 && i >= 1_000 && i < 2_500;
            story.by(i % 3, 0, i).own((off ? HOUR : 0) - random.nextInt(500));
        }
        Finding finding = only(story.tell(rule).stream()
                .filter(each -> each.evidence().number("producer_id") != null)
                .toList());

        assertThat(LogStory.fact(finding, "producer_id")).isEqualTo(1);
        assertThat(LogStory.fact(finding, "offset_ms")).isBetween(HOUR - 600, HOUR + 600);
        assertThat(LogStory.fact(finding, "skewed_events")).isEqualTo(500);
        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(1_000, 2_498));
    }

    @Test
    void reportsAWrongTimeZoneThatStays() {
        LogStory story = new LogStory();
        for (int i = 0; i < 1_000; i++) {
            story.own(i < 700 ? -120 : -120 - 2 * HOUR);
        }
        Finding finding = only(story.tell(rule));

        assertThat(LogStory.fact(finding, "offset_ms")).isEqualTo(-2 * HOUR);
        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(700, 1_000));
        assertThat(finding.explanation().explanation()).contains("to the end of what was scanned");
    }

    @Test
    void aBacklogThatIsWorkedOffIsNoClock() {
        for (double speed : new double[] {1.01, 1.1, 2, 50}) {
            LogStory story = new LogStory();
            for (int i = 0; i < 500; i++) {
                story.own(-300);
            }
            double behind = 25 * MINUTE;
            while (behind > 300) {
                story.own(-(long) behind);
                behind -= 1000 * (speed - 1);
            }
            for (int i = 0; i < 500; i++) {
                story.own(-300);
            }
            assertThat(story.tell(rule)).as("speed %f", speed).isEmpty();
        }
    }

    @Test
    void aSingleLateEventIsNoClock() {
        LogStory story = new LogStory();
        for (int i = 0; i < 600; i++) {
            story.own(i % 97 == 5 ? -3 * HOUR : -100);
        }
        assertThat(story.tell(rule)).isEmpty();
    }

    @Test
    void replaysAndTimesThatTheLogSetAreLeftOut() {
        LogStory replayed =
                new LogStory().scannedAt(NOW - LogStory.START_MILLIS).plain(100).replay("c/up/0@1");
        assertThat(replayed.timed(NOW + 48 * HOUR).plain(2).tell(rule)).isEmpty();

        LogStory appended = new LogStory()
                .scannedAt(NOW - LogStory.START_MILLIS)
                .appendTimes()
                .plain(100);
        assertThat(appended.timed(NOW + 48 * HOUR).plain(2).tell(rule)).isEmpty();
    }
}
