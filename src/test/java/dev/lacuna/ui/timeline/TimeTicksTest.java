package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.TimeSpan;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeTicksTest {

    private static List<String> labels(String from, String to, double width, ZoneId zone) {
        return ticks(from, to, width, zone).stream().map(AxisTick::label).toList();
    }

    private static List<AxisTick> ticks(String from, String to, double width, ZoneId zone) {
        var span = TimeSpan.between(Instant.parse(from), Instant.parse(to));
        return TimeTicks.of(new AxisScale(AxisWindow.around(AxisSpan.of(span), 0), width), zone, 80);
    }

    @Test
    void standAtRoundMinutes() {
        assertThat(labels("2026-11-23T07:30:00Z", "2026-11-23T08:10:00Z", 400, ZoneOffset.UTC))
                .containsExactly("07:30", "07:40", "07:50", "08:00", "08:10");
    }

    @Test
    void showSecondsAndMillisecondsWhereTheyDiffer() {
        assertThat(labels("2026-11-23T07:30:00Z", "2026-11-23T07:30:20Z", 400, ZoneOffset.UTC))
                .containsExactly("07:30:00", "07:30:05", "07:30:10", "07:30:15", "07:30:20");
        assertThat(labels("2026-11-23T07:30:00Z", "2026-11-23T07:30:00.020Z", 400, ZoneOffset.UTC))
                .containsExactly("07:30:00.000", "07:30:00.005", "07:30:00.010", "07:30:00.015", "07:30:00.020");
    }

    @Test
    void nameTheDayWhereOneBegins() {
        var ticks = ticks("2026-11-23T18:00:00Z", "2026-11-24T06:00:00Z", 400, ZoneOffset.UTC);

        assertThat(ticks.stream().map(AxisTick::label))
                .containsExactly("18:00", "21:00", "Tue 24 Nov", "03:00", "06:00");
        assertThat(ticks.get(2).strong()).isTrue();
    }

    @Test
    void areRoundInTheChosenZone() {
        assertThat(labels("2026-11-23T00:00:00Z", "2026-11-23T12:00:00Z", 400, ZoneId.of("Asia/Kolkata")))
                .containsExactly("06:00", "09:00", "12:00", "15:00");
    }

    @Test
    void stayRoundAcrossAChangeOfTheClocks() {
        assertThat(labels("2026-03-28T18:00:00Z", "2026-03-29T12:00:00Z", 600, ZoneId.of("Europe/Berlin")))
                .containsExactly("21:00", "Sun 29 Mar", "06:00", "09:00", "12:00")
                .doesNotHaveDuplicates();
    }

    @Test
    void countDaysAndYearsWhenFarOut() {
        assertThat(labels("2026-11-01T00:00:00Z", "2026-11-05T00:00:00Z", 400, ZoneOffset.UTC))
                .containsExactly("Sun 1 Nov", "Mon 2 Nov", "Tue 3 Nov", "Wed 4 Nov", "Thu 5 Nov");
        assertThat(labels("2000-01-01T00:00:00Z", "2026-01-01T00:00:00Z", 400, ZoneOffset.UTC))
                .isNotEmpty()
                .allMatch(label -> label.startsWith("1 "));
    }

    @Test
    void areNeverCloserThanAsked() {
        for (long length = 20; length < 4_000_000_000L; length = length * 3 / 2) {
            var scale = new AxisScale(
                    AxisWindow.around(new AxisSpan(1_700_000_000_123L, 1_700_000_000_123L + length), 0), 1_000);
            List<AxisTick> ticks = TimeTicks.of(scale, ZoneOffset.UTC, 80);
            for (int i = 1; i < ticks.size(); i++) {
                assertThat(scale.x(ticks.get(i).at()) - scale.x(ticks.get(i - 1).at()))
                        .as("span of %d ms", length)
                        .isGreaterThan(72);
            }
        }
    }
}
