package dev.lacuna.repair.replay;

import dev.lacuna.model.Position;
import dev.lacuna.model.ReplayPlan.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Finds the part of a plan that holds a position; parts don't overlap.
final class PartIndex {

    private final List<Part> parts;
    private final Map<Integer, TreeMap<Position, Integer>> byStart = new HashMap<>();

    PartIndex(List<Part> parts) {
        this.parts = parts;
        for (int i = 0; i < parts.size(); i++) {
            byStart.computeIfAbsent(parts.get(i).partition(), number -> new TreeMap<>())
                    .put(parts.get(i).positions().from(), i);
        }
    }

    /// The number of the part, or -1.
    int of(Origin.Spot spot) {
        var starts = byStart.get(spot.partition());
        var before = starts == null ? null : starts.floorEntry(spot.position());
        return before != null && parts.get(before.getValue()).positions().contains(spot.position())
                ? before.getValue()
                : -1;
    }
}
