package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AxisScaleTest {

    private static final long DAY = 86_400_000;

    @Test
    void mapsTheWindowOntoTheWidth() {
        var scale = new AxisScale(AxisWindow.around(new AxisSpan(1_000, 2_000), 0), 500);

        assertThat(scale.x(1_000)).isZero();
        assertThat(scale.x(1_500)).isEqualTo(250);
        assertThat(scale.x(2_000)).isEqualTo(500);
        assertThat(scale.at(250)).isEqualTo(1_500);
        assertThat(scale.pixelsPerUnit()).isEqualTo(0.5);
    }

    @Test
    void keepsEveryMillisecondApartFarFromTheEpoch() {
        long far = AxisWindow.LIMIT - 1_000;
        var scale = new AxisScale(AxisWindow.around(new AxisSpan(far, far + 100), 0), 800);

        for (long millis = far; millis < far + 100; millis++) {
            assertThat(scale.x(millis)).isEqualTo((millis - far) * 8.0, within(1e-6));
            assertThat(scale.at(scale.x(millis))).isEqualTo(millis);
        }
    }

    @Test
    void survivesTimesBeyondAllCalendars() {
        var scale = new AxisScale(AxisWindow.around(new AxisSpan(0, DAY), 0), 1_000);

        assertThat(scale.x(Long.MAX_VALUE)).isPositive().isFinite();
        assertThat(scale.x(Long.MIN_VALUE)).isNegative().isFinite();
        assertThat(AxisWindow.around(new AxisSpan(Long.MIN_VALUE, Long.MAX_VALUE), 0.1)
                        .length())
                .isPositive();
    }

    @Test
    void givesAnInstantSomeWidth() {
        assertThat(AxisWindow.around(new AxisSpan(5, 5), 0).length()).isEqualTo(1_000);
    }
}
