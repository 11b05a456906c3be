package dev.lacuna.ui.timeline;

import java.util.Optional;

/// What lies at a place of the headers.
///
/// @param index of the row
/// @param button that a click there presses, if any
record HeaderSpot(int index, LaneRow row, Optional<HeaderButton> button) {

    /// Empty outside the headers and where there is no row.
    static Optional<HeaderSpot> at(Lanes lanes, TimelineLayout layout, double x, double y) {
        if (x < 0 || layout.partAt(x, y) != TimelineLayout.Part.HEADER) {
            return Optional.empty();
        }
        int index = lanes.at(layout.laneY(y));
        if (index < 0) {
            return Optional.empty();
        }
        LaneRow row = lanes.rows().get(index);
        double below = layout.laneY(y) - lanes.top(index);
        return Optional.of(new HeaderSpot(index, row, button(row, x, below, lanes.height(index))));
    }

    private static Optional<HeaderButton> button(LaneRow row, double x, double below, double height) {
        if (HeaderButton.CHEVRON.covers(x, below, height)) {
            return Optional.of(HeaderButton.CHEVRON);
        }
        return HeaderButton.PIN.covers(x, below, height) ? Optional.of(HeaderButton.PIN) : Optional.empty();
    }
}
