package dev.lacuna.detect.time;

import dev.lacuna.model.Position;

/// An event as far as its time goes.
///
/// @param ordinal how many events of the partition came before
record Timed(Position position, long millis, long ordinal) {}
