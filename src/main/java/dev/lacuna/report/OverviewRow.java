package dev.lacuna.report;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.TimeSpan;

/// How far a partition moved in a stretch of time, as look-ups told it.
///
/// @param fromPosition where it stood at the beginning of the time
/// @param toPosition where it stood at its end: the difference is an upper bound of the events between
public record OverviewRow(PartitionRef partition, TimeSpan time, long fromPosition, long toPosition) {}
