package dev.lacuna.model;

import java.util.Optional;

/// What a finding is about. The ids are stable: reports, flags and scripts use them.
public enum FindingKind {
    GAP_OFFSETS("gap.offsets"),
    GAP_SEQUENCE("gap.sequence"),
    GAP_PRODUCER("gap.producer"),
    GAP_HEAD("gap.head"),
    GAP_DOWNSTREAM("gap.downstream"),
    SILENCE("silence"),
    RATE_DROP("rate.drop"),
    RATE_SPIKE("rate.spike"),
    DUPLICATE("duplicate"),
    ORDER_TIME("order.time"),
    ORDER_SEQUENCE("order.sequence"),
    TIME_SKEW("time.skew"),
    CONTENT_MALFORMED("content.malformed"),
    CONTENT_SCHEMA("content.schema"),
    CONTENT_OUTLIER("content.outlier"),
    GROUP_SKIP("group.skip"),
    GROUP_REWIND("group.rewind"),
    GROUP_STALL("group.stall"),
    LOG_ELECTION("log.election"),
    LOG_TRUNCATED("log.truncated"),
    LOG_DAMAGED("log.damaged"),
    TOPIC_RECREATED("topic.recreated"),
    TXN_OPEN("txn.open"),
    RETENTION_EXPIRING("retention.expiring"),
    NOT_EVALUATED("not.evaluated");

    private final String id;

    FindingKind(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    public static Optional<FindingKind> of(String id) {
        for (FindingKind kind : values()) {
            if (kind.id.equals(id)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
