package dev.lacuna.report;

import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;

/// A record as a file keeps it.
public record KeptRecord(Event event, Fate fate) {}
