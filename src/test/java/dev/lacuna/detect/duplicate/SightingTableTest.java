package dev.lacuna.detect.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Position;
import java.math.BigInteger;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SightingTableTest {

    private record Id(long high, long low) {}

    private final SightingTable table = new SightingTable();
    private final Map<Id, List<Sighting>> truth = new HashMap<>();

    @Test
    void agreesWithAMapWhateverIsSeen() {
        for (int round = 0; round < 2; round++) {
            see(20_000, round);
            requireTruth(table);
            table.clear();
            truth.clear();
            assertThat(table.size()).isZero();
            assertThat(table.latest(1, 1)).isEqualTo(SightingTable.NONE);
        }
    }

    @Test
    void isTheSameAfterItWasWritten() {
        see(3_000, 7);
        LongBuffer written = LongBuffer.allocate(table.size() * SightingTable.WORDS);
        table.write(0, 1_000, written);
        table.write(1_000, table.size() - 1_000, written);

        SightingTable read = new SightingTable();
        for (int from = 0; from < written.capacity(); from += SightingTable.WORDS) {
            read.add(written.array(), from);
        }
        requireTruth(read);
    }

    @Test
    void keepsPositionsThatAreNoOffsets() {
        Position shard = new Position.SequenceNumber(BigInteger.TEN.pow(30));
        table.add(1, 1, new Sighting(0, 5, null, -1, 3, 0, true));
        table.add(1, 1, new Sighting(1, 6, shard, 9, 3, 4, false));

        assertThat(table.hasPositions()).isTrue();
        int latest = table.latest(1, 1);
        assertThat(table.sighting(latest).place()).isEqualTo(shard);
        assertThat(table.sighting(table.before(latest))).isEqualTo(new Sighting(0, 5, null, -1, 3, 0, true));
    }

    /// Ids share few homes, and half of their hash, so that probes run long, wrap, and meet the wrong ones.
    private void see(int times, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < times; i++) {
            Id id = new Id(random.nextInt(40) * 97L, (long) random.nextInt(50) << 32 | random.nextInt(3));
            var sighting = new Sighting(
                    random.nextInt(1 << 19),
                    random.nextLong(),
                    null,
                    random.nextInt(10) == 0 ? -1 : random.nextLong(1L << 43),
                    random.nextLong(),
                    random.nextLong() & ~1L,
                    random.nextBoolean());
            table.add(id.high(), id.low(), sighting);
            truth.computeIfAbsent(id, key -> new ArrayList<>()).addFirst(sighting);
        }
    }

    private void requireTruth(SightingTable told) {
        truth.forEach((id, sightings) -> {
            List<Sighting> chain = new ArrayList<>();
            for (int next = told.latest(id.high(), id.low()); next != SightingTable.NONE; next = told.before(next)) {
                chain.add(told.sighting(next));
                assertThat(told.partition(next)).isEqualTo(chain.getLast().partition());
                assertThat(told.payload(next)).isEqualTo(chain.getLast().payload());
            }
            assertThat(chain).isEqualTo(sightings);
        });
        Map<Id, List<Sighting>> repeated = new HashMap<>();
        told.tellRepeated((high, low, same) ->
                assertThat(repeated.put(new Id(high, low), List.copyOf(same))).isNull());
        truth.values().removeIf(sightings -> sightings.size() < 2);
        assertThat(repeated).isNotEmpty().isEqualTo(truth);
    }
}
