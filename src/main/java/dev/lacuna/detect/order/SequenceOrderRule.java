package dev.lacuna.detect.order;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.detect.Share;
import dev.lacuna.detect.sequence.SequenceFeed;
import dev.lacuna.detect.sequence.SequenceScopes;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import java.util.function.Consumer;

/// Events that stand behind their successors, by the application's own sequence.
///
/// Repeated numbers are no disorder (they are duplicates), nor is an event that a replay wrote (it stands at
/// the end on purpose), nor a sequence that starts over. Late events near each other are one finding.
///
/// @param nearbyEvents late events with at most so many events between belong to one finding
/// @param mostFindings runs told one by one; the last takes in all that follows
/// @param mostHoles open holes followed; late events of further ones are not noticed
/// @param mostScopes scopes followed
public record SequenceOrderRule(int nearbyEvents, Share mostFindings, Share mostHoles, Share mostScopes)
        implements Rule {

    public SequenceOrderRule() {
        this(1_000, new Share(1_000, 20), SequenceScopes.MOST_HOLES, SequenceScopes.MOST_SCOPES);
    }

    @Override
    public FindingKind kind() {
        return FindingKind.ORDER_SEQUENCE;
    }

    @Override
    public Need needs() {
        return Need.SEQUENCES;
    }

    @Override
    public Detector start(PartitionContext context, Consumer<Finding> findings) {
        return start(new SequenceFeed(SequenceScopes.of(context, mostHoles, mostScopes)), context, findings);
    }

    /// @param feed what it shares with other rules
    public Detector start(SequenceFeed feed, PartitionContext context, Consumer<Finding> findings) {
        return new SequenceOrderDetector(this, feed, context, findings);
    }
}
