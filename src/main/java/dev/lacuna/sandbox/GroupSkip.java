package dev.lacuna.sandbox;

/// Positions that a consumer group never read, because someone set it past them while it was down.
///
/// @param fromOffset the group's last own commit: the first position skipped
/// @param toOffset where it was set to: the first position read again
public record GroupSkip(String group, String stream, int partition, long fromOffset, long toOffset) {

    public long count() {
        return toOffset - fromOffset;
    }
}
