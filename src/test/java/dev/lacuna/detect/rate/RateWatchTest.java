package dev.lacuna.detect.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RateWatchTest {

    private static final long FIVE_MINUTES = 5 * 60_000;
    private static final int DAY = 288;

    private final RateWatch watch = new RateWatch();
    private final Random random = new Random(1);
    private int row;

    private void next(double value) {
        watch.next(row++ * FIVE_MINUTES, value);
    }

    private void noise(int rows, double mean) {
        for (int i = 0; i < rows; i++) {
            next(mean + random.nextGaussian());
        }
    }

    private double office(int minute) {
        int hour = minute / 60 % 24;
        return (hour >= 8 && hour < 18 ? 100 : 20) + random.nextGaussian();
    }

    @Test
    void saysNothingBeforeItKnowsAHabit() {
        noise(100, 20);
        next(1_000);

        assertThat(watch.surprise()).isNegative();
    }

    @Test
    void tellsUpFromDown() {
        noise(500, 20);
        next(60);
        assertThat(watch.up()).isGreaterThan(RateWatch.BAR);
        assertThat(watch.down()).isLessThan(RateWatch.BAR);

        noise(100, 20);
        next(-20);
        assertThat(watch.down()).isGreaterThan(RateWatch.BAR);
        assertThat(watch.up()).isLessThan(RateWatch.BAR);
    }

    @Test
    void whatItHasSeenBeforeIsHabit() {
        noise(1_000, 20);
        next(60);
        noise(300, 20);
        next(60);

        assertThat(watch.up()).isLessThan(RateWatch.BAR);
    }

    @Test
    void aSmallStepThatStaysIsASurpriseOfTheLevel() {
        noise(2_000, 20);
        boolean surprised = false;
        for (int i = 0; i < 24; i++) {
            noise(1, 18);
            surprised |= watch.down() >= RateWatch.BAR;
        }
        assertThat(surprised).isTrue();
    }

    @Test
    void aDayThatDoesNotBeginIsASurpriseThoughItsValuesAreNot() {
        for (int i = 0; i < 7 * DAY + 8 * 12; i++) {
            next(office(i * 5));
        }
        boolean surprised = false;
        for (int i = 0; i < 36; i++) {
            noise(1, 20);
            surprised |= watch.down() >= RateWatch.BAR;
        }
        assertThat(surprised).isTrue();
    }

    @Test
    void anyChangeOfWhatNeverChangedIsASurprise() {
        for (int i = 0; i < 300; i++) {
            next(45);
        }
        next(45.1);

        assertThat(watch.up()).isGreaterThan(RateWatch.BAR);
    }

    @Test
    void isRarelySurprisedByNoise() {
        int surprises = 0;
        for (int i = 0; i < 20_000; i++) {
            noise(1, 20);
            surprises += watch.surprise() >= RateWatch.BAR ? 1 : 0;
        }
        assertThat(surprises).isLessThan(40);
    }

    @Test
    void anIncidentAlarmsOnce() {
        var alarm = new FirstAlarm();
        assertThat(alarm.next(0.5)).isEqualTo(0.5);
        assertThat(alarm.next(0.9)).isZero();
        assertThat(alarm.next(1.1)).as("far worse").isEqualTo(1.1);
        for (int i = 0; i < 151; i++) {
            assertThat(alarm.next(-0.5)).isZero();
        }
        assertThat(alarm.next(0.1)).as("after a while").isEqualTo(0.1);
    }
}
