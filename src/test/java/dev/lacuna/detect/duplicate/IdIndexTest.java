package dev.lacuna.detect.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.MemorySpill;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class IdIndexTest {

    private static final PartitionRef PARTITION = new StreamRef("c", "orders").partition(0);
    private static final Batch BATCH = new Batch(
            PARTITION,
            Position.offset(0),
            Position.offset(0),
            1,
            0,
            0,
            TimestampKind.CREATE,
            1,
            Fate.COMMITTED,
            false,
            false,
            false,
            null,
            0,
            true);

    @Test
    void looksUpInTheOrderOfThePartsOfTheIndexAndKeepsTheOrderWithinEach() {
        SightingBlock block = new SightingBlock(100);
        Random random = new Random(2);
        for (int i = 0; i < 77; i++) {
            add(block, random.nextInt(1 << 20), 0, i);
        }
        int[] ends = new int[8];
        block.sort(ends);

        assertThat(ends[7]).isEqualTo(77);
        int from = 0;
        for (int part = 0; part < ends.length; part++) {
            for (int place = from; place < ends[part]; place++) {
                assertThat(SightingWords.high(block.words(), block.from(block.at(place))) >>> 29)
                        .isEqualTo(part);
                assertThat(place == from || block.at(place - 1) < block.at(place))
                        .isTrue();
            }
            from = ends[part];
        }
    }

    @Test
    void tellsInTheOrderOfTheEventsAndThenForgetsThem() throws Exception {
        try (IdIndex index = new IdIndex(1 << 16, new MemorySpill(Long.MAX_VALUE))) {
            SightingBlock block = new SightingBlock(100);
            for (int at = 0; at < 60; at++) {
                add(block, at % 20, 0, at);
            }
            List<String> repeats = new ArrayList<>();
            for (int at = 20; at < 60; at++) {
                repeats.add(at + "<" + at % 20);
            }
            assertThat(originals(index, block)).isEqualTo(repeats);
            assertThat(block.size()).isZero();
            assertThat(originals(index, block)).isEmpty();
        }
    }

    /// Whoever is first, and whatever is put aside meanwhile: each event is told as a repeat at once, or kept.
    @Test
    void losesAndDoublesNothingWhenPartitionsAreReadAtOnce() throws Exception {
        for (int mostIds : new int[] {640, 1 << 16}) {
            Map<Integer, Integer> events = new HashMap<>();
            Map<Integer, Integer> accounted = new HashMap<>();
            try (IdIndex index = new IdIndex(mostIds, new MemorySpill(Long.MAX_VALUE));
                    ExecutorService threads = Executors.newFixedThreadPool(4)) {
                List<Callable<List<Integer>>> readers = new ArrayList<>();
                for (int partition = 0; partition < 4; partition++) {
                    int[] ids = new Random(partition).ints(30_000, 0, 9_000).toArray();
                    for (int id : ids) {
                        events.merge(id, 1, Integer::sum);
                    }
                    int number = partition;
                    readers.add(() -> repeats(index, number, ids));
                }
                for (Future<List<Integer>> repeats : threads.invokeAll(readers)) {
                    repeats.get().forEach(id -> accounted.merge(id, 1, Integer::sum));
                }
                Map<Integer, Integer> ofHash = new HashMap<>();
                events.keySet().forEach(id -> ofHash.put(high(id), id));
                Map<Integer, Integer> kept = new HashMap<>();
                index.repeated(
                        () -> false,
                        (high, low, same) -> assertThat(kept.put(ofHash.get(high), same.size()))
                                .isNull());
                events.keySet().forEach(id -> accounted.merge(id, kept.getOrDefault(id, 1), Integer::sum));
            }
            assertThat(accounted).isEqualTo(events);
        }
    }

    private static List<String> originals(IdIndex index, SightingBlock block) {
        index.observe(block, 5);
        List<String> told = new ArrayList<>();
        block.tell((from, id, batch, event, original) ->
                told.add(event.position() + "<" + (original == null ? "elsewhere" : original.at())));
        return told;
    }

    /// @return the id of each event that was told as one that repeats another of its partition
    private static List<Integer> repeats(IdIndex index, int partition, int[] ids) {
        List<Integer> repeats = new ArrayList<>();
        SightingBlock block = new SightingBlock(1_000);
        for (int at = 0; at < ids.length; at++) {
            add(block, ids[at], partition, at);
            if (block.isFull() || at == ids.length - 1) {
                index.observe(block, partition * 29);
                block.tell((from, id, batch, event, original) -> {
                    if (original != null) {
                        repeats.add(Integer.valueOf(id.text()));
                    }
                });
            }
        }
        return repeats;
    }

    private static void add(SightingBlock block, int id, int partition, long at) {
        int from = block.from(block.size());
        SightingWords.writeHash(high(id), (long) id << 32 | id, block.words(), from);
        SightingWords.writeSighting(partition, at, at, id, 0, false, block.words(), from);
        Event event = new Event(PARTITION, Position.offset(at), at, TimestampKind.CREATE, null, null, List.of());
        block.add(Bytes.utf8(Integer.toString(id)), BATCH, event);
    }

    private static int high(int id) {
        return id * 0x9e3779b9;
    }
}
