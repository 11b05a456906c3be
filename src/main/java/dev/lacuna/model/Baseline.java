package dev.lacuna.model;

import java.util.List;

/// What is kept of a scan of one partition, so that a later scan can tell whether the log is still the same:
/// where each leader epoch began, and a sample of batches.
///
/// @param streamId what told the stream from a namesake then; empty where there was nothing
/// @param atMillis when that scan began, epoch ms
/// @param from the first position that was looked at
/// @param to one past the last position that was looked at
/// @param dense whether every position in between held a record of its own that a committed reader sees
/// @param epochs where leader epochs began, in order; empty where batches were not seen
/// @param marks a sample of batches, in order of position
public record Baseline(
        PartitionRef partition,
        String streamId,
        long atMillis,
        Position from,
        Position to,
        boolean dense,
        List<EpochStart> epochs,
        List<Mark> marks) {

    public Baseline {
        epochs = List.copyOf(epochs);
        marks = List.copyOf(marks);
    }

    /// The first batch of a leader epoch.
    public record EpochStart(int epoch, Position first) {}

    /// What tells a batch from any other that could stand at its place.
    ///
    /// @param producerId who wrote it, or -1
    /// @param sequence the first record's number by its producer, or -1
    /// @param maxMillis its latest timestamp, epoch ms; -1 when it has none
    /// @param bytes its size as stored
    public record Mark(
            Position first, Position last, int leaderEpoch, long producerId, int sequence, long maxMillis, long bytes) {

        public static Mark of(Batch batch) {
            Producer producer = batch.producer();
            return new Mark(
                    batch.first(),
                    batch.last(),
                    batch.leaderEpoch(),
                    producer == null ? -1 : producer.id(),
                    producer == null ? -1 : producer.baseSequence(),
                    batch.maxMillis(),
                    batch.bytes());
        }
    }
}
