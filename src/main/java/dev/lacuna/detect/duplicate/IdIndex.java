package dev.lacuna.detect.duplicate;

import dev.lacuna.detect.Spill;
import dev.lacuna.model.Position;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The ids of a scan over all its partitions, by their 128-bit hash, in stripes that lock apart. Safe from any
/// thread.
final class IdIndex implements Closeable {

    private static final int STRIPES = 64;

    private final IdStripe[] stripes = new IdStripe[STRIPES];
    private final int mostIds;

    /// @param mostIds sightings kept in memory, about 72 bytes each, only as they come; of more, all that were
    ///     kept are put aside
    IdIndex(int mostIds, Spill spill) {
        this.mostIds = mostIds;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new IdStripe(Math.max(1, mostIds / STRIPES), spill);
        }
    }

    /// See [IdStripe#observe].
    @Nullable
    Sighting observe(long[] words, int from, @Nullable Position position, Runnable elsewhere) {
        return stripeOf(SightingWords.high(words, from)).observe(words, from, position, elsewhere);
    }

    /// See [IdStripe#approach].
    long approach(long high) {
        return stripeOf(high).approach(high);
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

    private IdStripe stripeOf(long high) {
        return stripes[(int) (high >>> 58)];
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
