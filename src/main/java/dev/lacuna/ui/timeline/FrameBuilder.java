package dev.lacuna.ui.timeline;

import dev.lacuna.index.Buckets;
import dev.lacuna.index.Lane;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.ui.kit.FindingClass;
import dev.lacuna.ui.kit.FindingStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the frame that a request asks for: a pure function of the snapshot and the index. Runs on a worker.
final class FrameBuilder {

    /// The share of bars that fit as they are; the rest is cut at the lane's top.
    private static final double FITTING = 0.985;

    private static final double HEADROOM = 1.1;

    private FrameBuilder() {}

    static TimelineFrame build(Snapshot snapshot, FrameRequest request) {
        List<LaneFrame> lanes = new ArrayList<>();
        for (PartitionRef partition : request.lanes()) {
            LaneHead head = snapshot.heads().get(partition);
            if (head != null) {
                lanes.add(lane(snapshot, request, partition, head));
            }
        }
        return new TimelineFrame(request, lanes, request.axis() == Axis.OFFSET ? 1 : fullRate(lanes));
    }

    private static LaneFrame lane(Snapshot snapshot, FrameRequest request, PartitionRef partition, LaneHead head) {
        Axis axis = request.axis();
        if (!snapshot.map().holds(axis, partition)) {
            return new LaneFrame(partition, head, Buckets.EMPTY, List.of(), List.of(), new AxisSpan(0, 0), List.of());
        }
        Lane lane = snapshot.density().lane(partition);
        AxisSpan span = request.span();
        Buckets buckets = axis == Axis.TIME
                ? lane.query(span.time(), request.buckets())
                : lane.query(span.from(), span.to(), request.buckets());
        List<Finding> findings = snapshot.findings().getOrDefault(partition, List.of());
        return new LaneFrame(
                partition,
                head,
                buckets,
                marks(findings, request),
                repaired(findings, axis),
                snapshot.map().extent(axis, partition).orElse(new AxisSpan(0, 0)),
                scanned(axis, lane, head));
    }

    private static List<AxisSpan> scanned(Axis axis, Lane lane, LaneHead head) {
        if (axis == Axis.OFFSET) {
            return lane.readPositions().stream()
                    .map(run -> new AxisSpan(run[0], run[1]))
                    .toList();
        }
        TimelineSource.@Nullable Coverage coverage = head.coverage();
        return coverage == null
                ? List.of()
                : coverage.scanned().stream().map(AxisSpan::of).toList();
    }

    /// Findings of one shape that begin within one bucket become one mark, so that there are never more marks than
    /// bars.
    static List<LaneMark> marks(List<Finding> findings, FrameRequest request) {
        List<LaneMark> marks = new ArrayList<>();
        for (Finding finding : findings) {
            FindingStyle style = FindingStyle.of(finding);
            Optional<AxisSpan> place = AxisMap.place(request.axis(), finding);
            boolean outside = place.isEmpty()
                    || place.get().to() < request.span().from()
                    || place.get().from() > request.span().to();
            if (outside || request.hidden().contains(FindingClass.of(style))) {
                continue;
            }
            var mark =
                    new LaneMark(finding.id(), place.get().from(), place.get().to(), style, 0);
            int last = marks.size() - 1;
            if (last >= 0 && sameBucket(marks.get(last), mark, request.bucket())) {
                marks.set(last, marks.get(last).merge(mark));
            } else {
                marks.add(mark);
            }
        }
        return marks;
    }

    private static boolean sameBucket(LaneMark a, LaneMark b, long bucket) {
        return a.style().shape() == b.style().shape()
                && a.style().tone() == b.style().tone()
                && Math.floorDiv(a.from(), bucket) == Math.floorDiv(b.from(), bucket)
                && Math.max(a.to(), b.to()) - a.from() <= 2 * bucket;
    }

    private static List<AxisSpan> repaired(List<Finding> findings, Axis axis) {
        return findings.stream()
                .filter(finding -> finding.status() == FindingStatus.REPAIRED)
                .flatMap(finding -> AxisMap.place(axis, finding).stream())
                .toList();
    }

    /// One scale for all lanes, so that they can be compared, and by nearly all bars, so that one peak doesn't
    /// flatten the rest.
    private static double fullRate(List<LaneFrame> lanes) {
        int bars = lanes.stream().mapToInt(lane -> lane.buckets().size()).sum();
        double[] rates = new double[bars];
        int used = 0;
        for (LaneFrame lane : lanes) {
            for (long count : lane.buckets().counts()) {
                if (count > 0) {
                    rates[used++] = (double) count / lane.buckets().width();
                }
            }
        }
        if (used == 0) {
            return 1;
        }
        Arrays.sort(rates, 0, used);
        return rates[(int) ((used - 1) * FITTING)] * HEADROOM;
    }
}
