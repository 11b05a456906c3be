package dev.lacuna.repair.replay;

import dev.lacuna.model.Position;

/// Where to begin to look in one partition of a plan's target.
///
/// @param position before which no copy of the plan stood
/// @param seal what stood right in front of it: only where the target still says the same, it is the log of then
public record LookPlace(Position position, String seal) {}
