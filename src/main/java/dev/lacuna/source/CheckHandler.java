package dev.lacuna.source;

/// Gets the steps of a check as they begin and end, all on one thread.
public interface CheckHandler {

    void begun(CheckStep.Kind kind, String subject);

    void ended(CheckStep step);

    /// Whether anybody still waits for what comes; asked between two steps.
    boolean isWanted();
}
