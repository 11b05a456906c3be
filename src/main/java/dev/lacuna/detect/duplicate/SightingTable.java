package dev.lacuna.detect.duplicate;

import static dev.lacuna.detect.duplicate.SightingWords.COUNT;

import dev.lacuna.model.Position;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sightings by the 96-bit hash of their id, in memory. Those of one id are chained, the latest first.
///
/// ```
/// words  of one sighting after the other, as they came; each links to the one of its id before it + 1, or to 0
/// table  0: free, else 32 bits of the hash, 32 bits of the latest sighting + 1
/// ```
/// The words of a sighting stand together, because of many events a second each is written to memory that no cache
/// holds; and bits of the hash stand in the table, because to look anywhere else takes as long as all the rest.
final class SightingTable {

    static final int NONE = -1;

    /// Grows by fours to just what a stripe of half a million ids keeps.
    private static final int START = 128;
    /// To touch memory for the first time is dear, and what is outgrown was touched for nothing.
    private static final int GROWTH = 4;

    private static final long FREE = 0;

    private final int most;
    private long[] table;
    private long[] words;
    private @Nullable Position @Nullable [] positions;
    private int size;

    /// @param most how many will come at most
    SightingTable(int most) {
        this.most = most;
        int room = Math.min(most, START);
        table = new long[entries(room)];
        words = new long[room * COUNT];
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == most;
    }

    /// Whether any of them stands where positions are not dense.
    boolean hasPositions() {
        return positions != null;
    }

    /// Looks where [#place] will look first, and does no more: of several of these in a row the processor waits for
    /// memory only once.
    ///
    /// @return anything, so that it is not left out for having no effect
    long approach(int high) {
        long[] entries = table;
        return entries[home(high, entries)];
    }

    /// Where an id stands in the table, or will stand; good until the next one is added.
    int place(int high, long low) {
        long[] entries = table;
        int at = home(high, entries);
        for (long entry = entries[at]; entry != FREE; entry = entries[at]) {
            if ((int) (entry >>> 32) == (int) low && isOf(sightingOf(entry), high, low)) {
                return at;
            }
            at = at + 1 & entries.length - 1;
        }
        return at;
    }

    /// The latest sighting of the id that stands in a place, or [#NONE].
    int latest(int place) {
        return sightingOf(table[place]);
    }

    /// The sighting of the same id that came before that one, or [#NONE].
    int before(int sighting) {
        return SightingWords.link(words, sighting * COUNT) - 1;
    }

    int partition(int sighting) {
        return SightingWords.partition(words, sighting * COUNT);
    }

    int payload(int sighting) {
        return SightingWords.payload(words, sighting * COUNT);
    }

    Sighting sighting(int sighting) {
        return SightingWords.sighting(words, sighting * COUNT, positions == null ? null : positions[sighting]);
    }

    /// Adds the latest sighting of an id.
    ///
    /// @param place of the id, as [#place] tells
    /// @param added holds its words, from there on
    /// @param position where positions are not dense
    void add(int place, long[] added, int from, @Nullable Position position) {
        int sighting = size;
        boolean grows = sighting * COUNT == words.length;
        if (grows) {
            grow();
        }
        System.arraycopy(added, from, words, sighting * COUNT, COUNT);
        if (position != null || positions != null) {
            positions = positions == null ? new Position[words.length / COUNT] : positions;
            positions[sighting] = position;
        }
        long low = SightingWords.low(added, from);
        int at = grows ? place(SightingWords.high(added, from), low) : place;
        long[] entries = table;
        SightingWords.writeLink(sightingOf(entries[at]) + 1, words, sighting * COUNT);
        entries[at] = low << 32 | sighting + 1;
        size++;
    }

    /// Writes so many sightings: the lower half of the hash of each, then the rest of each.
    void pack(int first, int count, ByteBuffer into) {
        for (int i = first; i < first + count; i++) {
            into.putLong(SightingWords.low(words, i * COUNT));
        }
        SightingPacker packer = new SightingPacker();
        for (int i = first; i < first + count; i++) {
            packer.pack(words, i * COUNT, into);
        }
    }

    /// Tells of each id of which there is more than one sighting.
    void tellRepeated(RepeatedId consumer) {
        List<Sighting> same = new ArrayList<>();
        for (int sighting = 0; sighting < size; sighting++) {
            if (before(sighting) == NONE) {
                continue;
            }
            int high = SightingWords.high(words, sighting * COUNT);
            long low = SightingWords.low(words, sighting * COUNT);
            if (latest(place(high, low)) == sighting) {
                same.clear();
                for (int next = sighting; next != NONE; next = before(next)) {
                    same.add(sighting(next));
                }
                consumer.accept(high, low, same);
            }
        }
    }

    /// Told of each id that was seen more than once.
    interface RepeatedId {

        /// @param same all its sightings, in no order; the list is used again
        void accept(int high, long low, List<Sighting> same);
    }

    /// Forgets all, and keeps the memory.
    void clear() {
        Arrays.fill(table, FREE);
        size = 0;
    }

    private void grow() {
        int larger = (int) Math.min(most, (long) size * GROWTH);
        words = Arrays.copyOf(words, larger * COUNT);
        positions = positions == null ? null : Arrays.copyOf(positions, larger);
        long[] entries = new long[entries(larger)];
        for (long entry : table) {
            if (entry != FREE) {
                entries[free(entries, SightingWords.high(words, sightingOf(entry) * COUNT))] = entry;
            }
        }
        table = entries;
    }

    /// At most half of them full, so that probes stay short.
    private static int entries(int sightings) {
        return Integer.highestOneBit(Math.max(1, sightings * 2 - 1)) * 2;
    }

    private static int free(long[] entries, int high) {
        int at = home(high, entries);
        while (entries[at] != FREE) {
            at = at + 1 & entries.length - 1;
        }
        return at;
    }

    private boolean isOf(int sighting, int high, long low) {
        int from = sighting * COUNT;
        return SightingWords.high(words, from) == high && SightingWords.low(words, from) == low;
    }

    private static int sightingOf(long entry) {
        return (int) entry - 1;
    }

    private static int home(int high, long[] entries) {
        return high & entries.length - 1;
    }
}
