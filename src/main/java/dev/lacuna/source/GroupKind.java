package dev.lacuna.source;

/// By which protocol a group's members share their work.
public enum GroupKind {
    /// The members agree among themselves, the broker only watches.
    CLASSIC,
    /// The broker assigns partitions.
    CONSUMER,
    /// A Kafka Streams application to which the broker assigns tasks. Those of the classic protocol are [#CLASSIC].
    STREAMS,
    /// The members share events, not partitions; the group has no position of the usual sort.
    SHARE,
    /// The broker is too old to tell.
    UNKNOWN
}
