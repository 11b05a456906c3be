package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumberTicksTest {

    private static List<AxisTick> ticks(long from, long to, double width) {
        return NumberTicks.of(new AxisScale(AxisWindow.around(new AxisSpan(from, to), 0), width), 80);
    }

    @Test
    void standAtRoundPositions() {
        assertThat(ticks(3_600, 3_820, 400))
                .extracting(AxisTick::at)
                .containsExactly(3_600L, 3_650L, 3_700L, 3_750L, 3_800L);
    }

    @Test
    void neverStandBetweenTwoPositionsHoweverNear() {
        assertThat(ticks(10, 13, 2_000)).extracting(AxisTick::label).containsExactly("10", "11", "12", "13");
    }

    @Test
    void areFewFarOutAndNeverBelowZero() {
        assertThat(ticks(-5_000_000, 2_000_000_000, 1_000)).hasSizeLessThan(13).allMatch(tick -> tick.at() >= 0);
    }
}
