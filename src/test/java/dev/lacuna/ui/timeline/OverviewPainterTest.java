package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverviewPainterTest {

    private static final long NOW = Instant.parse("2026-03-14T06:00:00Z").toEpochMilli();

    @Test
    void drawsNoBarWhileNothingIsKnownOfAStream() {
        assertThat(OverviewPainter.meanRate(Overview.empty(""), NOW, NOW + 60_000))
                .isZero();
    }

    @Test
    void drawsNoBarFarBehindTheLastBucket() {
        var overview = new Overview(Axis.TIME, 0, 1, new long[] {4, 6}, List.of(), List.of(), "orders", 10, true);
        assertThat(OverviewPainter.meanRate(overview, NOW, NOW + 60_000)).isZero();
        assertThat(OverviewPainter.meanRate(overview, -NOW, NOW)).isEqualTo(5);
    }
}
