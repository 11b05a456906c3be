package dev.lacuna.repair.replay;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;

/// Is told by a check where each copy of a plan stands, per target partition in order: what somebody needs
/// who is to undo elsewhere what a log can't take back. Called by the check's thread.
public interface CopyListing {

    /// Keeps no list.
    CopyListing NONE = (partition, position) -> {};

    void copy(PartitionRef partition, Position position);
}
