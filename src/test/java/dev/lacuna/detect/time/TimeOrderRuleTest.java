package dev.lacuna.detect.time;

import static dev.lacuna.detect.ToldStory.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.LogStory;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Verdict;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class TimeOrderRuleTest {

    private static final long MINUTE = 60_000;

    private final TimeOrderRule rule = new TimeOrderRule();

    @Test
    void findsNothingWhereTimeGoesOn() {
        assertThat(new LogStory().plain(500).pause(30 * MINUTE).plain(500).tell(rule))
                .isEmpty();
    }

    @Test
    void reportsAStretchThatIsOlderThanWhatCameBefore() {
        LogStory story = new LogStory().plain(400);
        long now = LogStory.START_MILLIS + 400_000;
        for (int i = 0; i < 20; i++) {
            story.timed(now + i * 1000L - 10 * MINUTE)
                    .plain(1)
                    .timed(now + i * 1000L)
                    .plain(1);
        }
        Finding finding = only(story.plain(300).tell(rule));

        assertThat(finding.verdict()).isEqualTo(Verdict.ANOMALY);
        assertThat(finding.cause()).isEqualTo(Cause.LATE_ARRIVAL);
        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(400, 439));
        assertThat(finding.evidence().number("late_events")).isEqualTo(20);
        assertThat(LogStory.fact(finding, "greatest_lateness_ms")).isBetween(10 * MINUTE - 30_000, 10 * MINUTE);
        assertThat(finding.explanation().explanation()).contains("clock is slow");
    }

    @Test
    void reportsAFewLateEventsInAShortScan() {
        LogStory story = new LogStory().plain(60);
        Finding finding = only(story.timed(LogStory.START_MILLIS - 60 * MINUTE)
                .plain(3)
                .timed(LogStory.START_MILLIS + 64_000)
                .plain(60)
                .tell(rule));

        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(60, 63));
    }

    @Test
    void jitterIsAHabitHoweverLarge() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            double scale = Math.pow(10, 2 + random.nextInt(5));
            assertThat(jittery(random, 3_000, r -> (long) (scale * -Math.log(1 - r.nextDouble())))
                            .tell(rule))
                    .as("exponential, seed %d", seed)
                    .isEmpty();
            assertThat(jittery(random, 3_000, r -> (long) (scale * Math.exp(2 * r.nextGaussian())))
                            .tell(rule))
                    .as("lognormal, seed %d", seed)
                    .isEmpty();
            assertThat(jittery(random, 3_000, r -> (long) (scale / 10 / Math.pow(1 - r.nextDouble(), 0.8)))
                            .tell(rule))
                    .as("pareto, seed %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void twoWritersWhoseClocksDifferAreAHabit() {
        Random random = new Random(1);
        assertThat(jittery(random, 2_000, r -> r.nextBoolean() ? 0 : 45_000).tell(rule))
                .isEmpty();
    }

    @Test
    void findsAStretchInAJitteryStreamToo() {
        Random random = new Random(2);
        LogStory story = jittery(random, 3_000, r -> r.nextInt(2_000));
        long now = LogStory.START_MILLIS + 3_000_000;
        for (int i = 0; i < 200; i++) {
            story.timed(now + i * 1000L - 60 * MINUTE + random.nextInt(2_000)).plain(1);
        }
        for (int i = 200; i < 2_000; i++) {
            story.timed(now + i * 1000L - random.nextInt(2_000)).plain(1);
        }
        Finding finding = only(story.tell(rule));

        assertThat(finding.evidence().number("late_events")).isEqualTo(200);
    }

    @Test
    void oneEventFromTheFutureMakesNoneBehindItLate() {
        LogStory story = new LogStory().plain(200);
        long now = LogStory.START_MILLIS + 200_000;
        story.timed(now + 24 * 60 * MINUTE).plain(1).timed(now).plain(300);

        assertThat(story.tell(rule)).isEmpty();
    }

    @Test
    void aClockThatRanAheadForAWhileMakesNoneBehindItLate() {
        LogStory story = new LogStory().plain(500);
        long now = LogStory.START_MILLIS + 500_000;
        story.timed(now + 60 * MINUTE).plain(100).timed(now + 100_000).plain(3_000);

        assertThat(story.tell(rule)).isEmpty();
    }

    @Test
    void timesThatTheLogSetAreInOrder() {
        LogStory story = new LogStory().appendTimes().plain(200);
        assertThat(story.timed(LogStory.START_MILLIS - 60 * MINUTE).plain(5).tell(rule))
                .isEmpty();
    }

    @Test
    void eventsOwnTimesCountWhereTheyAreGivenWhoeverSetTheTimestamps() {
        LogStory story = new LogStory().appendTimes();
        for (int i = 0; i < 300; i++) {
            story.own(i >= 100 && i < 110 ? -30 * MINUTE : -200);
        }
        Finding finding = only(story.tell(rule));

        assertThat(finding.positions()).isEqualTo(PositionRange.offsets(100, 110));
    }

    @Test
    void replayedEventsAreNoDisorder() {
        LogStory story = new LogStory().plain(200).replay("c/up/0@1");
        assertThat(story.timed(LogStory.START_MILLIS).plain(50).tell(rule)).isEmpty();
    }

    @Test
    void timesThatAreNoneAreLeftToTimeSkew() {
        LogStory story = new LogStory();
        for (int i = 0; i < 200; i++) {
            story.ownTime(i % 50 == 7 ? 0 : LogStory.START_MILLIS + i);
        }
        assertThat(story.tell(rule)).isEmpty();
    }

    /// Events a second apart, each late by what is drawn.
    private static LogStory jittery(Random random, int events, ToLongFunction<Random> lateness) {
        LogStory story = new LogStory();
        for (int i = 0; i < events; i++) {
            story.timed(LogStory.START_MILLIS + i * 1000L - lateness.applyAsLong(random))
                    .plain(1);
        }
        return story;
    }
}
