package dev.lacuna.investigation;

/// How it stands with a scan that follows its stream.
///
/// @param lag positions between what was read and the newest, of all partitions as they were last heard of
/// @param perSecond events that came, over the last seconds
/// @param newestMillis when the latest event came, epoch ms by this machine's clock; -1 before the first
/// @param trouble what keeps it from going on, or from following all of the stream, in a sentence; empty
///     where nothing does
public record LiveState(Stage stage, long lag, double perSecond, long newestMillis, String trouble) {

    static final LiveState BEGINNING = new LiveState(Stage.CATCHING_UP, 0, 0, -1, "");

    /// Where it has come to.
    public enum Stage {
        /// It reads what had been written before it began, or what came faster than it reads.
        CATCHING_UP,
        LIVE,
        /// The source does not answer; it is asked again.
        WAITING,
        ENDED
    }

    LiveState ended() {
        return new LiveState(Stage.ENDED, lag, 0, newestMillis, trouble);
    }
}
