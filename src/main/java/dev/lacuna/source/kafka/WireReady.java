package dev.lacuna.source.kafka;

import dev.lacuna.model.Fate;
import dev.lacuna.model.PositionRange;
import dev.lacuna.source.kafkalog.LogBatch;

/// What a cursor has fetched, and what is to be told next.
sealed interface WireReady {

    /// Where the reading stands when it is told.
    long next();

    /// A batch to hand over.
    ///
    /// @param wanted where its events may stand: the log's start may lie within a batch
    /// @param leading whether it was the first of its response
    /// @param after where the batch behind it begins, or -1 where none came with it
    record Records(LogBatch batch, Fate fate, PositionRange wanted, boolean leading, long after) implements WireReady {
        @Override
        public long next() {
            return batch.next();
        }
    }

    /// Positions that the log's start has moved past.
    record Gone(PositionRange positions) implements WireReady {
        @Override
        public long next() {
            return positions.to().asOffset();
        }
    }
}
