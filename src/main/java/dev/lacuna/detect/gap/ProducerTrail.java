package dev.lacuna.detect.gap;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Producer;
import dev.lacuna.model.TimestampKind;

/// Where a producer stands: its last batch or marker, as the leader that took it knew it.
///
/// @param epoch the epoch of its last batch or marker
/// @param sequence its last sequence in that epoch; -1 where none came yet
/// @param highest its highest sequence in that epoch, as they are counted: beyond `sequence` after a step back, until
///     it has caught up
/// @param position the last position it wrote to
/// @param millis the latest timestamp of what it wrote last, by which leaders forget producers; -1 where
///     unknown
/// @param byBroker whether that is of a broker's clock and the producer's own may be another: it came to a
///     log that sets the times itself, or is that of a marker longer behind the producer's own time than
///     transactions last
/// @param leaderEpoch the epoch of the leader that took it
/// @param holes positions missing from the log up to there, the hidden ones included
/// @param hidden positions up to there of which another finding tells what became
/// @param transactional whether that was part of a transaction
/// @param silentMillis how long nothing of it may have come in front of its latest marker, where batches of
///     it may be missing there: a leader may have forgotten it meanwhile
/// @param stamps who sets its timestamps, as far as its batches have shown
record ProducerTrail(
        short epoch,
        int sequence,
        int highest,
        long position,
        long millis,
        boolean byBroker,
        int leaderEpoch,
        long holes,
        long hidden,
        boolean transactional,
        long silentMillis,
        Stamps stamps) {

    /// Brokers end a transaction after fifteen minutes, unless they are told otherwise.
    private static final long LONGEST_TRANSACTION_MILLIS = 24 * 60 * 60_000;

    static ProducerTrail of(Batch batch, Producer producer, HoleList holes, Stamps stamps) {
        return at(batch, producer, producer.lastSequence(), holes, stamps);
    }

    /// After one more batch of the same epoch.
    ProducerTrail then(Batch batch, Producer producer, HoleList holesNow, Stamps stampsNow) {
        boolean back = Producer.isStepBack(Producer.between(sequence, producer.baseSequence()));
        boolean beyond = !Producer.isStepBack(Producer.between(highest, producer.lastSequence()));
        int top = !(back || wentBack()) || beyond ? producer.lastSequence() : highest;
        return at(batch, producer, top, holesNow, stampsNow);
    }

    private static ProducerTrail at(Batch batch, Producer producer, int highest, HoleList holes, Stamps stamps) {
        return new ProducerTrail(
                producer.epoch(),
                producer.lastSequence(),
                highest,
                batch.last().asOffset(),
                batch.maxMillis(),
                batch.timestamps() == TimestampKind.APPEND,
                batch.leaderEpoch(),
                holes.positions(),
                holes.hidden(),
                batch.transactional(),
                0,
                stamps);
    }

    /// After a marker, which carries no sequence but may begin an epoch. A leader forgets no producer whose
    /// transaction is open, and such a one it ends.
    ProducerTrail thenMarker(Batch marker, Producer producer, HoleList holesNow) {
        boolean anew = producer.epoch() > epoch;
        boolean mayLackBatches = holesNow.positions() > holes && millis >= 0;
        long silent = mayLackBatches ? Math.max(silentMillis, marker.maxMillis() - millis) : silentMillis;
        return new ProducerTrail(
                anew ? producer.epoch() : epoch,
                anew ? -1 : sequence,
                anew ? -1 : highest,
                position,
                marker.maxMillis(),
                byBroker || marker.maxMillis() - millis > LONGEST_TRANSACTION_MILLIS,
                leaderEpoch,
                holes,
                hidden,
                true,
                silent,
                stamps);
    }

    /// Whether its sequence went back in this epoch, as only a leader that had forgotten it lets happen.
    boolean wentBack() {
        return highest != sequence;
    }
}
