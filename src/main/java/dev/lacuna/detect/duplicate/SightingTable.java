package dev.lacuna.detect.duplicate;

import dev.lacuna.model.Position;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sightings by the 128-bit hash of their id, in memory. Those of one id are chained, the latest first.
///
/// ```
/// words  six per sighting, as they came: hash high, hash low, payload,
///        writer (lowest bit: replayed), at, partition (20 bits) with millis + 1 (44 bits)
/// table  0: free, else 32 bits of the hash, 32 bits of the latest sighting + 1
/// ```
/// The words of a sighting stand together, because of many events a second each is written to memory that no cache
/// holds; and bits of the hash stand in the table, because to look anywhere else takes as long as all the rest.
final class SightingTable {

    static final int NONE = -1;
    static final int WORDS = 6;

    private static final int START = 64;
    private static final long FREE = 0;
    private static final int LOW = 1;
    private static final int PAYLOAD = 2;
    private static final int WRITER = 3;
    private static final int AT = 4;
    private static final int PLACE = 5;
    private static final long REPLAYED = 1;
    private static final int MILLIS_BITS = 44;
    private static final long MILLIS_MASK = (1L << MILLIS_BITS) - 1;

    private volatile long[] table = new long[START * 2]; // looked at by other threads, too
    private long[] words = new long[START * WORDS];
    private int[] before = new int[START];
    private @Nullable Position @Nullable [] positions;
    private int size;

    int size() {
        return size;
    }

    /// Whether any of them stands where positions are not dense.
    boolean hasPositions() {
        return positions != null;
    }

    /// Looks where [#latest] will look first, and does no more: of several of these in a row the processor waits for
    /// memory only once. Any thread may do this, even while another one adds.
    ///
    /// @return anything, so that it is not left out for having no effect
    long approach(long high) {
        long[] entries = table;
        return entries[home(high, entries)];
    }

    /// The latest sighting of an id, or [#NONE].
    int latest(long high, long low) {
        long[] entries = table;
        int at = home(high, entries);
        for (long entry = entries[at]; entry != FREE; entry = entries[at]) {
            if ((int) (entry >>> 32) == (int) low && isOf(sightingOf(entry), high, low)) {
                return sightingOf(entry);
            }
            at = at + 1 & entries.length - 1;
        }
        return NONE;
    }

    /// The sighting of the same id that came before that one, or [#NONE].
    int before(int sighting) {
        return before[sighting];
    }

    int partition(int sighting) {
        return (int) (words[sighting * WORDS + PLACE] >>> MILLIS_BITS);
    }

    long payload(int sighting) {
        return words[sighting * WORDS + PAYLOAD];
    }

    Sighting sighting(int sighting) {
        int at = sighting * WORDS;
        return new Sighting(
                partition(sighting),
                words[at + AT],
                positions == null ? null : positions[sighting],
                (words[at + PLACE] & MILLIS_MASK) - 1,
                words[at + PAYLOAD],
                words[at + WRITER] & ~REPLAYED,
                (words[at + WRITER] & REPLAYED) != 0);
    }

    void add(long high, long low, Sighting sighting) {
        int at = room() * WORDS;
        words[at] = high;
        words[at + LOW] = low;
        words[at + PAYLOAD] = sighting.payload();
        words[at + WRITER] = sighting.writer() & ~REPLAYED | (sighting.replayed() ? REPLAYED : 0);
        words[at + AT] = sighting.at();
        words[at + PLACE] =
                (long) sighting.partition() << MILLIS_BITS | Math.min(MILLIS_MASK, Math.max(0, sighting.millis() + 1));
        if (sighting.position() != null || positions != null) {
            positions = positions == null ? new Position[before.length] : positions;
            positions[size] = sighting.position();
        }
        enter(size++);
    }

    /// Adds one as [#write] has written it.
    void add(long[] written, int from) {
        int at = room() * WORDS;
        System.arraycopy(written, from, words, at, WORDS);
        enter(size++);
    }

    /// Writes the words of so many sightings.
    void write(int first, int count, LongBuffer into) {
        into.put(words, first * WORDS, count * WORDS);
    }

    /// Tells of each id of which there is more than one sighting.
    void tellRepeated(RepeatedId consumer) {
        List<Sighting> same = new ArrayList<>();
        for (int sighting = 0; sighting < size; sighting++) {
            if (before[sighting] == NONE) {
                continue;
            }
            long high = words[sighting * WORDS];
            long low = words[sighting * WORDS + LOW];
            if (latest(high, low) == sighting) {
                same.clear();
                for (int next = sighting; next != NONE; next = before[next]) {
                    same.add(sighting(next));
                }
                consumer.accept(high, low, same);
            }
        }
    }

    /// Told of each id that was seen more than once.
    interface RepeatedId {

        /// @param same all its sightings, in no order; the list is used again
        void accept(long high, long low, List<Sighting> same);
    }

    /// Forgets all, and keeps the memory.
    void clear() {
        Arrays.fill(table, FREE);
        size = 0;
    }

    /// Makes room for one more, with its chain begun.
    private int room() {
        if (size == before.length) {
            int larger = size * 2;
            words = Arrays.copyOf(words, larger * WORDS);
            before = Arrays.copyOf(before, larger);
            positions = positions == null ? null : Arrays.copyOf(positions, larger);
            long[] entries = new long[larger * 2]; // at most half full, so that probes stay short
            for (long entry : table) {
                if (entry != FREE) {
                    entries[free(entries, words[sightingOf(entry) * WORDS])] = entry;
                }
            }
            table = entries;
        }
        return size;
    }

    private void enter(int sighting) {
        long[] entries = table;
        long high = words[sighting * WORDS];
        long low = words[sighting * WORDS + LOW];
        int at = home(high, entries);
        before[sighting] = NONE;
        for (long entry = entries[at]; entry != FREE; entry = entries[at]) {
            if ((int) (entry >>> 32) == (int) low && isOf(sightingOf(entry), high, low)) {
                before[sighting] = sightingOf(entry);
                break;
            }
            at = at + 1 & entries.length - 1;
        }
        entries[at] = low << 32 | sighting + 1;
    }

    private static int free(long[] entries, long high) {
        int at = home(high, entries);
        while (entries[at] != FREE) {
            at = at + 1 & entries.length - 1;
        }
        return at;
    }

    private boolean isOf(int sighting, long high, long low) {
        return words[sighting * WORDS] == high && words[sighting * WORDS + LOW] == low;
    }

    private static int sightingOf(long entry) {
        return (int) entry - 1;
    }

    private static int home(long high, long[] entries) {
        return (int) high & entries.length - 1;
    }
}
