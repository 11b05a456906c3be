package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import java.util.OptionalLong;

/// Roughly when the event at a position happened. It answers at once, from any thread.
@FunctionalInterface
public interface PositionTimes {

    PositionTimes NONE = (partition, position) -> OptionalLong.empty();

    /// Epoch ms; empty where nothing is known.
    OptionalLong at(PartitionRef partition, long position);
}
