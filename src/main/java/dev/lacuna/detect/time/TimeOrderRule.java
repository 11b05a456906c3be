package dev.lacuna.detect.time;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.detect.Share;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import java.util.function.Consumer;

/// Events whose time goes back behind that of the events before them, by more than the partition's own habit.
///
/// What the habit is, the whole scan tells: the jitter of several writers, slow requests and phones without a
/// network are in all of it, an incident in a part. Times that the log itself set mean nothing, nor does the
/// place of an event that a replay wrote. Times that are no times at all (seconds for milliseconds, 0) are left
/// to `time.skew`.
///
/// @param toleranceMillis what is no disorder in any stream
/// @param nearbyEvents late events with at most so many events between belong to one finding
/// @param mostFindings runs told one by one; the last takes in all that follows
public record TimeOrderRule(long toleranceMillis, int nearbyEvents, Share mostFindings) implements Rule {

    public TimeOrderRule() {
        this(10_000, 100, new Share(500, 10));
    }

    @Override
    public FindingKind kind() {
        return FindingKind.ORDER_TIME;
    }

    @Override
    public Need needs() {
        return Need.EVENTS;
    }

    @Override
    public Detector start(PartitionContext context, Consumer<Finding> findings) {
        return new TimeOrderDetector(this, context, findings);
    }
}
