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
}
