package dev.lacuna.detect.duplicate;

import dev.lacuna.detect.Spill;
import dev.lacuna.detect.SpillFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A part of the ids of a scan, by their hash: for each id its first sighting in each partition. When it is
/// full, all of them are put aside and it begins anew; at the end they are brought together again. Safe from
/// any thread.
final class IdStripe {

    private static final int BYTES = SightingTable.WORDS * Long.BYTES;
    private static final int AT_A_TIME = 1024;

    private final int mostIds;
    private final Spill spill;
    private volatile SightingTable kept = new SightingTable(); // looked at without the lock, too
    private @Nullable SpillFile file;
    /// Sightings in the file; what a write that failed has left behind them doesn't count.
    private long putAside;

    private boolean full;
    private long refused;
    /// Of those in memory, how many can't come together with what was put aside.
    private long apart;

    /// @param mostIds sightings kept in memory
    IdStripe(int mostIds, Spill spill) {
        this.mostIds = mostIds;
        this.spill = spill;
    }

    /// Notes a sighting unless the id was seen in the same partition.
    ///
    /// @param elsewhere run when it was seen in another partition with the same payload
    /// @return the earlier sighting in the same partition, or null
    synchronized @Nullable Sighting observe(long high, long low, Sighting sighting, Runnable elsewhere) {
        SightingTable table = kept;
        boolean repeatsElsewhere = false;
        for (int seen = table.latest(high, low); seen != SightingTable.NONE; seen = table.before(seen)) {
            if (table.partition(seen) == sighting.partition()) {
                return table.sighting(seen);
            }
            repeatsElsewhere |= table.payload(seen) == sighting.payload();
        }
        if (repeatsElsewhere) {
            elsewhere.run();
        }
        if (table.size() == mostIds) {
            putAside();
        }
        if (full) {
            refused++;
        } else {
            table.add(high, low, sighting);
        }
        return null;
    }

    /// Fetches from memory what [#observe] will look at first; without the lock, for nothing comes of it.
    long approach(long high) {
        return kept.approach(high);
    }

    /// Sightings that could not be kept, so that later ones were not compared with them.
    synchronized long refused() {
        return refused + apart;
    }

    /// To be called before [#repeated]: what was put aside and what is in memory must come together.
    synchronized void settle() {
        if (file == null) {
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
        SpillFile aside = file;
        if (aside == null) {
            return; // more may be observed, and is compared with what is in memory
        }
        release();
        long all = putAside;
        var filter = new RepeatFilter(all);
        look(aside, all, (high, low, written, from) -> filter.add(low));
        if (!filter.any()) {
            return;
        }
        long suspects = all > atOnce ? suspects(aside, all, filter) : all;
        int bits = 0;
        while (suspects >> bits > atOnce && bits < 16) {
            bits++;
        }
        int shift = 32 - bits;
        SightingTable back = kept;
        for (int part = 0; part < 1 << bits && !cancelled.getAsBoolean(); part++) {
            back.clear();
            int wanted = part;
            boolean whole = bits == 0;
            look(aside, all, (high, low, written, from) -> {
                if (filter.mayRepeat(low) && (whole || (int) low >>> shift == wanted)) {
                    back.add(written, from);
                }
            });
            back.tellRepeated(consumer);
        }
        release();
    }

    synchronized void close() throws IOException {
        release();
        if (file != null) {
            file.close();
        }
    }

    /// Forgets, and gives the memory back.
    private void release() {
        kept = new SightingTable();
    }

    /// Writes all sightings to the file and begins anew; when that can't be done, nothing more is kept.
    private void putAside() {
        if (full || kept.hasPositions()) {
            full = true;
            return;
        }
        try {
            SpillFile aside = file == null ? spill.create() : file;
            file = aside;
            int size = kept.size();
            ByteBuffer buffer = buffer(Math.min(size, AT_A_TIME));
            for (int first = 0; first < size; first += AT_A_TIME) {
                int count = Math.min(size - first, AT_A_TIME);
                buffer.clear().limit(count * BYTES);
                kept.write(first, count, buffer.asLongBuffer());
                aside.append(buffer);
            }
            putAside += size;
            kept.clear();
        } catch (IOException e) {
            // what is in memory is still compared with; how many were refused is told at the end
            full = true;
        }
    }

    private static ByteBuffer buffer(int sightings) {
        return ByteBuffer.allocate(sightings * BYTES).order(ByteOrder.nativeOrder());
    }

    private static long suspects(SpillFile aside, long all, RepeatFilter filter) throws IOException {
        var suspects = new AtomicLong();
        look(aside, all, (high, low, written, from) -> suspects.addAndGet(filter.mayRepeat(low) ? 1 : 0));
        return suspects.get();
    }

    /// Told of each sighting that was put aside.
    private interface Aside {

        /// @param written holds it from there on, as [SightingTable#write] has written it
        void accept(long high, long low, long[] written, int from);
    }

    private static void look(SpillFile aside, long all, Aside consumer) throws IOException {
        ByteBuffer buffer = buffer((int) Math.min(AT_A_TIME, all));
        long[] written = new long[buffer.capacity() / Long.BYTES];
        for (long first = 0; first < all; first += AT_A_TIME) {
            buffer.clear().limit((int) Math.min(AT_A_TIME, all - first) * BYTES);
            aside.read(first * BYTES, buffer);
            LongBuffer read = buffer.rewind().asLongBuffer();
            int words = read.remaining();
            read.get(written, 0, words);
            for (int from = 0; from < words; from += SightingTable.WORDS) {
                consumer.accept(written[from], written[from + 1], written, from);
            }
        }
    }
}
