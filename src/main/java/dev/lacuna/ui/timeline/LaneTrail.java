package dev.lacuna.ui.timeline;

import java.util.List;

/// How a consumer group moved over a lane.
///
/// @param points oldest first, the last where it stands
public record LaneTrail(String group, List<Point> points) {

    public LaneTrail {
        points = List.copyOf(points);
    }

    /// @param millis when the group committed, epoch ms
    /// @param next the position it would read next
    public record Point(long millis, long next) {}

    Point last() {
        return points.get(points.size() - 1);
    }
}
