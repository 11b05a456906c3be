package dev.lacuna.detect.gap;

import dev.lacuna.model.Batch;
import dev.lacuna.model.TimestampKind;

/// Whose clock the timestamps of a producer's batches are, as far as the batches show: by them a leader
/// forgets the producer, and so they tell how long it knew it only if they are when the batches were written.
enum Stamps {
    /// The leader's own.
    OF_THE_LOG,
    /// The producer's, and nothing speaks against them.
    OF_THE_PRODUCER,
    /// The application's, which may date its events back as far as it likes.
    OF_THE_EVENTS;

    /// A batch is filled within the time that a producer has for sending it, two minutes by default.
    private static final long LONGEST_FILLING_MILLIS = 10 * 60_000;

    /// Clocks of producers may differ by so much.
    static final long MOST_BEHIND_MILLIS = 60 * 60_000;

    /// After one more batch.
    ///
    /// @param latestMillis the latest time in the log in front of it; -1 where there is none
    Stamps then(Batch batch, long latestMillis) {
        if (this == OF_THE_EVENTS || batch.timestamps() == TimestampKind.APPEND) {
            return this == OF_THE_EVENTS ? this : OF_THE_LOG;
        }
        boolean isLong =
                batch.minMillis() >= 0 && Math.abs(batch.maxMillis() - batch.minMillis()) > LONGEST_FILLING_MILLIS;
        boolean isBehind = batch.maxMillis() >= 0 && latestMillis - batch.maxMillis() > MOST_BEHIND_MILLIS;
        return isLong || isBehind ? OF_THE_EVENTS : OF_THE_PRODUCER;
    }
}
