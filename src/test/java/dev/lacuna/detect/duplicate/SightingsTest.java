package dev.lacuna.detect.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Position;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SightingsTest {

    @Test
    void sortsByTheHighestBitsAndKeepsTheOrderWithinEach() {
        Sightings some = new Sightings(1_000);
        Random random = new Random(2);
        for (int i = 0; i < 777; i++) {
            add(some, random.nextInt(), new Sighting(0, i, null, -1, 0, 0, false));
        }
        int[] ends = new int[8];
        int[] order = some.sorted(ends);

        assertThat(ends[7]).isEqualTo(777);
        int from = 0;
        for (int part = 0; part < ends.length; part++) {
            for (int place = from; place < ends[part]; place++) {
                assertThat(some.high(order[place]) >>> 29).isEqualTo(part);
                assertThat(place == from || order[place - 1] < order[place]).isTrue();
            }
            from = ends[part];
        }
    }

    @Test
    void takesOverFromOthersAlsoPositionsThatAreNoOffsets() {
        var shard = new Position.SequenceNumber(BigInteger.TEN.pow(30));
        var dense = new Sighting(3, 5, null, -1, 3, 0, true);
        var elsewhere = new Sighting(3, 6, shard, 9, 3, 4, false);
        Sightings some = new Sightings(1_000);
        add(some, 1, dense);
        add(some, 2, elsewhere);
        Sightings others = new Sightings(1_000);
        for (int i = 0; i < 300; i++) {
            others.add(some, i % 2);
        }

        assertThat(others.hasPositions()).isTrue();
        assertThat(others.size()).isEqualTo(300);
        assertThat(others.get(298)).isEqualTo(dense);
        assertThat(others.get(299)).isEqualTo(elsewhere);
        assertThat(others.isOf(299, 2, 2)).isTrue();
        others.clear();
        assertThat(others.size()).isZero();
        assertThat(others.hasPositions()).isFalse();
    }

    private static void add(Sightings to, int high, Sighting sighting) {
        to.add(SightingTableTest.wordsOf(high, high, sighting), 0, sighting.position());
    }
}
