package dev.lacuna.model;

import java.util.Locale;

/// Where a finding stands.
///
/// ```
/// OPEN ──> EXPLAINED
/// OPEN <─> DISMISSED
/// OPEN ──> REPAIRED ──> REOPENED ──> REPAIRED
/// ```
/// REPAIRED only by what a re-scan saw.
public enum FindingStatus {
    OPEN,
    EXPLAINED,
    REPAIRED,
    REOPENED,
    DISMISSED;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
