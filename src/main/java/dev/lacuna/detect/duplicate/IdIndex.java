package dev.lacuna.detect.duplicate;

import dev.lacuna.detect.Spill;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/// The ids of a scan over all its partitions, by their 96-bit hash, in stripes that lock apart. Safe from any
/// thread.
final class IdIndex implements Closeable {

    private static final int STRIPES = 64;

    private final IdStripe[] stripes = new IdStripe[STRIPES];
    private final int mostIds;

    /// @param mostIds sightings kept in memory, about 60 bytes each, only as they come; of more, all that were
    ///     kept are put aside
    IdIndex(int mostIds, Spill spill) {
        this.mostIds = mostIds;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new IdStripe(Math.max(1, mostIds / STRIPES), spill);
        }
    }

    /// Notes sightings unless their id was seen in the same partition, and what they repeat.
    ///
    /// @param start where to begin, any number: two threads that begin apart hardly wait for each other
    void observe(SightingBlock block, int start) {
        int[] ends = new int[STRIPES];
        block.sort(ends);
        for (int i = 0; i < STRIPES; i++) {
            int stripe = start + i & STRIPES - 1;
            int from = stripe == 0 ? 0 : ends[stripe - 1];
            if (from < ends[stripe]) {
                stripes[stripe].observe(block, from, ends[stripe]);
            }
        }
    }

    /// See [IdStripe#repeated].
    void repeated(BooleanSupplier cancelled, SightingTable.RepeatedId consumer) throws IOException {
        for (IdStripe stripe : stripes) {
            stripe.settle();
        }
        for (IdStripe stripe : stripes) {
            stripe.repeated(Math.max(1, mostIds / 2), cancelled, consumer);
        }
    }

    /// Sightings that could be neither kept nor put aside.
    long refused() {
        long refused = 0;
        for (IdStripe stripe : stripes) {
            refused += stripe.refused();
        }
        return refused;
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (IdStripe stripe : stripes) {
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
