package dev.lacuna.report.session;

import dev.lacuna.model.Baseline;
import dev.lacuna.model.Density;
import java.util.List;

/// What was seen of one partition.
///
/// @param partition its number
/// @param positions a sample of positions, ascending
/// @param millis when the event at each happened, epoch ms
/// @param epochs where each leader's epoch began; empty where that was not seen
public record SavedLane(
        int partition, Density density, long[] positions, long[] millis, List<Baseline.EpochStart> epochs) {

    public SavedLane {
        epochs = List.copyOf(epochs);
        if (positions.length != millis.length) {
            throw new IllegalArgumentException(positions.length + " positions, but " + millis.length + " times");
        }
    }
}
