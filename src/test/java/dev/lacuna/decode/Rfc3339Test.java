package dev.lacuna.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Fields;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Rfc3339Test {

    @Test
    void agreesWithTheLibraryOnRandomTimes() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            long millis = random.nextLong(-2_000_000_000_000L, 9_000_000_000_000L);
            int minutes = random.nextInt(-17 * 60, 17 * 60);
            String pattern =
                    "uuuu-MM-dd'T'HH:mm:ss" + (i % 2 == 0 ? ".SSS" : ".SSSSSSSSS") + (i % 3 == 0 ? "xxx" : "XXX");
            String text = DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                    .withZone(ZoneOffset.ofTotalSeconds(i % 4 == 0 ? 0 : minutes * 60))
                    .format(Instant.ofEpochMilli(millis));
            assertThat(Rfc3339.millis(text)).as(text).isEqualTo(millis);
        }
    }

    @Test
    void readsTheLessUsualShapes() {
        long noon = Instant.parse("2026-02-14T12:00:00Z").toEpochMilli();

        assertThat(Rfc3339.millis("2026-02-14T12:00Z")).isEqualTo(noon);
        assertThat(Rfc3339.millis("2026-02-14T12:00:00Z")).isEqualTo(noon);
        assertThat(Rfc3339.millis("2026-02-14 12:00:00Z")).isEqualTo(noon);
        assertThat(Rfc3339.millis("2026-02-14t12:00:00z")).isEqualTo(noon);
        assertThat(Rfc3339.millis("2026-02-14T12:00:00.1Z")).isEqualTo(noon + 100);
        assertThat(Rfc3339.millis("2026-02-14T12:00:00.123999Z")).isEqualTo(noon + 123);
    }

    @Test
    void refusesWhatIsNoTime() {
        for (String text : List.of(
                "2026-02-30T12:00:00Z",
                "2026-13-01T12:00:00Z",
                "2026-02-14T24:00:01Z",
                "2026-02-14T12:60:00Z",
                "2026-02-14T12:00:00",
                "2026-02-14T12:00:00+1:00",
                "2026-02-14T12:00:0xZ",
                "2026-02-14T12:00:00Z and more")) {
            assertThat(Rfc3339.millis(text)).as(text).isEqualTo(Fields.ABSENT);
        }
    }
}
