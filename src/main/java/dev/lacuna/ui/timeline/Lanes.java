package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The rows from top to bottom, how high each is and how far they are scrolled. Pinned lanes stay at the top;
/// only what lies below them scrolls. Immutable.
final class Lanes {

    /// Pixels of a lane where there is little room, where there is enough, and where there is plenty: few
    /// lanes use a large window, and none gets so high that neighbours can't be compared at a glance.
    static final double LOWEST = 49;
    static final double USUAL = 64;
    static final double HIGHEST = 128;

    static final double COLLAPSED = 16;
    static final double GROUP = 24;

    /// Pixels of the rule that sets the pinned lanes apart.
    static final double RULE = 2;

    /// A part of the area whose rows move together.
    ///
    /// @param first the first row that is seen in it
    /// @param end one past the last one
    /// @param top where it begins, relative to the area
    /// @param bottom where it ends
    record Band(int first, int end, double top, double bottom) {}

    private final List<LaneRow> rows;
    private final List<PartitionRef> shown;
    private final List<PartitionRef> pinned;
    private final List<PartitionRef> collapsed;
    private final List<String> streams;
    private final double areaHeight;
    private final double scrollY;
    private final double laneHeight;

    /// How many rows don't scroll.
    private final int stuck;

    /// Top of each row when nothing is scrolled, and the end of the last.
    private final double[] tops;

    Lanes(List<LaneRow> rows, double areaHeight, double scrollY) {
        this.rows = List.copyOf(rows);
        this.areaHeight = areaHeight;
        this.shown = lanes(row -> true);
        this.pinned = lanes(LaneRow::pinned);
        this.collapsed = lanes(LaneRow::collapsed);
        this.streams =
                shown.stream().map(lane -> lane.stream().name()).distinct().toList();
        this.laneHeight = openHeight();
        this.stuck = countStuck();
        this.tops = new double[this.rows.size() + 1];
        for (int row = 0; row < this.rows.size(); row++) {
            tops[row + 1] = tops[row] + height(row) + (row + 1 == stuck ? RULE : 0);
        }
        this.scrollY = Math.max(0, Math.min(scrollY, contentHeight() - areaHeight));
    }

    /// The same rows, scrolled elsewhere: there may be thousands, and they are scrolled with each turn of the wheel.
    private Lanes(Lanes same, double scrollY) {
        this.rows = same.rows;
        this.areaHeight = same.areaHeight;
        this.shown = same.shown;
        this.pinned = same.pinned;
        this.collapsed = same.collapsed;
        this.streams = same.streams;
        this.laneHeight = same.laneHeight;
        this.stuck = same.stuck;
        this.tops = same.tops;
        this.scrollY = Math.max(0, Math.min(scrollY, contentHeight() - areaHeight));
    }

    private List<PartitionRef> lanes(Predicate<LaneRow> wanted) {
        return rows.stream()
                .filter(LaneRow.Lane.class::isInstance)
                .filter(wanted)
                .flatMap(row -> row.partitions().stream())
                .toList();
    }

    /// As high as there is room for, within what is pleasant. Collapsed lanes leave their room to the
    /// others, but for what makes lanes higher than usual: where there is plenty, nothing moves under the
    /// pointer when one is collapsed.
    private double openHeight() {
        long open = 0;
        double thin = pinnedRows() > 0 ? RULE : 0;
        double groups = RULE;
        for (LaneRow row : rows) {
            if (row instanceof LaneRow.Group) {
                thin += GROUP;
                groups += GROUP;
            } else if (row.collapsed()) {
                thin += COLLAPSED;
            } else {
                open++;
            }
        }
        double enough = Math.min(USUAL, Math.floor((areaHeight - thin) / Math.max(1, open)));
        double plenty = Math.min(HIGHEST, Math.floor((areaHeight - groups) / Math.max(1, shown.size())));
        return Math.max(LOWEST, Math.max(enough, plenty));
    }

    private int pinnedRows() {
        int pinned = 0;
        while (pinned < rows.size() && rows.get(pinned).pinned()) {
            pinned++;
        }
        return pinned;
    }

    /// Pinned lanes that leave no room for another lane scroll like all others: nothing gets out of reach.
    private int countStuck() {
        int pinned = pinnedRows();
        if (pinned == rows.size()) {
            return 0;
        }
        double room = areaHeight - laneHeight - RULE;
        int count = 0;
        while (count < pinned && height(count) <= room) {
            room -= height(count);
            count++;
        }
        return count;
    }

    List<LaneRow> rows() {
        return rows;
    }

    /// The partitions that have a lane now, from top to bottom.
    List<PartitionRef> shown() {
        return shown;
    }

    /// Those of the partitions shown that are pinned.
    List<PartitionRef> pinned() {
        return pinned;
    }

    /// Those of the partitions shown whose lane is collapsed.
    List<PartitionRef> collapsed() {
        return collapsed;
    }

