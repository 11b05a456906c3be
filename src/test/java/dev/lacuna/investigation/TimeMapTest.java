package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeMapTest {

    @Test
    void givesTheTimeOfTheNearestPositionBefore() {
        var map = new TimeMap();
        assertThat(map.at(5)).isEqualTo(-1);
        map.add(10, 1000);
        map.add(20, 2000);
        assertThat(map.at(10)).isEqualTo(1000);
        assertThat(map.at(19)).isEqualTo(1000);
        assertThat(map.at(20)).isEqualTo(2000);
        assertThat(map.at(99)).isEqualTo(2000);
        assertThat(map.at(3)).isEqualTo(1000);
    }

    @Test
    void thinsItselfOutAndStaysRoughlyRight() {
        var map = new TimeMap();
        int count = 1_000_000;
        for (int i = 0; i < count; i++) {
            map.add(i, i * 10L);
        }
        for (int position = 0; position < count; position += 9973) {
            assertThat(map.at(position)).isBetween(position * 10L - count / 100L * 10, position * 10L);
        }
    }

    @Test
    void knowsWhenTheNextEventWasThere() {
        var map = new TimeMap();
        assertThat(map.arrivalAt(0)).isEqualTo(-1);
        map.add(10, 14, 1_000);
        map.add(15, 19, 60_000);
        map.add(20, 24, 120_000);

        assertThat(map.arrivalAt(10)).isEqualTo(1_000);
        assertThat(map.arrivalAt(12)).as("rather later than earlier").isEqualTo(60_000);
        assertThat(map.arrivalAt(24)).isEqualTo(120_000);
        assertThat(map.arrivalAt(25)).as("nothing has come yet").isEqualTo(-1);
        assertThat(map.arrivalAt(5)).as("nothing was read there").isEqualTo(-1);
    }

    @Test
    void theTimestampOfAReplayIsNotWhenItCame() {
        var map = new TimeMap();
        map.add(10, 1_000_000);
        map.add(20, 990_000);
        map.add(30, 500_000);
        map.add(40, 1_100_000);

        assertThat(map.arrivalAt(20)).as("a little disorder").isEqualTo(1_000_000);
        assertThat(map.arrivalAt(30)).isEqualTo(-1);
        assertThat(map.arrivalAt(40)).isEqualTo(1_100_000);
    }
}
