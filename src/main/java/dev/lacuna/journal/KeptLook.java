package dev.lacuna.journal;

/// Where a look at one partition of a plan's target has to begin.
///
/// @param position before which an earlier look saw nothing of the plan
/// @param seal what stood right in front of it then
public record KeptLook(long position, String seal) {}
