package dev.lacuna.ui.timeline;

/// Where a partition's leader changed.
///
/// @param before the epoch until there
/// @param after the epoch from there on
/// @param first the first position of the new epoch
public record LaneEpoch(int before, int after, long first) {}
