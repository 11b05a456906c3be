package dev.lacuna.source;

/// One line of a source's list of consumer groups.
///
/// @param protocol what its members are to each other: `consumer`, `connect`; empty where none ever joined, so that
///     whoever commits for it takes partitions by itself
public record GroupSummary(String name, GroupKind kind, GroupState state, String protocol) {}
