package dev.lacuna.report.html;

import dev.lacuna.model.Finding;
import dev.lacuna.model.TimeSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Where the findings of a lane lie in its picture: those that begin close together are one mark, which shows the worst
/// of them and says how many more there are, so that none is hidden and the picture stays small.
final class LaneMarks {

    private static final double CLOSE = 20;

    /// Findings drawn as one.
    ///
    /// @param worst the one that is shown
    /// @param more how many others there are
    record Mark(Finding worst, FindingLook look, double x, double end, int more) {}

    private record Placed(Finding finding, FindingLook look, double x, double end) {}

    private LaneMarks() {}

    /// @param width of the picture, which shows the span; what lies outside is drawn at its edge
    static List<Mark> of(List<Finding> findings, TimeSpan span, double width) {
        List<Placed> placed = new ArrayList<>();
        for (Finding finding : findings) {
            double x = x(finding.time().fromMillis(), span, width);
            double end = Math.max(x, x(finding.time().toMillis(), span, width));
            placed.add(new Placed(finding, FindingLook.of(finding), x, end));
        }
        placed.sort(Comparator.comparingDouble(Placed::x));
        List<Mark> marks = new ArrayList<>();
        List<Placed> close = new ArrayList<>();
        for (Placed one : placed) {
            if (!close.isEmpty() && one.x > close.getFirst().x + CLOSE) {
                marks.add(mark(close));
                close.clear();
            }
            close.add(one);
        }
        if (!close.isEmpty()) {
            marks.add(mark(close));
        }
        return marks;
    }

    private static Mark mark(List<Placed> close) {
        Placed worst = close.stream()
                .min(Comparator.comparing((Placed one) -> one.look.tone())
                        .thenComparing(one -> one.finding.severity(), Comparator.reverseOrder())
                        .thenComparing(one -> one.finding.id()))
                .orElseThrow();
        return new Mark(worst.finding, worst.look, worst.x, worst.end, close.size() - 1);
    }

    static double x(long millis, TimeSpan span, double width) {
        double share = (double) (millis - span.fromMillis()) / Math.max(1, span.millis());
        return Math.max(0, Math.min(1, share)) * width;
    }
}
