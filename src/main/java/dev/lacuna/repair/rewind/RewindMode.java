package dev.lacuna.repair.rewind;

/// What a run of a plan is to do.
public enum RewindMode {
    /// Looks and compares, and writes nothing.
    DRY_RUN,
    EXECUTE;

    boolean writes() {
        return this == EXECUTE;
    }
}
