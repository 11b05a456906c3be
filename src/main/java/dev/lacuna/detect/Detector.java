package dev.lacuna.detect;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import java.util.Optional;

/// A rule at work on one partition of one scan: sees everything in order of position, on one thread, and keeps
/// bounded state. Bytes that it keeps it must [dev.lacuna.model.Bytes#compact()].
public interface Detector {

    /// Every batch, also control, aborted, open and empty ones.
    default void batch(Batch batch) {}

    /// Every event of visible batches; aborted events and markers never.
    default void event(Batch batch, Event event, Fields fields) {}

    /// Whether it looks at events at all: of those that don't nobody need ask millions of times.
    default boolean followsEvents() {
        return true;
    }

    /// Something in the place where the log is kept is damaged or unusual; before the batch that stands behind it.
    default void damage(Damage damage) {}

    /// Positions that stood in the log when the scan began and that retention, or somebody, took before they were read;
    /// before the batch that stands behind them.
    default void gone(PositionRange positions) {}

    /// Positions of which a few events, from the front on, would decide something. Asked before the end where a
    /// scan reads no events; empty where none are needed.
    default Optional<PositionRange> sampleWanted() {
        return Optional.empty();
    }

    /// One of the events that were wanted, in order; there may come fewer than there are, or none.
    default void sample(Event event) {}

    /// All that is there of this partition was seen; what is still open is decided now, or stays undecided.
    ///
    /// A scan that follows the partition may go on afterwards and end again. What is told at an end counts
    /// until the next one only: it is told once more there, or is no longer so. So an end must leave
    /// everything as it was.
    ///
    /// @param reached one past the last position that was looked at
    /// @param complete whether everything that was asked for was seen
    void end(Position reached, boolean complete);

    /// What an end at this moment would tell, in a scan that follows the partition and goes on at once.
    default void look(Position reached, boolean complete) {
        end(reached, complete);
    }
}
