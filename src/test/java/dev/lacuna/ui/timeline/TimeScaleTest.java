package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lacuna.model.TimeSpan;
import org.junit.jupiter.api.Test;

class TimeScaleTest {

    private static final long DAY = 86_400_000;

    @Test
    void mapsTheWindowOntoTheWidth() {
        var scale = new TimeScale(TimeWindow.around(new TimeSpan(1_000, 2_000), 0), 500);

        assertThat(scale.x(1_000)).isZero();
        assertThat(scale.x(1_500)).isEqualTo(250);
        assertThat(scale.x(2_000)).isEqualTo(500);
        assertThat(scale.millisAt(250)).isEqualTo(1_500);
        assertThat(scale.pixelsPerMilli()).isEqualTo(0.5);
    }

    @Test
    void keepsEveryMillisecondApartFarFromTheEpoch() {
        long far = TimeWindow.LIMIT_MILLIS - 1_000;
        var scale = new TimeScale(TimeWindow.around(new TimeSpan(far, far + 100), 0), 800);

        for (long millis = far; millis < far + 100; millis++) {
            assertThat(scale.x(millis)).isEqualTo((millis - far) * 8.0, within(1e-6));
            assertThat(scale.millisAt(scale.x(millis))).isEqualTo(millis);
        }
    }

    @Test
    void survivesTimesBeyondAllCalendars() {
        var scale = new TimeScale(TimeWindow.around(new TimeSpan(0, DAY), 0), 1_000);

        assertThat(scale.x(Long.MAX_VALUE)).isPositive().isFinite();
        assertThat(scale.x(Long.MIN_VALUE)).isNegative().isFinite();
        assertThat(TimeWindow.around(new TimeSpan(Long.MIN_VALUE, Long.MAX_VALUE), 0.1)
                        .micros())
                .isPositive();
    }

    @Test
    void givesAnInstantSomeWidth() {
        assertThat(TimeWindow.around(new TimeSpan(5, 5), 0).micros()).isEqualTo(1_000);
    }
}
