package dev.lacuna.detect.sequence;

/// What the log has shown so far of things that could explain a missing number, as running totals: the difference
/// of two states tells what lies between two events.
///
/// @param unnumbered events that carry no readable number
/// @param vanished positions between the log's own batches that nothing explains
/// @param removed positions inside the log's own batches whose record the cleaner removed
/// @param unseen positions that a plain consumer was not given: markers, aborted, compacted or lost
/// @param aborted records of aborted transactions
/// @param damaged positions that can't be read, because the log is damaged there
/// @param gone positions that retention took before they were read
public record LogState(
        long unnumbered, long vanished, long removed, long unseen, long aborted, long damaged, long gone) {

    public static final LogState START = new LogState(0, 0, 0, 0, 0, 0, 0);

    public LogState since(LogState earlier) {
        return new LogState(
                unnumbered - earlier.unnumbered,
                vanished - earlier.vanished,
                removed - earlier.removed,
                unseen - earlier.unseen,
                aborted - earlier.aborted,
                damaged - earlier.damaged,
                gone - earlier.gone);
    }

    /// Positions that hold no record, for whatever reason.
    public long holes() {
        return vanished + removed + unseen;
    }

    LogState plusUnnumbered() {
        return new LogState(unnumbered + 1, vanished, removed, unseen, aborted, damaged, gone);
    }

    LogState plusDamaged(long more) {
        return new LogState(unnumbered, vanished, removed, unseen, aborted, damaged + more, gone);
    }

    LogState plusGone(long more) {
        return new LogState(unnumbered, vanished, removed, unseen, aborted, damaged, gone + more);
    }

    LogState plus(long moreVanished, long moreRemoved, long moreUnseen, long moreAborted) {
        return new LogState(
                unnumbered,
                vanished + moreVanished,
                removed + moreRemoved,
                unseen + moreUnseen,
                aborted + moreAborted,
                damaged,
                gone);
    }
}
