package dev.lacuna.scan;

import dev.lacuna.source.ReadHandler;

/// What is done with one partition's share of what is read.
///
/// @param tracker counts it
/// @param handler receives it
record Lane(PartitionTracker tracker, ReadHandler handler) {}