    /// The names of the streams that have a lane.
    List<String> streams() {
        return streams;
    }

    /// Pixels of the area that the rows are seen in.
    double areaHeight() {
        return areaHeight;
    }

    /// Pixels that are scrolled out of sight.
    double scrollY() {
        return scrollY;
    }

    /// Pixels of a lane that isn't collapsed.
    double laneHeight() {
        return laneHeight;
    }

    /// Pixels of all rows.
    double contentHeight() {
        return tops[rows.size()];
    }

    /// Pixels that don't scroll, the rule below them included.
    double stuckHeight() {
        return tops[stuck];
    }

    double height(int row) {
        LaneRow what = rows.get(row);
        return what instanceof LaneRow.Group ? GROUP : what.collapsed() ? COLLAPSED : laneHeight;
    }

    /// The top of a row, relative to the area.
    double top(int row) {
        return row < stuck ? tops[row] : tops[row] - scrollY;
    }

    double bottom(int row) {
        return top(row) + height(row);
    }

    /// The row of a partition's lane, or -1.
    int rowOf(PartitionRef partition) {
        for (int row = 0; row < rows.size(); row++) {
            if (rows.get(row) instanceof LaneRow.Lane lane && lane.partition().equals(partition)) {
                return row;
            }
        }
        return -1;
    }

    /// The row at that height of the area, or -1.
    int at(double y) {
        int row = nearest(y);
        return row >= 0 && y >= top(row) && y < bottom(row) ? row : -1;
    }

    /// The partition whose lane lies at that height.
    @Nullable
    PartitionRef partitionAt(double y) {
        int row = at(y);
        return row >= 0 && rows.get(row) instanceof LaneRow.Lane lane ? lane.partition() : null;
    }

    /// The row at that height, or the nearest one; -1 when there is none at all.
    int nearest(double y) {
        if (rows.isEmpty()) {
            return -1;
        }
        return y < stuckHeight() ? rowIn(0, stuck, y) : rowIn(stuck, rows.size(), y + scrollY);
    }

    private int rowIn(int first, int end, double y) {
        if (first == end) {
            return rowIn(stuck, rows.size(), y + scrollY);
        }
        int found = Arrays.binarySearch(tops, first, end, y);
        return Math.max(first, found >= 0 ? found : -found - 2);
    }

    /// The lanes that a drag from one row to another touches, whichever comes first. Between pinned lanes and
    /// others it touches only what is in sight.
    Set<PartitionRef> between(int one, int other) {
        int from = Math.min(one, other);
        int to = Math.max(one, other);
        if (from < 0) {
            return Set.of();
        }
        if (from >= stuck || to < stuck) {
            return lanesIn(from, to + 1);
        }
        Set<PartitionRef> touched = lanesIn(from, stuck);
        touched.addAll(lanesIn(Math.min(to, firstVisible()), to + 1));
        return touched;
    }

    /// The partitions of the lanes among these rows.
    Set<PartitionRef> lanesIn(int first, int end) {
        Set<PartitionRef> result = new LinkedHashSet<>();
        for (LaneRow row : rows.subList(first, end)) {
            if (row instanceof LaneRow.Lane lane) {
                result.add(lane.partition());
            }
        }
        return result;
    }

    /// The partitions whose lanes are seen now.
    Set<PartitionRef> inSight() {
        Set<PartitionRef> seen = lanesIn(0, stuck);
        seen.addAll(lanesIn(firstVisible(), endVisible()));
        return seen;
    }

    /// How many rows stay at the top.
    int stuck() {
        return stuck;
    }

    /// The first row that is seen of those that scroll.
    int firstVisible() {
        return rows.isEmpty() ? 0 : rowIn(stuck, rows.size(), stuckHeight() + scrollY);
    }

    /// One past the last row that is seen, at least in part.
    int endVisible() {
        if (rows.isEmpty()) {
            return 0;
        }
        int last = rowIn(stuck, rows.size(), scrollY + areaHeight);
        return top(last) < areaHeight ? last + 1 : last;
    }

    /// The pinned lanes, if there are any, and those that scroll.
    List<Band> bands() {
        List<Band> bands = new ArrayList<>();
        if (stuck > 0) {
            bands.add(new Band(0, stuck, 0, stuckHeight() - RULE));
        }
        bands.add(new Band(firstVisible(), endVisible(), stuckHeight(), areaHeight));
        return bands;
    }

    Lanes scrolledTo(double y) {
        return y == scrollY ? this : new Lanes(this, y);
    }

    /// Scrolled just so far that the row is seen as a whole.
    Lanes showing(int row) {
        if (row < stuck) {
            return this;
        }
        double highest = tops[row] - stuckHeight();
        if (highest < scrollY) {
            return scrolledTo(highest);
        }
        double lowest = tops[row] + height(row) - areaHeight;
        return lowest > scrollY ? scrolledTo(lowest) : this;
    }
}
