package dev.lacuna.model;

import java.util.Locale;

/// What a finding proves.
public enum Verdict {
    /// Events are missing, and everything harmless is excluded.
    LOSS,
    /// Events may be missing; the evidence doesn't decide.
    SUSPECT,
    /// Explained, nothing is missing.
    BENIGN,
    /// Can't be judged yet: an unfinished tail, an open transaction, a rule without its data.
    UNDECIDED,
    /// Wrong, but not missing.
    ANOMALY;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
