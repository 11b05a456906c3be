package dev.lacuna.source.kafka;

import org.jspecify.annotations.Nullable;

/// What it means that a leader gives nothing of a partition behind some offset, though more is wanted. It can mean
/// that nothing stands there (compaction removed it), that the log is shorter by now (it was truncated), or that the
/// leader can't give it yet (its remote storage is slow, its replicas haven't confirmed). Only proof ends the doubt:
///
/// ```
/// nothing below the bound --look-up: on the leader's disk--> nothing once more: it is empty
///        |                --look-up: in remote storage-----> it is slow
///        '--look-up: the broker can't tell--probe at the bound's end: something--> it is slow
///                                                          : nothing, for long--> it is empty
/// nothing confirmed behind the offset --a while--probe at the range's end: out of range--> the log has ended
///                                                                        : in range-----> it is slow
/// ```
/// A log on a leader's own disk is read while the request waits: there an empty answer is the truth. As a log's local
/// part only ever begins later, a look-up between two empty answers of one leader proves the first of them. In remote
/// storage an empty answer only means that nothing came in time.
final class WireDoubt {

    /// What stands fast.
    enum Verdict {
        OPEN,
        /// Nothing stands between the offset and the bound.
        EMPTY,
        /// The log is shorter than the range.
        ENDED
    }

    private enum Local {
        NOT_ASKED,
        WANTED,
        ASKED,
        HERE,
        REMOTE,
        UNTOLD
    }

    static final int NO_PROBE = -1;

    /// A new leader may not know its end yet.
    static final long GRACE_NANOS = 2_000_000_000L;

    /// Brokers that can't tell what they have on disk are old, and then everything is; or another product's.
    static final long UNTOLD_NANOS = 10_000_000_000L;

    private final long at;
    private final long to;
    private final long sinceNanos;
    private Local local = Local.NOT_ASKED;
    private int witness;
    private long probe = NO_PROBE;
    private boolean nothingLater;
    private @Nullable String why;

    /// @param at nothing comes from there on
    /// @param to where the wanted range ends
    WireDoubt(long at, long to, long nowNanos) {
        this.at = at;
        this.to = to;
        this.sinceNanos = nowNanos;
    }

    /// Takes an answer without records that had room for them.
    ///
    /// @param bound up to where the leader says that it could give something
    /// @param leader who answered
    Verdict nothingUpTo(long bound, int leader, long nowNanos) {
        if (bound <= at) {
            if (nowNanos - sinceNanos > GRACE_NANOS) {
                probe = to;
            }
            why = why == null ? "its leader has not confirmed what stands behind it" : why;
            return Verdict.OPEN;
        }
        switch (local) {
            case NOT_ASKED -> lookUp(leader);
            case HERE -> {
                if (witness == leader) {
                    return Verdict.EMPTY;
                }
                lookUp(leader);
            }
            case UNTOLD -> {
                boolean single = bound - 1 == at;
                if ((nothingLater || single) && nowNanos - sinceNanos > UNTOLD_NANOS) {
                    return Verdict.EMPTY;
                }
                probe = nothingLater || single ? NO_PROBE : bound - 1;
            }
            case WANTED, ASKED, REMOTE -> {}
        }
        return Verdict.OPEN;
    }

    private void lookUp(int leader) {
        local = Local.WANTED;
        witness = leader;
    }

    /// Whether the start of the local log is to be looked up; true once.
    boolean takesLookUp() {
        boolean wanted = local == Local.WANTED;
        if (wanted) {
            local = Local.ASKED;
        }
        return wanted;
    }

    void localFrom(long start) {
        local = start <= at ? Local.HERE : Local.REMOTE;
        if (local == Local.REMOTE) {
            why = "its broker gives nothing of what it keeps in remote storage";
        }
    }

    /// The broker doesn't know the question.
    void localUntold() {
        local = Local.UNTOLD;
    }

    /// The look-up failed and is to be made again.
    void localUnknown() {
        local = Local.WANTED;
    }

    /// Where to ask next instead of at the offset itself, or [#NO_PROBE].
    long probe() {
        return probe;
    }

    /// Takes the answer to the probe.
    ///
    /// @param conclusive whether there was room for records
    void probed(boolean records, boolean conclusive) {
        if (probe == to) {
            probe = NO_PROBE; // it is within the log: whether that is confirmed, later answers tell
        } else if (records) {
            probe = NO_PROBE;
            local = Local.REMOTE;
            why = "its broker gives nothing, though more stands behind it";
        } else if (conclusive) {
            probe = NO_PROBE;
            nothingLater = true;
        }
    }

    /// The offset of the probe is out of range.
    Verdict probedOutOfRange() {
        boolean atEnd = probe == to;
        probe = NO_PROBE;
        return atEnd ? Verdict.ENDED : Verdict.OPEN;
    }

    /// What is in doubt, in words for people.
    String why() {
        return why == null ? "its broker gives nothing" : why;
    }
}
