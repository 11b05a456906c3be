package dev.lacuna.repair.replay;

/// Whether a replay writes.
public enum ReplayMode {
    /// Reads all and writes nothing; its counts equal those of the run that follows.
    DRY_RUN,
    EXECUTE
}
