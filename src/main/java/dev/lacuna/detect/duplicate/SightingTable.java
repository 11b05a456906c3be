package dev.lacuna.detect.duplicate;

import dev.lacuna.model.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sightings by the 96-bit hash of their id, in memory. Those of one id are chained, the latest first.
///
/// ```
/// entry  0: free, else 32 bits of the hash, 32 bits of the latest sighting + 1
/// link   of a sighting: the one of its id before it + 1, or 0
/// ```
/// Bits of the hash stand in the table, because to look anywhere else takes as long as all the rest.
final class SightingTable {

    static final int NONE = -1;

    private static final long FREE = 0;

    private final Sightings sightings;
    private long[] entries;

    /// @param most how many will come at most
    SightingTable(int most) {
        this(new Sightings(most));
    }

    private SightingTable(Sightings sightings) {
        this.sightings = sightings;
        this.entries = new long[entriesFor(sightings.room())];
    }

    /// Those that are there, by their ids; the table has them from now on.
    static SightingTable of(Sightings sightings) {
        SightingTable table = new SightingTable(sightings);
        for (int i = 0; i < sightings.size(); i++) {
            table.enter(i, table.place(sightings.high(i), sightings.low(i)));
        }
        return table;
    }

    /// All of them, as they came.
    Sightings all() {
        return sightings;
    }

    /// Where an id stands in the table, or will stand; good until the next one is added.
    int place(int high, long low) {
        long[] table = entries;
        int at = home(high, table);
        for (long entry = table[at]; entry != FREE; entry = table[at]) {
            if ((int) (entry >>> 32) == (int) low && sightings.isOf(sightingOf(entry), high, low)) {
                return at;
            }
            at = at + 1 & table.length - 1;
        }
        return at;
    }

    boolean has(int high, long low) {
        return entries[place(high, low)] != FREE;
    }

    /// The latest sighting of the id that stands in a place, or [#NONE].
    int latest(int place) {
        return sightingOf(entries[place]);
    }

    /// The sighting of the same id that came before that one, or [#NONE].
    int before(int sighting) {
        return sightings.link(sighting) - 1;
    }

    Sighting get(int sighting) {
        return sightings.get(sighting);
    }

    /// Adds the latest sighting of an id.
    ///
    /// @param place of the id, as [#place] tells
    /// @param added holds its words, from there on
    /// @param position where positions are not dense
    void add(int place, long[] added, int from, @Nullable Position position) {
        int sighting = sightings.size();
        boolean grows = sighting == sightings.room();
        sightings.add(added, from, position);
        if (grows) {
            grow();
        }
        enter(sighting, grows ? place(sightings.high(sighting), sightings.low(sighting)) : place);
    }

    private void enter(int sighting, int place) {
        sightings.link(sighting, sightingOf(entries[place]) + 1);
        entries[place] = sightings.low(sighting) << 32 | sighting + 1;
    }

    /// Tells of each id of which there is more than one sighting.
    void tellRepeated(RepeatedId consumer) {
        List<Sighting> same = new ArrayList<>();
        for (int sighting = 0; sighting < sightings.size(); sighting++) {
            if (before(sighting) == NONE) {
                continue;
            }
            if (latest(place(sightings.high(sighting), sightings.low(sighting))) == sighting) {
                same.clear();
                for (int next = sighting; next != NONE; next = before(next)) {
                    same.add(get(next));
                }
                consumer.accept(same);
            }
        }
    }

    /// Told of each id that was seen more than once.
    interface RepeatedId {

        /// @param same all its sightings, in no order; the list is used again
        void accept(List<Sighting> same);
    }

    /// Forgets all, and keeps the memory.
    void clear() {
        Arrays.fill(entries, FREE);
        sightings.clear();
    }

    private void grow() {
        long[] larger = new long[entriesFor(sightings.room())];
        for (long entry : entries) {
            if (entry != FREE) {
                larger[free(larger, sightings.high(sightingOf(entry)))] = entry;
            }
        }
        entries = larger;
    }

    /// At most half of them full, so that probes stay short.
    private static int entriesFor(int sightings) {
        return Integer.highestOneBit(Math.max(1, sightings * 2 - 1)) * 2;
    }

    private static int free(long[] table, int high) {
        int at = home(high, table);
        while (table[at] != FREE) {
            at = at + 1 & table.length - 1;
        }
        return at;
    }

    private static int sightingOf(long entry) {
        return (int) entry - 1;
    }

    private static int home(int high, long[] table) {
        return high & table.length - 1;
    }
}
