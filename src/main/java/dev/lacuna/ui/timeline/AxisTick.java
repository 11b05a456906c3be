package dev.lacuna.ui.timeline;

/// One line of an axis.
///
/// @param at where it stands
/// @param label what stands beside it
/// @param strong whether something larger begins here, as a day does
record AxisTick(long at, String label, boolean strong) {}
