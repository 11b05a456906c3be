package dev.lacuna.detect.sequence;

import dev.lacuna.model.Position;

/// Where and when a number was seen.
///
/// @param millis the event's timestamp, epoch ms; -1 when it has none
/// @param replayed whether a replay wrote the event
/// @param log what the log had shown when it came
public record Mark(Position position, long millis, boolean replayed, LogState log) {}
