package dev.lacuna.model;

import java.util.List;

/// Findings that belong together because they began at one moment, or one where another ended: likely one fault seen
/// several times.
///
/// @param findings at least two, the likely cause first
/// @param time from the first beginning to the last end
public record Incident(List<Finding> findings, TimeSpan time) {

    public Incident {
        findings = List.copyOf(findings);
        if (findings.size() < 2) {
            throw new IllegalArgumentException("one finding is no incident");
        }
    }

    /// The id of the finding that leads it: stable as long as the same is found.
    public String id() {
        return cause().id();
    }

    /// What likely caused the others, or else the worst.
    public Finding cause() {
        return findings.get(0);
    }

    /// How many partitions it touches.
    public long partitions() {
        return findings.stream().map(Finding::partition).distinct().count();
    }
}
