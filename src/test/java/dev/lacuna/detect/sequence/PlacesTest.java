package dev.lacuna.detect.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PlacesTest {

    @Test
    void countsWhatStandsWithin() {
        var places = new Places();
        places.add(10, 10, 1);
        places.add(11, 11, 1);
        places.add(20, 29, 4);

        assertThat(places.within(0, 9)).isZero();
        assertThat(places.within(10, 10)).isEqualTo(1);
        assertThat(places.within(0, 100)).isEqualTo(6);
        assertThat(places.within(12, 19)).isZero();
    }

    @Test
    void countsAtMostOneAtAPosition() {
        var places = new Places();
        places.add(20, 29, 4);

        assertThat(places.within(0, 20)).isEqualTo(1);
        assertThat(places.within(27, 28)).isEqualTo(2);
        assertThat(places.within(21, 29)).isEqualTo(4);
    }

    @Test
    void neverCountsTooFewHoweverManyPlacesThereAre() {
        Random random = new Random(7);
        boolean[] there = new boolean[200_000];
        var places = new Places();
        for (int position = 0; position < there.length; position++) {
            if (random.nextInt(3) == 0) {
                there[position] = true;
                places.add(position, position, 1);
            }
        }
        for (int i = 0; i < 2_000; i++) {
            int from = random.nextInt(there.length);
            int to = Math.min(there.length - 1, from + random.nextInt(300));
            int truly = 0;
            for (int position = from; position <= to; position++) {
                truly += there[position] ? 1 : 0;
            }
            assertThat(places.within(from, to)).isBetween((long) truly, (long) to - from + 1);
        }
        assertThat(places.within(0, there.length)).isLessThan(there.length / 2);
    }
}
