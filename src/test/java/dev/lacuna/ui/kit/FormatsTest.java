package dev.lacuna.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Basis;
import java.time.Instant;
import java.time.ZoneId;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FormatsTest {

    private static final long AT = Instant.parse("2026-11-23T08:12:41.003Z").toEpochMilli();

    private final Formats formats = new Formats();

    private static String plain(String text) {
        return text.replace(Formats.GROUP, ' ');
    }

    @Test
    void momentsInTheTextsOfRulesAreSaidInTheZoneOfTheWindow() {
        var formats = new Formats(ZoneId.of("Asia/Tokyo"));
        String text = "Number 3642 stands at position 3640 (2026-03-14 07:51:58.596 UTC), read by UTC.";
        assertThat(formats.inZone(text)).isEqualTo(text);

        formats.zoneProperty().set(ZoneId.of("Asia/Tokyo"));
        assertThat(formats.inZone(text))
                .isEqualTo("Number 3642 stands at position 3640 (2026-03-14 16:51:58.596 Asia/Tokyo), read by UTC.");
    }

    @Test
    void writesTimesInUtcWithMilliseconds() {
        assertThat(formats.time(AT)).isEqualTo("08:12:41.003");
        assertThat(formats.dateTime(AT)).isEqualTo("2026-11-23 08:12:41.003");
        assertThat(formats.iso(AT)).isEqualTo("2026-11-23T08:12:41.003Z");
        assertThat(formats.day(AT)).isEqualTo("Mon 23 Nov");
        assertThat(formats.zoneName()).isEqualTo("UTC");
    }

    @Test
    void writesTimesInTheChosenZone() {
        formats.zoneProperty().set(ZoneId.of("Asia/Tokyo"));

        assertThat(formats.time(AT)).isEqualTo("17:12:41.003");
        assertThat(formats.iso(AT)).isEqualTo("2026-11-23T17:12:41.003+09:00");
        assertThat(formats.zoneName()).isEqualTo("Asia/Tokyo");
        assertThat(formats.zoneBrief()).isEqualTo("Tokyo");
    }

    @Test
    void saysATimeInTheOtherZoneTooAndHowLongAgoItWas() {
        var here = new Formats(ZoneId.of("Asia/Kolkata"));
        assertThat(here.inFull(AT, AT + 3_900_000))
                .isEqualTo("2026-11-23 08:12:41.003 UTC\n2026-11-23 13:42:41.003 Asia/Kolkata · 1 h 5 min ago");

        here.zoneProperty().set(ZoneId.of("Asia/Kolkata"));
        assertThat(here.inFull(AT, AT - 30_000))
                .as("a clock that runs fast writes times to come")
                .isEqualTo("2026-11-23 13:42:41.003 Asia/Kolkata\n2026-11-23 08:12:41.003 UTC · in 30 s");
        assertThat(here.inFull(-1, AT)).isEqualTo("–");
    }

    @Test
    void survivesTheAbsurdTimesOfCorruptRecords() {
        assertThat(formats.dateTime(Long.MAX_VALUE)).contains("292278994");
        assertThat(formats.dateTime(Long.MIN_VALUE)).isNotEmpty();
        assertThat(formats.inFull(Long.MIN_VALUE, AT)).isNotEmpty();
        assertThat(formats.time(-1)).isEqualTo("–");
    }

    @Test
    void showsTheDatesOfASpanOnlyWhereTheyDiffer() {
        assertThat(formats.span(AT, AT + 1_000)).isEqualTo("08:12:41.003 – 08:12:42.003");
        assertThat(formats.span(AT, AT + 86_400_000)).isEqualTo("2026-11-23 08:12:41.003 – 2026-11-24 08:12:41.003");
    }

    @Test
    void saysARoundSpanShortly() {
        long six = Instant.parse("2026-11-23T06:00:00Z").toEpochMilli();

        assertThat(formats.shortSpan(six, six + 3 * 3_600_000)).isEqualTo("06:00 – 09:00");
        assertThat(formats.shortSpan(six, six + 30_000)).isEqualTo("06:00:00 – 06:00:30");
        assertThat(formats.shortSpan(six, six + 5)).isEqualTo("06:00:00.000 – 06:00:00.005");
        assertThat(formats.shortSpan(six, six + 86_400_000)).isEqualTo("Mon 23 Nov 06:00 – Tue 24 Nov 06:00");
    }

    @Test
    void groupsDigitsByThree() {
        assertThat(plain(Formats.number(61_217_402))).isEqualTo("61 217 402");
        assertThat(plain(Formats.number(999))).isEqualTo("999");
        assertThat(plain(Formats.number(-1_000))).isEqualTo("-1 000");
        assertThat(plain(Formats.number(-100))).isEqualTo("-100");
        assertThat(plain(Formats.number(Long.MIN_VALUE))).isEqualTo("-9 223 372 036 854 775 808");
    }

    @Test
    void shortensLargeCountsAndSizes() {
        assertThat(plain(Formats.compact(9_950))).isEqualTo("9 950");
        assertThat(Formats.compact(10_200_000)).isEqualTo("10.2 M");
        assertThat(Formats.compact(999_999)).isEqualTo("1.0 M");
        assertThat(Formats.size(512)).isEqualTo("512 B");
        assertThat(Formats.size(1_234_567)).isEqualTo("1.2 MB");
        assertThat(Formats.rate(240)).isEqualTo("240/s");
    }

    @Test
    void writesDurationsInAtMostTwoUnits() {
        assertThat(Formats.duration(640)).isEqualTo("640 ms");
        assertThat(Formats.duration(3_200)).isEqualTo("3.2 s");
        assertThat(Formats.duration(9_990)).isEqualTo("10.0 s");
        assertThat(Formats.duration(900_000)).isEqualTo("15 min");
        assertThat(Formats.duration(7_500_000)).isEqualTo("2 h 5 min");
        assertThat(Formats.duration((2 * 24 + 4) * 3_600_000L)).isEqualTo("2 d 4 h");
    }

    @Test
    void saysHowACountWasComeBy() {
        assertThat(Formats.missing(OptionalLong.of(173), Basis.EXACT)).isEqualTo("173 exact");
        assertThat(Formats.missing(OptionalLong.of(900), Basis.ESTIMATED)).isEqualTo("≈ 900 estimated");
        assertThat(Formats.missing(OptionalLong.empty(), Basis.NONE)).isEqualTo("–");
    }
}
