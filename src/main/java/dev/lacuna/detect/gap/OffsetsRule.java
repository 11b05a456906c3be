package dev.lacuna.detect.gap;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import java.util.function.Consumer;

/// Positions of the log that hold no event, each told by its cause.
///
/// From the log's own batches: markers, aborted records and records that the cleaner removed are explained, and
/// summed up as one finding per cause; a hole *between* batches below the last stable position of a stream that
/// is not, and by all signs never was, compacted is a loss. From a plain consumer's events alone a hole can't be
/// told from a marker or an aborted record, and stays suspect. Where positions are not dense the rule says
/// nothing.
///
/// @param mostFindings holes told one by one per partition and kind; the rest is told as one finding
public record OffsetsRule(int mostFindings) implements Rule {

    public OffsetsRule() {
        this(1_000);
    }

    @Override
    public FindingKind kind() {
        return FindingKind.GAP_OFFSETS;
    }

    @Override
    public Need needs() {
        return Need.BATCHES;
    }

    @Override
    public Detector start(PartitionContext context, Consumer<Finding> findings) {
        if (!context.scanned().from().isDense()) {
            return (reached, complete) -> {};
        }
        return new OffsetsDetector(mostFindings, context, findings);
    }
}
