package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The lanes from top to bottom, how high they are and how far they are scrolled.
///
/// @param shown the partitions that have a lane now
/// @param areaHeight pixels of the area they are seen in
/// @param scrollY pixels of the first lane that are scrolled out of sight
record Lanes(List<PartitionRef> shown, double areaHeight, double scrollY) {

    static final double LOWEST = 50;
    static final double HIGHEST = 64;

    Lanes {
        shown = List.copyOf(shown);
        scrollY = Math.max(0, Math.min(scrollY, maxScroll(shown.size(), areaHeight)));
    }

    private static double maxScroll(int lanes, double areaHeight) {
        return Math.max(0, lanes * laneHeight(lanes, areaHeight) - areaHeight);
    }

    /// As high as there is room for, within what is pleasant.
    private static double laneHeight(int lanes, double areaHeight) {
        return Math.max(LOWEST, Math.min(HIGHEST, Math.floor(areaHeight / Math.max(1, lanes))));
    }

    double laneHeight() {
        return laneHeight(shown.size(), areaHeight);
    }

    double contentHeight() {
        return shown.size() * laneHeight();
    }

    /// The top of a lane, relative to the area.
    double top(int lane) {
        return lane * laneHeight() - scrollY;
    }

    /// The lane at that height of the area, or -1.
    int at(double y) {
        int lane = (int) Math.floor((y + scrollY) / laneHeight());
        return lane >= 0 && lane < shown.size() ? lane : -1;
    }

    /// The lane at that height, or the nearest one; -1 when there is none at all.
    int nearest(double y) {
        int lane = (int) Math.floor((y + scrollY) / laneHeight());
        return Math.max(shown.isEmpty() ? -1 : 0, Math.min(shown.size() - 1, lane));
    }

    /// The lanes between two heights of the area, whichever comes first.
    Set<PartitionRef> between(double y1, double y2) {
        if (shown.isEmpty()) {
            return Set.of();
        }
        int first = nearest(Math.min(y1, y2));
        int last = nearest(Math.max(y1, y2));
        return new LinkedHashSet<>(shown.subList(first, last + 1));
    }

    int firstVisible() {
        return Math.max(0, (int) Math.floor(scrollY / laneHeight()));
    }

    /// One past the last lane that is seen, at least in part.
    int endVisible() {
        return Math.min(shown.size(), (int) Math.ceil((scrollY + areaHeight) / laneHeight()));
    }

    Lanes scrolledTo(double y) {
        return new Lanes(shown, areaHeight, y);
    }

    /// Scrolled just so far that the lane is seen as a whole.
    Lanes showing(int lane) {
        double top = lane * laneHeight();
        if (top < scrollY) {
            return scrolledTo(top);
        }
        double bottom = top + laneHeight() - areaHeight;
        return bottom > scrollY ? scrolledTo(bottom) : this;
    }
}
