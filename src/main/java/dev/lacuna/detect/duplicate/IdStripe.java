package dev.lacuna.detect.duplicate;

import dev.lacuna.detect.SlotTable;
import dev.lacuna.detect.Spill;
import dev.lacuna.detect.SpillFile;
import dev.lacuna.model.Position;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A part of the ids of a scan, by their hash: for each id its first sighting in each partition. When it is
/// full, all of them are put aside and it begins anew; at the end they are brought together again. Safe from
/// any thread.
final class IdStripe {

    private static final int NONE = -1;
    private static final int BYTES = 48;
    private static final int AT_A_TIME = 1024;
    private static final long REPLAYED = 1;
    private static final int MILLIS_BITS = 44;
    private static final long MILLIS_MASK = (1L << MILLIS_BITS) - 1;

    private final int mostIds;
    private final Spill spill;
    private volatile SlotTable ids = new SlotTable(); // looked at without the lock, too
    private int[] heads = new int[ids.capacity()];
    private int[] next = new int[ids.capacity()];
    private long[] payload = new long[ids.capacity()];
    private long[] writer = new long[ids.capacity()];
    private long[] at = new long[ids.capacity()];
    private long[] place = new long[ids.capacity()];
    private @Nullable Position @Nullable [] positions;
    private int size;
    private @Nullable SpillFile file;
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
        int slot = ids.find(high, low);
        int entry = slot < 0 ? NONE : heads[slot];
        boolean repeatsElsewhere = false;
        for (; entry != NONE; entry = next[entry]) {
            if (partition(entry) == sighting.partition()) {
                return sighting(entry);
            }
            repeatsElsewhere |= payload[entry] == sighting.payload();
        }
        if (repeatsElsewhere) {
            elsewhere.run();
        }
        if (size == mostIds) {
            putAside();
            slot = NONE;
        }
        if (full) {
            refused++;
            return null;
        }
        add(slot, high, low, sighting);
        return null;
    }

    /// Fetches from memory what [#observe] will look at first; without the lock, for nothing comes of it.
    long approach(long high) {
        return ids.approach(high);
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
            apart = size;
        } else {
            release();
        }
    }

    /// Hands over all sightings of each id that was seen more than once without being told by [#observe].
    ///
    /// @param atOnce how many sightings may be brought back into memory at once
    synchronized void repeated(int atOnce, BooleanSupplier cancelled, RepeatedId consumer) throws IOException {
        hand(consumer);
        SpillFile aside = file;
        if (aside == null) {
            return; // more may be observed, and is compared with what is in memory
        }
        release();
        long all = aside.size() / BYTES;
        var filter = new RepeatFilter(all);
        look(aside, (high, low, rest) -> filter.add(low));
        if (!filter.any()) {
            return;
        }
        long suspects = all > atOnce ? suspects(aside, filter) : all;
        int bits = 0;
        while (suspects >> bits > atOnce && bits < 16) {
            bits++;
        }
        int shift = 32 - bits;
        for (int part = 0; part < 1 << bits && !cancelled.getAsBoolean(); part++) {
            forget();
            int wanted = part;
            boolean whole = bits == 0;
            look(aside, (high, low, rest) -> {
                if (filter.mayRepeat(low) && (whole || (int) low >>> shift == wanted)) {
                    bringBack(high, low, rest);
                }
            });
            hand(consumer);
        }
        release();
    }

    synchronized void close() throws IOException {
        release();
        if (file != null) {
            file.close();
        }
    }

    /// Told of each id that was seen more than once.
    interface RepeatedId {

        /// @param same all its sightings, in no order; the list is used again
        void accept(long high, long low, List<Sighting> same);
    }

    private void add(int known, long high, long low, Sighting sighting) {
        int slot = known;
        int entry = size++;
        grow();
        if (slot < 0) {
            slot = ids.put(high, low);
            if (ids.capacity() > heads.length) {
                heads = Arrays.copyOf(heads, ids.capacity());
            }
            heads[slot] = NONE;
        }
        next[entry] = heads[slot];
        heads[slot] = entry;
        payload[entry] = sighting.payload();
        writer[entry] = sighting.writer() & ~REPLAYED | (sighting.replayed() ? REPLAYED : 0);
        at[entry] = sighting.at();
        place[entry] =
                (long) sighting.partition() << MILLIS_BITS | Math.min(MILLIS_MASK, Math.max(0, sighting.millis() + 1));
        if (sighting.position() != null || positions != null) {
            positions = positions == null ? new Position[payload.length] : positions;
            positions[entry] = sighting.position();
        }
    }

    private void grow() {
        if (size > payload.length) {
            int larger = payload.length * 2;
            next = Arrays.copyOf(next, larger);
            payload = Arrays.copyOf(payload, larger);
            writer = Arrays.copyOf(writer, larger);
            at = Arrays.copyOf(at, larger);
            place = Arrays.copyOf(place, larger);
            positions = positions == null ? null : Arrays.copyOf(positions, larger);
        }
    }

    private int partition(int entry) {
        return (int) (place[entry] >>> MILLIS_BITS);
    }

    private Sighting sighting(int entry) {
        return new Sighting(
                partition(entry),
                at[entry],
                positions == null ? null : positions[entry],
                (place[entry] & MILLIS_MASK) - 1,
                payload[entry],
                writer[entry] & ~REPLAYED,
                (writer[entry] & REPLAYED) != 0);
    }

    private void hand(RepeatedId consumer) {
        List<Sighting> same = new ArrayList<>();
        for (int slot = 0; slot < ids.slots(); slot++) {
            if (next[heads[slot]] == NONE) {
                continue;
            }
            same.clear();
            for (int entry = heads[slot]; entry != NONE; entry = next[entry]) {
                same.add(sighting(entry));
            }
            consumer.accept(ids.high(slot), ids.low(slot), same);
        }
    }

    private void forget() {
        ids.clear();
        size = 0;
    }

    /// Forgets, and gives the memory back.
    private void release() {
        ids = new SlotTable();
        heads = new int[ids.capacity()];
        next = new int[ids.capacity()];
        payload = new long[ids.capacity()];
        writer = new long[ids.capacity()];
        at = new long[ids.capacity()];
        place = new long[ids.capacity()];
        positions = null;
        size = 0;
    }

    /// Writes all sightings to the file and begins anew; when that can't be done, nothing more is kept.
    private void putAside() {
        if (full || positions != null) {
            full = true;
            return;
        }
        try {
            SpillFile aside = file == null ? spill.create() : file;
            file = aside;
            ByteBuffer buffer = ByteBuffer.allocate(BYTES * Math.min(size + 1, AT_A_TIME));
            for (int slot = 0; slot < ids.slots(); slot++) {
                for (int entry = heads[slot]; entry != NONE; entry = next[entry]) {
                    if (!buffer.hasRemaining()) {
                        aside.append(buffer.flip());
                        buffer.clear();
                    }
                    buffer.putLong(ids.high(slot)).putLong(ids.low(slot)).putLong(payload[entry]);
                    buffer.putLong(writer[entry]).putLong(at[entry]).putLong(place[entry]);
                }
            }
            aside.append(buffer.flip());
            forget();
        } catch (IOException e) {
            // what is in memory is still compared with; how many were refused is told at the end
            full = true;
        }
    }

    private static long suspects(SpillFile aside, RepeatFilter filter) throws IOException {
        var suspects = new AtomicLong();
        look(aside, (high, low, rest) -> suspects.addAndGet(filter.mayRepeat(low) ? 1 : 0));
        return suspects.get();
    }

    /// Told of each sighting that was put aside.
    private interface Aside {

        /// @param rest what follows its hash; need not be read
        void accept(long high, long low, ByteBuffer rest);
    }

    private static void look(SpillFile aside, Aside consumer) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BYTES * AT_A_TIME, aside.size()));
        for (long position = 0; position < aside.size(); position += buffer.limit()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), aside.size() - position));
            aside.read(position, buffer);
            for (int at = 0; at < buffer.limit(); at += BYTES) {
                buffer.position(at);
                consumer.accept(buffer.getLong(), buffer.getLong(), buffer);
            }
        }
    }

    private void bringBack(long high, long low, ByteBuffer buffer) {
        long payloadHash = buffer.getLong();
        long writerHash = buffer.getLong();
        long offset = buffer.getLong();
        long where = buffer.getLong();
        add(
                ids.find(high, low),
                high,
                low,
                new Sighting(
                        (int) (where >>> MILLIS_BITS),
                        offset,
                        null,
                        (where & MILLIS_MASK) - 1,
                        payloadHash,
                        writerHash & ~REPLAYED,
                        (writerHash & REPLAYED) != 0));
    }
}
