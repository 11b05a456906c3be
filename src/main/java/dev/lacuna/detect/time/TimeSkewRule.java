package dev.lacuna.detect.time;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.detect.Share;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import java.util.function.Consumer;

/// Events whose time can't be right: it lies in the future, far before those of the events around it, or in
/// another unit; or the clock of one producer was set, so that from an event on its times are off by a
/// constant.
///
/// One finding per stretch, with the offset. What a replay wrote is left out, and so are times that the log
/// itself set.
///
/// @param toleranceMillis how far ahead of its neighbours, or of the scan's beginning, a time may be
/// @param stepMillis the least step of a producer's clock that is told
/// @param nearbyEvents events with at most so many between belong to one finding
/// @param mostFindings stretches of one sort told one by one; the last takes in all that follows
public record TimeSkewRule(long toleranceMillis, long stepMillis, int nearbyEvents, Share mostFindings)
        implements Rule {

    public TimeSkewRule() {
        this(300_000, 60_000, 100, new Share(500, 10));
    }

    @Override
    public FindingKind kind() {
        return FindingKind.TIME_SKEW;
    }

    @Override
    public Need needs() {
        return Need.EVENTS;
    }

    @Override
    public Detector start(PartitionContext context, Consumer<Finding> findings) {
        return new TimeSkewDetector(this, context, findings);
    }
}
