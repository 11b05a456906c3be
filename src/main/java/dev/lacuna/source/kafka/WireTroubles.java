package dev.lacuna.source.kafka;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Which partitions give nothing now, why and since when, and when each is asked again. A partition is given up when
/// its trouble lasts longer than the patience; time in which it waits for the answer to a request does not count, for
/// the request has a time-out of its own, nor does time in which nobody asks (a paused task).
final class WireTroubles {

    private static final long FIRST_PAUSE_NANOS = 50_000_000;
    private static final long LONGEST_PAUSE_NANOS = 1_000_000_000;
    private static final long LONGEST_ROUND_NANOS = 1_000_000_000;

    private static final class Trouble {
        private final boolean lasting;
        private long sinceNanos;
        private String what;
        private long pauseNanos = FIRST_PAUSE_NANOS;
        private long retryAtNanos;

        Trouble(boolean lasting, String what, long nowNanos) {
            this.lasting = lasting;
            this.what = what;
            this.sinceNanos = nowNanos;
            this.retryAtNanos = nowNanos;
        }
    }

    private final Map<TopicPartition, Trouble> troubles = new HashMap<>();
    private final Set<TopicPartition> underWay = new HashSet<>();
    private final long patienceNanos;
    private long roundNanos;

    WireTroubles(long patienceNanos, long nowNanos) {
        this.patienceNanos = patienceNanos;
        this.roundNanos = nowNanos;
    }

    /// Begins a round of asking.
    void round(long nowNanos) {
        long away = nowNanos - roundNanos;
        if (away > LONGEST_ROUND_NANOS) {
            troubles.values().forEach(trouble -> trouble.sinceNanos += away);
        }
        roundNanos = nowNanos;
    }

    /// It can't be asked: its leader is not known, or not connected yet.
    void stall(TopicPartition partition, String what, long nowNanos) {
        begin(partition, false, what, nowNanos);
    }

    /// It was asked and gave nothing of use: only an answer ends that, not the next request.
    void disappoint(TopicPartition partition, String what, long nowNanos) {
        begin(partition, true, what, nowNanos);
    }

    /// Disappoints, and lets some time pass before the next try.
    void pause(TopicPartition partition, String what, long nowNanos) {
        Trouble trouble = begin(partition, true, what, nowNanos);
        trouble.retryAtNanos = nowNanos + trouble.pauseNanos;
        trouble.pauseNanos = Math.min(2 * trouble.pauseNanos, LONGEST_PAUSE_NANOS);
    }

    private Trouble begin(TopicPartition partition, boolean lasting, String what, long nowNanos) {
        Trouble trouble = troubles.get(partition);
        if (trouble == null || (lasting && !trouble.lasting)) {
            trouble = new Trouble(lasting, what, nowNanos);
            troubles.put(partition, trouble);
        }
        trouble.what = what;
        return trouble;
    }

    boolean isPausing(TopicPartition partition, long nowNanos) {
        Trouble trouble = troubles.get(partition);
        return trouble != null && nowNanos - trouble.retryAtNanos < 0;
    }

    /// For how long it has been in trouble, ns.
    long lasts(TopicPartition partition, long nowNanos) {
        Trouble trouble = troubles.get(partition);
        return trouble == null ? 0 : nowNanos - trouble.sinceNanos;
    }

    /// It can be asked.
    void reached(TopicPartition partition) {
        Trouble trouble = troubles.get(partition);
        if (trouble != null && !trouble.lasting) {
            troubles.remove(partition);
        }
    }

    void asked(TopicPartition partition) {
        reached(partition);
        underWay.add(partition);
    }

    void replied(TopicPartition partition) {
        underWay.remove(partition);
    }

    boolean isUnderWay(TopicPartition partition) {
        return underWay.contains(partition);
    }

    void solved(TopicPartition partition) {
        troubles.remove(partition);
    }

    /// What has lasted too long; null where nothing has.
    @Nullable
    String givenUp(TopicPartition partition, long nowNanos) {
        Trouble trouble = troubles.get(partition);
        if (trouble == null || underWay.contains(partition) || nowNanos - trouble.sinceNanos <= patienceNanos) {
            return null;
        }
        return trouble.what;
    }
}
