package dev.lacuna.detect.duplicate;

import dev.lacuna.model.Cause;

/// Which duplicates of a partition are told together.
///
/// @param across whether the originals stand in other partitions
record DuplicateGroup(Cause cause, boolean across) {

    static DuplicateGroup of(Duplicate duplicate) {
        return new DuplicateGroup(duplicate.cause(), duplicate.isAcross());
    }

    /// Tells their findings apart.
    String id() {
        return cause.id() + (across ? " across" : "");
    }
}
