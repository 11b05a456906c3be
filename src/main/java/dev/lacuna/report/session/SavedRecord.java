package dev.lacuna.report.session;

import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;

/// A record that somebody looked at. The batch it stood in is not kept with it.
///
/// @param event holds the beginning of its value, as far as that was at hand
/// @param valueLength of the value as it stood in the log
public record SavedRecord(Event event, Fate fate, int valueLength) {}
