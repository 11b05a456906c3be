package dev.lacuna.detect.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Position;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SightingTableTest {

    private record Id(int high, long low) {}

    private final SightingTable table = new SightingTable(20_000);
    private final Map<Id, List<Sighting>> truth = new HashMap<>();

    @Test
    void agreesWithAMapWhateverIsSeen() {
        for (int round = 0; round < 2; round++) {
            see(20_000, round);
            requireTruth(table);
            table.clear();
            truth.clear();
            assertThat(table.size()).isZero();
            assertThat(table.latest(table.place(1, 1))).isEqualTo(SightingTable.NONE);
        }
    }

    @Test
    void keepsPositionsThatAreNoOffsets() {
        Position shard = new Position.SequenceNumber(BigInteger.TEN.pow(30));
        add(new Id(1, 1), new Sighting(0, 5, null, -1, 3, 0, true));
        add(new Id(1, 1), new Sighting(1, 6, shard, 9, 3, 4, false));

        assertThat(table.hasPositions()).isTrue();
        int latest = table.latest(table.place(1, 1));
        assertThat(table.sighting(latest).place()).isEqualTo(shard);
        assertThat(table.sighting(table.before(latest))).isEqualTo(new Sighting(0, 5, null, -1, 3, 0, true));
    }

    /// Ids share few homes, and half of their hash, so that probes run long, wrap, and meet the wrong ones.
    private void see(int times, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < times; i++) {
            Id id = new Id(random.nextInt(40) * 97, (long) random.nextInt(50) << 32 | random.nextInt(3));
            var sighting = new Sighting(
                    random.nextInt(1 << 19),
                    random.nextLong(),
                    null,
                    random.nextInt(10) == 0 ? -1 : random.nextLong(1L << 43),
                    random.nextInt(),
                    random.nextInt() & ~1,
                    random.nextBoolean());
            add(id, sighting);
            truth.computeIfAbsent(id, key -> new ArrayList<>()).addFirst(sighting);
        }
    }

    private void add(Id id, Sighting sighting) {
        table.add(table.place(id.high(), id.low()), wordsOf(id.high(), id.low(), sighting), 0, sighting.position());
    }

    static long[] wordsOf(int high, long low, Sighting sighting) {
        long[] words = new long[SightingWords.COUNT];
        SightingWords.writeHash(high, low, words, 0);
        SightingWords.writeSighting(
                sighting.partition(),
                sighting.at(),
                sighting.millis(),
                sighting.payload(),
                sighting.writer(),
                sighting.replayed(),
                words,
                0);
        return words;
    }

    private void requireTruth(SightingTable told) {
        truth.forEach((id, sightings) -> {
            List<Sighting> chain = new ArrayList<>();
            for (int next = told.latest(told.place(id.high(), id.low()));
                    next != SightingTable.NONE;
                    next = told.before(next)) {
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
