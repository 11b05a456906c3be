package dev.lacuna.detect.gap;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Producer;
import dev.lacuna.model.TimestampKind;

/// Numbers that a producer used between two of its batches in the log and that stand in neither.
///
/// @param producer its later batch's
/// @param earlier where it stood before
/// @param position the first position of its later batch
/// @param millis the later batch's earliest timestamp; -1 where unknown
/// @param leaderEpoch the epoch of the leader that took the later batch
/// @param transactional whether one of both is part of a transaction
/// @param first the first number that is missing
/// @param count how many are
/// @param holes positions missing from the log between the two batches
/// @param hole the first of these; -1 where none is missing or it is not known
/// @param silentMillis how long the leader may have heard nothing of it, by the timestamps; -1 where
///     unknown
/// @param ofTwoClocks whether it wrote the earlier batch by a broker's clock and the later one by its own,
///     so that the two times don't tell how long it was silent
/// @param stamps who sets the timestamps of the producer's batches
/// @param writtenByMillis a time of a broker's own clock, epoch ms, by which the later batch had been
///     written; -1 where none is known
record ProducerJump(
        Producer producer,
        ProducerTrail earlier,
        long position,
        long millis,
        int leaderEpoch,
        boolean transactional,
        int first,
        long count,
        long holes,
        long hole,
        long silentMillis,
        boolean ofTwoClocks,
        Stamps stamps,
        long writtenByMillis) {

    static ProducerJump of(
            Batch batch,
            Producer producer,
            ProducerTrail earlier,
            int first,
            long count,
            long holes,
            long hole,
            long latestMillis,
            Stamps stamps) {
        long latest = Math.max(latestMillis, batch.maxMillis());
        long silent =
                earlier.millis() < 0 || latest < 0 ? -1 : Math.max(earlier.silentMillis(), latest - earlier.millis());
        return new ProducerJump(
                producer,
                earlier,
                batch.first().asOffset(),
                batch.minMillis(),
                batch.leaderEpoch(),
                earlier.transactional() || batch.transactional(),
                first,
                count,
                holes,
                hole,
                silent,
                earlier.byBroker() && batch.timestamps() != TimestampKind.APPEND,
                stamps,
                stamps == Stamps.OF_THE_LOG ? batch.maxMillis() : -1);
    }

    ProducerJump writtenBy(long brokersMillis) {
        return with(stamps, writtenByMillis < 0 ? brokersMillis : Math.min(writtenByMillis, brokersMillis));
    }

    /// What the producer's later batches have shown.
    ProducerJump withStamps(Stamps shown) {
        return with(shown, writtenByMillis);
    }

    private ProducerJump with(Stamps newStamps, long newWrittenByMillis) {
        return new ProducerJump(
                producer,
                earlier,
                position,
                millis,
                leaderEpoch,
                transactional,
                first,
                count,
                holes,
                hole,
                silentMillis,
                ofTwoClocks,
                newStamps,
                newWrittenByMillis);
    }

    /// How many records are missing beyond what the holes could have held.
    long beyondHoles() {
        return Math.max(0, count - holes);
    }

    boolean isNewEpoch() {
        return earlier.epoch() != producer.epoch() || earlier.sequence() < 0;
    }

    boolean leaderChanged() {
        return leaderEpoch >= 0 && earlier.leaderEpoch() >= 0 && leaderEpoch != earlier.leaderEpoch();
    }
}
