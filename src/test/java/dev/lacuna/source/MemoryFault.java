package dev.lacuna.source;

/// Decides at each step of a [MemorySource] whether something goes wrong there. It may throw, kill the client
/// ([MemorySource#kill()]), or let others act in between.
@FunctionalInterface
public interface MemoryFault {

    MemoryFault NONE = step -> {};

    void at(Step step) throws SourceException;

    /// What the client is about to do, or (the past tense) has just done.
    enum Step {
        DESCRIBE,
        OPEN_READER,
        POLL,
        OPEN_SINK,
        SINK_OPENED,
        WRITE,
        WRITTEN,
        COMMIT,
        COMMITTED,
        ABORT,
        ABORTED,
        AWAIT_STABLE,
        GROUPS
    }
}
