package dev.lacuna.model;

import java.time.Instant;

/// A repair as it will be run: frozen, readable, and refused when what it covers has changed since.
public sealed interface RepairPlan permits ReplayPlan, RewindPlan {

    /// Unique; a target remembers it, so that running a plan twice equals running it once.
    String id();

    Instant created();

    /// The version of the program that made it.
    String toolVersion();
}
