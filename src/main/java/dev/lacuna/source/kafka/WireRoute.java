package dev.lacuna.source.kafka;

/// Where one partition is read from: from its leader, or for a while from the replica that the leader named as
/// nearer to the client's rack.
///
/// ```
/// leader --names a replica--> replica --lease over--> leader
///                             replica --fails-------> leader alone --after a while--> leader
/// ```
/// A leader that is told the rack gives no records when a replica is nearer; so a leader that is to answer itself
/// must not be told it.
final class WireRoute {

    static final int LEADER = -1;

    /// So long the rack is not told after a replica failed: the leader would name the same one again.
    private static final long ALONE_NANOS = 30_000_000_000L;

    private int replica = LEADER;
    private boolean alone;
    private long untilNanos;

    /// Reads from the replica until the lease is over.
    void follow(int nearer, long leaseNanos, long nowNanos) {
        replica = nearer;
        alone = false;
        untilNanos = nowNanos + leaseNanos;
    }

    /// Goes back to the leader, because the replica fails or lags, and has it answer itself for a while.
    ///
    /// @return whether it was read from a replica
    boolean leave(long nowNanos) {
        if (replica == LEADER) {
            return false;
        }
        replica = LEADER;
        alone = true;
        untilNanos = nowNanos + ALONE_NANOS;
        return true;
    }

    /// The broker to read from, or [#LEADER].
    int replica(long nowNanos) {
        if (replica != LEADER && nowNanos - untilNanos >= 0) {
            replica = LEADER;
        }
        return replica;
    }

    /// Whether the request may tell the client's rack.
    boolean tellsRack(long nowNanos) {
        return !alone || nowNanos - untilNanos >= 0;
    }
}
