package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TargetTest {

    private static final long DAY = millis("2026-03-14T07:00:00Z");

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private static Target parse(String text) {
        return Target.parse(text, DAY, ZoneOffset.UTC);
    }

    @Test
    void aNumberIsAnOffset() {
        assertThat(parse("4120")).isEqualTo(new Target.AtOffset(OptionalInt.empty(), 4_120));
        assertThat(parse(" 10\u202F204\u202F113 ")).isEqualTo(new Target.AtOffset(OptionalInt.empty(), 10_204_113));
    }

    @Test
    void aPartitionMayBeNamedBefore() {
        assertThat(parse("2@4120")).isEqualTo(new Target.AtOffset(OptionalInt.of(2), 4_120));
        assertThat(parse("p2@4120")).isEqualTo(new Target.AtOffset(OptionalInt.of(2), 4_120));
    }

    @Test
    void aPartitionMayBeNamedAlone() {
        for (String words : new String[] {"p873", "P 873", "partition 873"}) {
            assertThat(parse(words)).as(words).isEqualTo(new Target.AtPartition(873));
        }
    }

    @Test
    void aTimeOfDayIsOnTheDayThatIsSeenInTheZoneOfTheWindow() {
        assertThat(parse("08:23:11.482")).isEqualTo(new Target.AtTime(millis("2026-03-14T08:23:11.482Z")));
        assertThat(parse("8:23")).isEqualTo(new Target.AtTime(millis("2026-03-14T08:23:00Z")));
        assertThat(Target.parse("08:23", DAY, ZoneId.of("Asia/Tokyo")))
                .isEqualTo(new Target.AtTime(millis("2026-03-13T23:23:00Z")));
    }

    @Test
    void aWholeTimeMayHaveItsOwnZone() {
        assertThat(parse("2026-03-15T08:23Z")).isEqualTo(new Target.AtTime(millis("2026-03-15T08:23:00Z")));
        assertThat(parse("@2026-03-15T08:23+02:00")).isEqualTo(new Target.AtTime(millis("2026-03-15T06:23:00Z")));
        assertThat(parse("2026-03-15 08:23:05")).isEqualTo(new Target.AtTime(millis("2026-03-15T08:23:05Z")));
        assertThat(parse("2026-03-15")).isEqualTo(new Target.AtTime(millis("2026-03-15T00:00:00Z")));
    }

    @Test
    void aRangeOfTimesIsFromHereToThere() {
        var span = new Target.AtSpan(millis("2026-03-14T08:10:00Z"), millis("2026-03-14T08:20:00.500Z"));
        for (String words : new String[] {
            "08:10 – 08:20:00.500",
            "08:10–08:20:00.500",
            "8:10 - 08:20:00.500",
            "08:10..08:20:00.500",
            "2026-03-14T08:10:00.000Z/2026-03-14T08:20:00.500Z",
            "2026-03-14 08:10 – 08:20:00.500"
        }) {
            assertThat(parse(words)).as(words).isEqualTo(span);
        }
    }

    @Test
    void aRangeOfOffsetsMayNameItsPartition() {
        var range = new Target.AtOffsets(OptionalInt.empty(), 4_120, 4_200);
        assertThat(parse("4120:4200")).isEqualTo(range);
        assertThat(parse("4120 – 4200")).isEqualTo(range);
        assertThat(parse("2@4120..4200")).isEqualTo(new Target.AtOffsets(OptionalInt.of(2), 4_120, 4_200));
        assertThat(parse("4200:4120")).isInstanceOf(Target.Unclear.class);
    }

    @Test
    void saysWhatCanBeWrittenWhereNothingIsMeant() {
        for (String wrong : new String[] {"", "soon", "25:00", "99999999999999999999", "2026-02-30", "12@"}) {
            assertThat(parse(wrong)).as(wrong).isInstanceOf(Target.Unclear.class);
        }
    }
}
