package dev.lacuna.source.kafka;

import java.util.concurrent.atomic.AtomicLong;

/// How many bytes of responses all readers of a source may hold at once, so that memory stays bounded however many
/// brokers a cluster has. A reader that holds none may always ask for one response, or it would never go on.
final class WireBudget {

    private static final int SHARE_OF_HEAP = 4;

    private final long most;
    private final AtomicLong held = new AtomicLong();

    WireBudget(long most) {
        this.most = most;
    }

    static WireBudget ofHeap() {
        return new WireBudget(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /// Takes what a response may need, before it is asked for.
    ///
    /// @param holdsNone whether the reader holds no response now
    boolean take(long bytes, boolean holdsNone) {
        if (held.addAndGet(bytes) <= most || holdsNone) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }
}
