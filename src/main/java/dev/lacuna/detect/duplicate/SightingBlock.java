package dev.lacuna.detect.duplicate;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Position;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Some sightings of one partition that are looked up together, and what came of that. In the order in which they came,
/// and in the order of the parts of the index in which they are looked up: so each part is fetched from memory, and
/// locked, once for several of them.
final class SightingBlock {

    private final long[] words;
    private final @Nullable Bytes[] ids;
    private final @Nullable Event[] events;
    private final @Nullable Batch[] batches;
    private final @Nullable Sighting[] originals;
    private final boolean[] elsewhere;
    private final int[] order;
    private int size;
    private boolean told;
    /// Whether all stand at dense positions; so that nobody goes back to the events for them, which takes long by then.
    private boolean dense = true;

    SightingBlock(int room) {
        words = new long[room * SightingWords.COUNT];
        ids = new Bytes[room];
        events = new Event[room];
        batches = new Batch[room];
        originals = new Sighting[room];
        elsewhere = new boolean[room];
        order = new int[room];
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == ids.length;
    }

    long[] words() {
        return words;
    }

    /// Where the words of one of them begin; those of the next one to be added have to be written first.
    int from(int i) {
        return i * SightingWords.COUNT;
    }

    void add(Bytes id, Batch batch, Event event) {
        ids[size] = id;
        batches[size] = batch;
        events[size] = event;
        dense &= event.position().isDense();
        size++;
    }

    /// Puts them in order by the highest bits of their hashes.
    ///
    /// @param ends receives, for each value of those bits, one past the place of the last of them in that order; as
    ///     many as a power of two, and more than one
    void sort(int[] ends) {
        int shift = Integer.numberOfLeadingZeros(ends.length) + 1;
        Arrays.fill(ends, 0);
        for (int i = 0; i < size; i++) {
            ends[SightingWords.high(words, from(i)) >>> shift]++;
        }
        for (int value = 1; value < ends.length; value++) {
            ends[value] += ends[value - 1];
        }
        for (int i = size - 1; i >= 0; i--) {
            order[--ends[SightingWords.high(words, from(i)) >>> shift]] = i;
        }
        // they are the beginnings now
        System.arraycopy(ends, 1, ends, 0, ends.length - 1);
        ends[ends.length - 1] = size;
    }

    /// Which of them stands there in the order of the index.
    int at(int place) {
        return order[place];
    }

    /// Where it stands, if positions are not dense.
    @Nullable
    Position position(int i) {
        Event event = dense ? null : events[i];
        return event == null || event.position().isDense() ? null : event.position();
    }

    /// The id stood before in the same partition.
    void repeats(int i, Sighting original) {
        originals[i] = original;
        told = true;
    }

    /// The id stood before in another partition, with the same payload.
    void repeatsElsewhere(int i) {
        elsewhere[i] = true;
        told = true;
    }

    /// Told of each that repeats another one, in the order in which they came.
    interface Repeat {

        /// @param original in the same partition; null: it is in another one
        void accept(int from, Bytes id, Batch batch, Event event, @Nullable Sighting original);
    }

    /// Tells what came of looking them up, and forgets them.
    void tell(Repeat consumer) {
        for (int i = 0; told && i < size; i++) {
            Bytes id = ids[i];
            Batch batch = batches[i];
            Event event = events[i];
            if ((originals[i] != null || elsewhere[i]) && id != null && batch != null && event != null) {
                consumer.accept(from(i), id, batch, event, originals[i]);
            }
        }
        if (told) {
            Arrays.fill(originals, 0, size, null);
            Arrays.fill(elsewhere, 0, size, false);
        }
        Arrays.fill(ids, 0, size, null);
        Arrays.fill(events, 0, size, null);
        Arrays.fill(batches, 0, size, null);
        told = false;
        dense = true;
        size = 0;
    }
}
