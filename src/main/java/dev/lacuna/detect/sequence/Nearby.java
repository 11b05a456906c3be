package dev.lacuna.detect.sequence;

/// What stands at some positions of a log, or near them, and could explain missing numbers: at most so
/// much.
///
/// @param unnumbered events that can be read and carry no number
/// @param unreadable events that can't be read, also some that came later and may have been late
/// @param aborted records of aborted transactions
/// @param unseen positions that a plain consumer was not given
/// @param absent positions without a record between and inside the log's own batches
public record Nearby(long unnumbered, long unreadable, long aborted, long unseen, long absent) {

    public Nearby withUnreadable(long count) {
        return new Nearby(unnumbered, unreadable + count, aborted, unseen, absent);
    }

    /// How many of the missing numbers they could hold among them, the absent ones apart.
    public long present() {
        return unnumbered + unreadable + aborted + unseen;
    }
}
