package dev.lacuna.ui.timeline;

import dev.lacuna.index.Buckets;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.ui.kit.FindingStyle;
import dev.lacuna.ui.kit.Tone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
                Buckets buckets = snapshot.density().lane(partition).query(request.span(), request.buckets());
                List<Finding> findings = snapshot.findings().getOrDefault(partition, List.of());
                lanes.add(new LaneFrame(partition, head, buckets, marks(findings, request), repaired(findings)));
            }
        }
        return new TimelineFrame(request, lanes, fullRate(lanes));
    }

    /// Findings of one shape that begin within one bucket become one mark, so that there are never more marks than
    /// bars.
    static List<LaneMark> marks(List<Finding> findings, FrameRequest request) {
        List<LaneMark> marks = new ArrayList<>();
        for (Finding finding : findings) {
            FindingStyle style = FindingStyle.of(finding);
            boolean outside = finding.time().toMillis() < request.span().fromMillis()
                    || finding.time().fromMillis() > request.span().toMillis();
            if (outside || style.tone() == Tone.PLAIN && !request.benign()) {
                continue;
            }
            var mark = new LaneMark(
                    finding.id(), finding.time().fromMillis(), finding.time().toMillis(), style, 0);
            int last = marks.size() - 1;
            if (last >= 0 && sameBucket(marks.get(last), mark, request.bucketMillis())) {
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
                && Math.floorDiv(a.fromMillis(), bucket) == Math.floorDiv(b.fromMillis(), bucket)
                && Math.max(a.toMillis(), b.toMillis()) - a.fromMillis() <= 2 * bucket;
    }

    private static List<TimeSpan> repaired(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.status() == FindingStatus.REPAIRED)
                .map(Finding::time)
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
                    rates[used++] = (double) count / lane.buckets().bucketMillis();
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
