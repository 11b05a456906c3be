package dev.lacuna.source.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Which partitions give nothing now, why and since when, and when each is asked again. A partition is given up when
/// its trouble lasts longer than the patience; time in which it waits for the answer to a request does not count, for
/// the request has a time-out of its own, nor does time in which nobody asks (a paused task).
final class WireTroubles {

    private static final long FIRST_PAUSE_NANOS = 50_000_000;
    private static final long LONGEST_PAUSE_NANOS = 1_000_000_000;
    private static final long LONGEST_ROUND_NANOS = 1_000_000_000;

    /// A broker that has nothing new says so within half a second.
    private static final long WORTH_TELLING_NANOS = 3_000_000_000L;

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
    /// When each partition was asked that has not been answered for yet.
    private final Map<TopicPartition, Long> underWay = new HashMap<>();
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
            underWay.replaceAll((partition, asked) -> asked + away);
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
        underWay.putIfAbsent(partition, roundNanos);
    }

    void replied(TopicPartition partition) {
        underWay.remove(partition);
    }

    boolean isUnderWay(TopicPartition partition) {
        return underWay.containsKey(partition);
    }

    void solved(TopicPartition partition) {
        troubles.remove(partition);
    }

    /// What has given nothing for so long that somebody who waits should know why; empty where nothing has.
    Optional<String> told(long nowNanos) {
        for (var trouble : troubles.entrySet()) {
            if (nowNanos - trouble.getValue().sinceNanos > WORTH_TELLING_NANOS) {
                return Optional.of(name(trouble.getKey()) + ": " + trouble.getValue().what);
            }
        }
        return underWay.entrySet().stream()
                .filter(asked -> nowNanos - asked.getValue() > WORTH_TELLING_NANOS)
                .findFirst()
                .map(asked -> name(asked.getKey()) + ": its broker does not answer");
    }

    private static String name(TopicPartition partition) {
        return partition.topic() + "/" + partition.partition();
    }

    /// What has lasted too long; null where nothing has.
    @Nullable
    String givenUp(TopicPartition partition, long nowNanos) {
        Trouble trouble = troubles.get(partition);
        if (trouble == null || underWay.containsKey(partition) || nowNanos - trouble.sinceNanos <= patienceNanos) {
            return null;
        }
        return trouble.what;
    }
}
