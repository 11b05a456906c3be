package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTest {

    private static final Instant NOW = Instant.parse("2026-03-14T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    void readsEachFormOfABound() {
        assertThat(Bound.parse("start", CLOCK)).isEqualTo(new Bound.Start());
        assertThat(Bound.parse("end", CLOCK)).isEqualTo(new Bound.End());
        assertThat(Bound.parse("+10", CLOCK)).isEqualTo(new Bound.AfterStart(10));
        assertThat(Bound.parse("-10", CLOCK)).isEqualTo(new Bound.BeforeEnd(10));
        assertThat(Bound.parse("10", CLOCK)).isEqualTo(new Bound.At(10));
        assertThat(Bound.parse("@2026-02-14T10:00Z", CLOCK)).isEqualTo(at("2026-02-14T10:00:00Z"));
        assertThat(Bound.parse("@2026-02-14T10:00:00.123Z", CLOCK)).isEqualTo(at("2026-02-14T10:00:00.123Z"));
        assertThat(Bound.parse("@2026-02-14T10:00+01:00", CLOCK)).isEqualTo(at("2026-02-14T09:00:00Z"));
        assertThat(Bound.parse("@1700000000000", CLOCK)).isEqualTo(new Bound.AtTime(1_700_000_000_000L));
        assertThat(Bound.parse("@-48h", CLOCK)).isEqualTo(at("2026-03-12T12:00:00Z"));
    }

    @Test
    void readsARangeInOne() {
        assertThat(Bounds.parse("100:200", null, CLOCK)).isEqualTo(new Bounds(new Bound.At(100), new Bound.At(200)));
        assertThat(Bounds.parse("@-48h:-24h", null, CLOCK))
                .isEqualTo(new Bounds(at("2026-03-12T12:00:00Z"), at("2026-03-13T12:00:00Z")));
        assertThat(Bounds.parse("@2026-02-14T10:00Z:2026-02-14T11:30Z", null, CLOCK))
                .isEqualTo(new Bounds(at("2026-02-14T10:00:00Z"), at("2026-02-14T11:30:00Z")));
        assertThat(Bounds.parse("@2026-02-14T10:00Z:@2026-02-14T11:30Z", null, CLOCK))
                .isEqualTo(new Bounds(at("2026-02-14T10:00:00Z"), at("2026-02-14T11:30:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"200:100", "@-24h:-48h", "@2026-02-14T10:00Z:@2026-02-14T09:59Z"})
    void aRangeThatRunsBackwardsIsASlip(String backwards) {
        assertThatThrownBy(() -> Bounds.parse(backwards, null, CLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("before it starts");
    }

    @Test
    void aRangeTakesNoSecondEnd() {
        assertThatThrownBy(() -> Bounds.parse("100:200", "300", CLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leave out '300'");
    }

    @Test
    void aTimeWithColonsIsNoRange() {
        assertThat(Bounds.parse("@2026-02-14T10:00:30Z", null, CLOCK))
                .isEqualTo(new Bounds(at("2026-02-14T10:00:30Z"), new Bound.End()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "@", "@14:00", "--5", "+", "1.5", "@2026-13-01T00:00Z"})
    void saysWhatABoundMayBe(String bad) {
        assertThatThrownBy(() -> Bounds.parse(bad, null, CLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no position or time")
                .hasMessageContaining("@2026-02-14T10:00Z");
    }

    private static Bound at(String instant) {
        return new Bound.AtTime(Instant.parse(instant).toEpochMilli());
    }
}
