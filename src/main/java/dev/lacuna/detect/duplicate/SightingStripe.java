package dev.lacuna.detect.duplicate;

import dev.lacuna.detect.Spill;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The sightings of a part of all ids. When it is full, all of them are put aside and it begins anew; at the end they
/// are brought together again. Safe from any thread.
final class SightingStripe {

    private final int mostIds;
    private final Spill spill;
    private Sightings kept;
    private @Nullable SightingFile aside;

    private boolean full;
    /// Those in memory by their ids, from when nothing can be put aside any more.
    private @Nullable SightingTable lasting;

    private long refused;
    /// Of those in memory, how many can't come together with what was put aside.
    private long apart;

    /// @param mostIds sightings kept in memory; as many again that repeat one of those once none can be put aside
    SightingStripe(int mostIds, Spill spill) {
        this.mostIds = mostIds;
        this.spill = spill;
        this.kept = new Sightings(2 * mostIds);
    }

    /// @param order of some of them
    /// @param from the first that belongs here, in that order
    /// @param to one past the last
    synchronized void add(Sightings some, int[] order, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!full && kept.size() == mostIds) {
                putAside();
            }
            if (!full || repeatsWhatLasts(some, order[i])) {
                kept.add(some, order[i]);
            } else {
                refused++;
            }
        }
    }

    private boolean repeatsWhatLasts(Sightings some, int sighting) {
        if (kept.size() == 2 * mostIds) {
            return false;
        }
        SightingTable table = lasting == null ? SightingTable.of(kept) : lasting;
        lasting = table;
        return table.has(some.high(sighting), some.low(sighting));
    }

    /// Sightings that could not be kept, so that others were not compared with them.
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

    /// Hands over all sightings of each id that was seen more than once.
    ///
    /// @param atOnce how many sightings may be brought back into memory at once
    synchronized void repeated(int atOnce, BooleanSupplier cancelled, SightingTable.RepeatedId consumer)
            throws IOException {
        SightingTable.of(kept).tellRepeated(consumer);
        SightingFile file = aside;
        if (file == null) {
            return;
        }
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
        Sightings back = new Sightings(Integer.MAX_VALUE);
        file.sightings(low -> Arrays.binarySearch(lows, low) >= 0, words -> back.add(words, 0, null));
        return SightingTable.of(back);
    }

    synchronized void close() throws IOException {
        release();
        if (aside != null) {
            aside.close();
        }
    }

    /// Forgets, and gives the memory back.
    private void release() {
        kept = new Sightings(2 * mostIds);
        lasting = null;
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
            // what is in memory is still compared with what comes; how many were refused is told at the end
            full = true;
            dropEmptyFile();
        }
    }

    private void dropEmptyFile() {
        SightingFile file = aside;
        if (file != null && file.count() == 0) {
            aside = null;
            try {
                file.close();
            } catch (IOException e) {
                return; // it is removed at the latest when the program ends
            }
        }
    }
}
