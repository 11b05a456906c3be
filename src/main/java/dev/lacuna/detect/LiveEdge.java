package dev.lacuna.detect;

import dev.lacuna.model.Position;

/// The moving end of a partition that a scan follows: nothing stands behind it, but more may come at any
/// moment.
///
/// @param cameMillis when the latest event came, or the scan was here first, by this machine's clock
/// @param heardMillis when the source last said that there is no more, by the same clock
/// @param settled whatever stands before it came so long ago that late events have come by now, too
public record LiveEdge(long cameMillis, long heardMillis, Position settled) {

    /// For how long nothing has come, as far as the source has been heard.
    public long quietMillis() {
        return Math.max(0, heardMillis - cameMillis);
    }
}
