package dev.lacuna.detect.duplicate;

import dev.lacuna.detect.Spill;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/// What all partitions of a scan have seen, kept to be compared: by the hash of the id in stripes, each of which locks
/// apart and is compared by itself. Safe from any thread.
final class SightingStore implements Closeable {

    private static final int STRIPES = 64;

    private final SightingStripe[] stripes = new SightingStripe[STRIPES];
    private final int mostIds;

    /// @param mostIds sightings kept in memory, 40 bytes each, only as they come; of more, all that were kept are put
    ///     aside
    SightingStore(int mostIds, Spill spill) {
        this.mostIds = mostIds;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new SightingStripe(Math.max(1, mostIds / STRIPES), spill);
        }
    }

    /// Takes over sightings; best many at once, for then each stripe is locked, and fetched from memory, once for many
    /// of them.
    ///
    /// @param start where to begin, any number: two threads that begin apart hardly wait for each other
    void add(Sightings some, int start) {
        int[] ends = new int[STRIPES];
        int[] order = some.sorted(ends);
        for (int i = 0; i < STRIPES; i++) {
            int stripe = start + i & STRIPES - 1;
            int from = stripe == 0 ? 0 : ends[stripe - 1];
            if (from < ends[stripe]) {
                stripes[stripe].add(some, order, from, ends[stripe]);
            }
        }
    }

    /// See [SightingStripe#repeated].
    void repeated(BooleanSupplier cancelled, SightingTable.RepeatedId consumer) throws IOException {
        for (SightingStripe stripe : stripes) {
            stripe.settle();
        }
        for (SightingStripe stripe : stripes) {
            stripe.repeated(Math.max(1, mostIds / 2), cancelled, consumer);
        }
    }

    /// Sightings that could be neither kept nor put aside.
    long refused() {
        long refused = 0;
        for (SightingStripe stripe : stripes) {
            refused += stripe.refused();
        }
        return refused;
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (SightingStripe stripe : stripes) {
            try {
                stripe.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
