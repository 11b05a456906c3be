package dev.lacuna.source;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import java.util.Map;

/// Writes events in transactions: all of one becomes visible, or nothing. Confined to one thread.
///
/// ```
/// idle --write--> open --commit--> idle
///                 open --abort---> idle
/// ```
public interface EventSink extends AutoCloseable {

    /// Adds to the open transaction, opening one where none is. Order per partition is kept.
    void write(OutgoingEvent event) throws SourceException;

    /// Waits until the target has taken all that was written so far, which stays invisible.
    ///
    /// @throws SourceException as [#commit()]; nothing of the transaction is visible then
    default void flush() throws SourceException {}

    /// Makes all that was written since the last commit visible.
    ///
    /// @throws SourceException REJECTED naming the event; FENCED when another writer took over. Nothing of the
    ///     transaction is visible then, but for INTERRUPTED: the outcome is not known, and only a look at
    ///     the target tells
    void commit() throws SourceException;

    /// Takes back all that was written since the last commit.
    void abort() throws SourceException;

    /// Whether the target has made it wait in the last seconds, because it writes more than a quota allows.
    default boolean isHeldBack() {
        return false;
    }

    /// By partition the position of the last event that the target has acknowledged, where it tells that: a log that
    /// ends before it was cut.
    default Map<PartitionRef, Position> reached() {
        return Map.of();
    }

    /// Aborts what is open and lets go.
    @Override
    void close();
}
