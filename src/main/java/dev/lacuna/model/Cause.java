package dev.lacuna.model;

import java.util.Locale;

/// Why something is as a finding says, as far as the evidence goes.
public enum Cause {
    /// Commit and abort markers of transactions.
    TRANSACTION_MARKER,
    /// Records of an aborted transaction.
    ABORTED_TRANSACTION,
    /// The log cleaner removed superseded records.
    COMPACTION,
    /// Retention or DeleteRecords moved the log's start.
    RETENTION,
    /// Records vanished from the log: a lost segment, a damaged disk, a bug.
    LOST_FROM_LOG,
    /// The files of the log are damaged, or something else lies among them.
    LOG_DAMAGE,
    /// The log was cut off and written on, so that other events stand at the same positions.
    TRUNCATED,
    /// The stream was deleted and made anew.
    RECREATED,
    /// Another broker leads the partition from here on.
    LEADER_CHANGE,
    /// A transaction is neither committed nor aborted.
    OPEN_TRANSACTION,
    /// The log is whole, so the events were never written to it.
    NEVER_WRITTEN,
    /// The producer sent the same batch again.
    PRODUCER_RESEND,
    /// The application sent the same event again.
    APPLICATION_RESEND,
    /// A replay wrote the same event again.
    REPLAYED_TWICE,
    /// Same id, different payload: not a copy.
    ID_REUSED,
    /// Events arrived after their successors.
    LATE_ARRIVAL,
    /// A clock was off: times are ahead of, or behind, the true ones.
    CLOCK_OFF,
    /// A time in another unit than milliseconds, or none at all.
    TIME_UNIT,
    /// Nothing was written for longer than the stream's habit.
    NO_EVENTS,
    /// Far more or far fewer events than the stream's habit.
    RATE_CHANGE,
    /// The payload doesn't parse.
    UNREADABLE_PAYLOAD,
    /// Payloads have other fields than before.
    SCHEMA_CHANGE,
    /// Numbers are far off all others of their field.
    UNUSUAL_VALUES,
    /// Someone set a group's position; its consumers did not read up to it.
    POSITION_SET,
    /// The rule failed or lacked its data.
    NOT_EVALUATED,
    /// The evidence doesn't say.
    UNKNOWN;

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
