package dev.lacuna.detect.duplicate;

import dev.lacuna.detect.Spill;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A part of the ids of a scan, by their hash: for each id its first sighting in each partition. When it is
/// full, all of them are put aside and it begins anew; at the end they are brought together again. Safe from
/// any thread.
final class IdStripe {

    private final int mostIds;
    private final Spill spill;
    private SightingTable kept;
    private @Nullable SightingFile aside;

    private boolean full;
    /// Kept so that looking is not left out for having no effect.
    private long approached;
    private long refused;
    /// Of those in memory, how many can't come together with what was put aside.
    private long apart;

    /// @param mostIds sightings kept in memory
    IdStripe(int mostIds, Spill spill) {
        this.mostIds = mostIds;
        this.spill = spill;
        this.kept = new SightingTable(mostIds);
    }

    /// Notes sightings unless their id was seen in the same partition, and what they repeat.
    ///
    /// @param from the first of them in the order of the block
    /// @param to one past the last
    synchronized void observe(SightingBlock block, int from, int to) {
        for (int i = from; i < to; i++) {
            approached ^= kept.approach(SightingWords.high(block.words(), block.from(block.at(i))));
        }
        for (int i = from; i < to; i++) {
            observe(block, block.at(i));
        }
    }

    private void observe(SightingBlock block, int i) {
        SightingTable table = kept;
        long[] words = block.words();
        int from = block.from(i);
        int high = SightingWords.high(words, from);
        long low = SightingWords.low(words, from);
        int place = table.place(high, low);
        int seen = table.latest(place);
        if (seen != SightingTable.NONE) {
            int partition = SightingWords.partition(words, from);
            int payload = SightingWords.payload(words, from);
            boolean repeatsElsewhere = false;
            for (; seen != SightingTable.NONE; seen = table.before(seen)) {
                if (table.partition(seen) == partition) {
                    block.repeats(i, table.sighting(seen));
                    return;
                }
                repeatsElsewhere |= table.payload(seen) == payload;
            }
            if (repeatsElsewhere) {
                block.repeatsElsewhere(i);
            }
        }
        if (table.isFull()) {
            putAside();
            place = table.place(high, low);
        }
        if (full) {
            refused++;
        } else {
            table.add(place, words, from, block.position(i));
        }
    }

    /// Sightings that could not be kept, so that later ones were not compared with them.
    synchronized long refused() {
        return refused + apart;
    }

    /// To be called before [#repeated]: what was put aside and what is in memory must come together.
    synchronized void settle() {
        if (aside == null) {
            return;
        }
        putAside();
        if (full) {
            apart = kept.size();
        } else {
            release();
        }
    }

    /// Hands over all sightings of each id that was seen more than once without being told by [#observe].
    ///
    /// @param atOnce how many sightings may be brought back into memory at once
    synchronized void repeated(int atOnce, BooleanSupplier cancelled, SightingTable.RepeatedId consumer)
            throws IOException {
        kept.tellRepeated(consumer);
        SightingFile file = aside;
        if (file == null) {
            return; // more may be observed, and is compared with what is in memory
        }
        release();
        RepeatSearch search = new RepeatSearch(file, atOnce);
        for (int part = 0; part < search.parts() && !cancelled.getAsBoolean(); part++) {
            long[] repeated = search.repeated(part);
            if (repeated.length > 0) {
                bringBack(file, repeated).tellRepeated(consumer);
            }
        }
    }

    /// @param lows lower halves of the hashes of those that are wanted, sorted
    private static SightingTable bringBack(SightingFile file, long[] lows) throws IOException {
        SightingTable back = new SightingTable(Integer.MAX_VALUE);
        file.sightings(
                low -> Arrays.binarySearch(lows, low) >= 0,
                words -> back.add(
                        back.place(SightingWords.high(words, 0), SightingWords.low(words, 0)), words, 0, null));
        return back;
    }

    synchronized void close() throws IOException {
        release();
        if (aside != null) {
            aside.close();
        }
    }

    /// Forgets, and gives the memory back.
    private void release() {
        kept = new SightingTable(mostIds);
    }

    /// Writes all sightings to the file and begins anew; when that can't be done, nothing more is kept.
    private void putAside() {
        if (full || kept.hasPositions()) {
            full = true;
            return;
        }
        try {
            SightingFile file = aside == null ? new SightingFile(spill) : aside;
            aside = file;
            file.add(kept);
            kept.clear();
        } catch (IOException e) {
            // what is in memory is still compared with; how many were refused is told at the end
            full = true;
        }
    }
}
