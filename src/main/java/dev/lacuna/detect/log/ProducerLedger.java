package dev.lacuna.detect.log;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of each producer of a partition, by its id. Of more producers than it holds, the one that
/// wrote longest ago is forgotten, so that memory stays bounded; when that one writes again, it is a stranger.
///
/// @param <T> what is kept of a producer
public final class ProducerLedger<T> {

    private final Map<Long, T> entries;
    private final int most;
    private boolean forgetful;

    public ProducerLedger(int most) {
        this.most = most;
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, T> eldest) {
                boolean full = size() > ProducerLedger.this.most;
                forgetful |= full;
                return full;
            }
        };
    }

    public @Nullable T get(long producer) {
        return entries.get(producer);
    }

    public void put(long producer, T entry) {
        entries.put(producer, entry);
    }

    /// Forgets all of them.
    public void clear() {
        forgetful |= !entries.isEmpty();
        entries.clear();
    }

    /// Whether any producer was forgotten, so that a stranger may have written before.
    public boolean hasForgotten() {
        return forgetful;
    }
}
