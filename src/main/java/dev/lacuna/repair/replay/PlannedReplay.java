package dev.lacuna.repair.replay;

import dev.lacuna.model.ReplayPlan;

/// A plan just made, with what reading its events has shown.
public record PlannedReplay(ReplayPlan plan, SelectionFacts facts) {}
