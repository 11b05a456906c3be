package dev.lacuna.detect.group;

import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a consumer group moved over one partition, as a line to be drawn: of a long history a sample that keeps
/// both ends and every step back.
///
/// @param points oldest first
public record GroupProgress(String group, PartitionRef partition, List<Point> points) {

    public GroupProgress {
        points = List.copyOf(points);
    }

    /// @param millis when the position was committed, epoch ms
    /// @param next the position the group would read next
    public record Point(long millis, long next) {}

    private record Line(String group, PartitionRef partition) {}

    /// The lines of all groups, in the order of the history.
    ///
    /// @param commits oldest first per group and partition
    /// @param most points per line, about; at least 2
    public static List<GroupProgress> of(List<GroupCommit> commits, int most) {
        Map<Line, List<Point>> lines = new LinkedHashMap<>();
        for (GroupCommit commit : commits) {
            if (commit.next().isDense()) {
                lines.computeIfAbsent(new Line(commit.group(), commit.partition()), line -> new ArrayList<>())
                        .add(new Point(commit.millis(), commit.next().asOffset()));
            }
        }
        List<GroupProgress> progress = new ArrayList<>();
        lines.forEach((line, points) ->
                progress.add(new GroupProgress(line.group(), line.partition(), thinned(points, most))));
        return progress;
    }

    /// Every so many, and of a step back both ends; when even steps back are too many, they are thinned like
    /// the rest.
    private static List<Point> thinned(List<Point> points, int most) {
        int stride = (points.size() + most - 1) / most;
        if (stride <= 1) {
            return points;
        }
        List<Point> kept = new ArrayList<>();
        int turns = 0;
        for (int i = 0; i < points.size(); i++) {
            boolean edge = i == 0 || i == points.size() - 1 || i % stride == 0;
            boolean turn = !edge && turns < most && isTurn(points, i);
            turns += turn ? 1 : 0;
            if (edge || turn) {
                kept.add(points.get(i));
            }
        }
        return kept;
    }

    private static boolean isTurn(List<Point> points, int at) {
        return points.get(at).next() < points.get(at - 1).next()
                || points.get(at + 1).next() < points.get(at).next();
    }
}
