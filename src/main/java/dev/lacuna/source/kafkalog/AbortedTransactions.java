package dev.lacuna.source.kafkalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/// Which producers' transactions are aborted, batch by batch, as Kafka's consumer follows it: a transaction begins at
/// its first offset and ends with its marker.
public final class AbortedTransactions {

    /// An aborted transaction, by its producer and its first offset.
    public record Aborted(long producerId, long firstOffset) {}

    private final PriorityQueue<Aborted> toCome;
    private final Set<Long> producers = new HashSet<>();

    public AbortedTransactions(List<Aborted> aborted) {
        toCome = new PriorityQueue<>(Comparator.comparingLong(Aborted::firstOffset));
        toCome.addAll(new ArrayList<>(aborted));
    }

    /// Goes past a batch of a transaction, or its marker.
    ///
    /// @return whether the transaction is one that was aborted
    public boolean pass(LogBatch batch, boolean abortMarker) {
        for (var next = toCome.peek(); next != null && next.firstOffset() <= batch.last(); next = toCome.peek()) {
            toCome.remove();
            producers.add(next.producerId());
        }
        if (abortMarker) {
            return producers.remove(batch.producerId());
        }
        return producers.contains(batch.producerId());
    }
}
