package dev.lacuna.detect.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.MemorySpill;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SightingStoreTest {

    /// Whoever is first, and whatever is put aside meanwhile, also where somebody asks in between.
    @Test
    void losesAndDoublesNothingWhenPartitionsAreReadAtOnce() throws Exception {
        for (int mostIds : new int[] {640, 1 << 17}) {
            Map<Integer, Integer> events = new HashMap<>();
            try (SightingStore store = new SightingStore(mostIds, new MemorySpill(Long.MAX_VALUE));
                    ExecutorService threads = Executors.newFixedThreadPool(4)) {
                for (int round = 1; round <= 2; round++) {
                    int from = round * 4;
                    List<Callable<Integer>> readers = IntStream.range(from, from + 4)
                            .mapToObj(partition -> (Callable<Integer>) () -> fill(store, partition))
                            .toList();
                    for (Future<Integer> reader : threads.invokeAll(readers)) {
                        reader.get();
                    }
                    for (int partition = from; partition < from + 4; partition++) {
                        idsOf(partition).forEach(id -> events.merge(id, 1, Integer::sum));
                    }
                    assertThat(repeated(store)).isEqualTo(repeated(events));
                }
                assertThat(store.refused()).isZero();
            }
        }
    }

    @Test
    void whatIsInMemoryIsComparedAlsoWhenNothingCanBePutAside() throws Exception {
        try (SightingStore store = new SightingStore(64 * 10, new MemorySpill(0))) {
            for (int round = 0; round < 3; round++) {
                store.add(sightings(0, IntStream.range(0, 5_000)), 0);
            }
            Map<Integer, Integer> repeated = repeated(store);

            assertThat(repeated).isNotEmpty().hasSizeLessThanOrEqualTo(64 * 10);
            int compared =
                    repeated.values().stream().mapToInt(Integer::intValue).sum();
            int alone = 64 * 10 - repeated.size();
            assertThat(store.refused()).isEqualTo(3 * 5_000 - compared - alone);
        }
    }

    @Test
    void tellsTheSameHoweverOftenItIsAskedAlsoWhenTheDiskIsFull() throws Exception {
        try (SightingStore store = new SightingStore(64 * 10, new MemorySpill(25 * 900))) {
            for (int round = 0; round < 2; round++) {
                store.add(sightings(0, IntStream.range(0, 5_000)), 0);
            }
            Map<Integer, Integer> repeated = repeated(store);
            long refused = store.refused();

            assertThat(repeated).isNotEmpty();
            assertThat(refused).isBetween(5_000L, 10_000L);
            assertThat(repeated(store)).isEqualTo(repeated);
            assertThat(store.refused()).isEqualTo(refused);
        }
    }

    private static int fill(SightingStore store, int partition) {
        int[] ids = idsOf(partition).toArray();
        for (int from = 0; from < ids.length; from += 700) {
            int to = Math.min(ids.length, from + 700);
            store.add(sightings(partition, IntStream.range(from, to).map(i -> ids[i])), partition * 29);
        }
        return ids.length;
    }

    private static IntStream idsOf(int partition) {
        return new Random(partition).ints(20_000, 0, 90_000);
    }

    private static Sightings sightings(int partition, IntStream ids) {
        Sightings some = new Sightings(1 << 20);
        ids.forEach(id -> {
            var sighting = new Sighting(partition, some.size(), null, -1, id, 0, false);
            some.add(SightingTableTest.wordsOf(id * 0x9e3779b9, (long) id << 32 | id, sighting), 0, null);
        });
        return some;
    }

    /// How often each id was seen, of those that were seen more than once.
    private static Map<Integer, Integer> repeated(SightingStore store) throws Exception {
        Map<Integer, Integer> repeated = new HashMap<>();
        store.repeated(
                () -> false,
                same -> assertThat(repeated.put(same.getFirst().payload(), same.size()))
                        .isNull());
        return repeated;
    }

    private static Map<Integer, Integer> repeated(Map<Integer, Integer> events) {
        Map<Integer, Integer> repeated = new HashMap<>(events);
        repeated.values().removeIf(count -> count < 2);
        return repeated;
    }
}
