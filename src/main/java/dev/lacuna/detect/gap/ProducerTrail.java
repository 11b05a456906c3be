package dev.lacuna.detect.gap;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Producer;

/// Where a producer stands: its last batch or marker, as the leader that took it knew it.
///
/// @param epoch the epoch of its last batch or marker
/// @param sequence its last sequence in that epoch; -1 where none came yet
/// @param highest its highest sequence in that epoch: more than `sequence` after a step back, until it has
///     caught up
/// @param position the last position it wrote to
/// @param millis the latest timestamp of what it wrote last, by which leaders forget producers; -1 where
///     unknown
/// @param leaderEpoch the epoch of the leader that took it
/// @param holes positions missing from the log up to there, the hidden ones included
/// @param hidden positions up to there of which another finding tells what became
/// @param transactional whether that was part of a transaction
record ProducerTrail(
        short epoch,
        int sequence,
        int highest,
        long position,
        long millis,
        int leaderEpoch,
        long holes,
        long hidden,
        boolean transactional) {

    static ProducerTrail of(Batch batch, Producer producer, HoleList holes) {
        return at(batch, producer, producer.lastSequence(), holes);
    }

    /// After one more batch of the same epoch.
    ProducerTrail then(Batch batch, Producer producer, HoleList holesNow) {
        boolean back = Producer.isStepBack(Producer.between(sequence, producer.baseSequence()));
        int top = back || wentBack() ? Math.max(highest, producer.lastSequence()) : producer.lastSequence();
        return at(batch, producer, top, holesNow);
    }

    private static ProducerTrail at(Batch batch, Producer producer, int highest, HoleList holes) {
        return new ProducerTrail(
                producer.epoch(),
                producer.lastSequence(),
                highest,
                batch.last().asOffset(),
                batch.maxMillis(),
                batch.leaderEpoch(),
                holes.positions(),
                holes.hidden(),
                batch.transactional());
    }

    /// After a marker, which carries no sequence but may begin an epoch.
    ProducerTrail thenMarker(Batch marker, Producer producer) {
        boolean anew = producer.epoch() > epoch;
        return new ProducerTrail(
                anew ? producer.epoch() : epoch,
                anew ? -1 : sequence,
                anew ? -1 : highest,
                position,
                marker.maxMillis(),
                leaderEpoch,
                holes,
                hidden,
                true);
    }

    /// Whether its sequence went back in this epoch, as only a leader that had forgotten it lets happen.
    boolean wentBack() {
        return highest != sequence;
    }
}
