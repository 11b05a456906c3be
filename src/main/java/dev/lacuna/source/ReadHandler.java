package dev.lacuna.source;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;

/// Receives what a reader reads, on the reader's thread: per partition in order of position, partitions interleaved.
/// Batches also come when they are control batches, aborted, open, or emptied by compaction.
public interface ReadHandler {

    /// A batch that overlaps the range. Only the events within the range follow it.
    void batch(Batch batch) throws SourceException;

    /// An event of the batch that came last for its partition, aborted ones included (see [Batch#fate()]), records of
    /// control batches never. Its bytes may be shared: [dev.lacuna.model.Bytes#compact()] what is kept.
    default void event(Batch batch, Event event) throws SourceException {}

    /// Something in the place where the log is kept is damaged, or at least unusual. What it hides is passed over: of
    /// its positions no batch comes, or none of the events of a batch that came. It comes before whatever stands
    /// behind it.
    default void damage(PartitionRef partition, Damage damage) throws SourceException {}

    /// The log's start moved past positions before they were read: retention or a deletion took them. Reading goes on
    /// behind them.
    ///
    /// @param positions those that were asked for, were not handed over, and never will be
    default void gone(PartitionRef partition, PositionRange positions) throws SourceException {}

    /// This partition can't be read on, though the reader's others can. Who doesn't say what is to become of them
    /// stops reading altogether: the poll ends with the failure.
    ///
    /// @param reached one past the last position that was looked at
    default void failed(PartitionRef partition, Position reached, SourceException failure) throws SourceException {
        throw failure;
    }

    /// Nothing more will come of this partition, and nothing went wrong with reading it.
    ///
    /// @param reached one past the last position that was looked at
    void ended(PartitionRef partition, Position reached, EndReason reason) throws SourceException;

    /// Why a partition's reading ended.
    enum EndReason {
        /// The end of the range was reached.
        COMPLETE,
        /// The log's start moved past positions that were asked for; reading went on behind them.
        HEAD_MOVED,
        /// The log ends before the range does, or no longer goes on as it was read: it was truncated.
        LOG_ENDED
    }
}
