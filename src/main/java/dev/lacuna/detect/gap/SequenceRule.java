package dev.lacuna.detect.gap;

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

/// Numbers of the application's own sequence that never came, although higher ones did.
///
/// Late arrivals fill their hole, however late; repeated numbers are ignored; a sequence that starts over
/// (see [dev.lacuna.detect.sequence.SequenceTracker]) is no gap and no finding. After the highest number
/// seen nothing can be known, and nothing is said. A hole is a loss only if no event outside the scan, no
/// unreadable event (also none that may have come late, see [dev.lacuna.detect.sequence.Strays]), no open
/// or aborted transaction, no compaction, no other run of numbers and no other partition could hold the
/// numbers; else it is suspect and says why. What came only just before the scan is
/// undecided: ten seconds, or as long as events of the partition come late time and again (see
/// [dev.lacuna.detect.sequence.LateHabit]).
///
/// What exceeds a bound is never guessed: holes that were not kept are counted and told as one finding, and
/// a scope that was forgotten and came back can lose nothing any more, which is told as well.
///
/// @param mostHoles holes kept open at once; large ones get a tenth more
/// @param mostScopes scopes followed at once; of more, those not seen for long are forgotten
/// @param mostFindings holes told one by one, the largest; the rest is summed up
/// @param edge numbers from where the scan begins within which a hole is suspect, unless nothing came
///     before: early and late arrivals cross that edge
public record SequenceRule(Share mostHoles, Share mostScopes, Share mostFindings, int edge) implements Rule {

    public SequenceRule() {
        this(SequenceScopes.MOST_HOLES, SequenceScopes.MOST_SCOPES, new Share(2_000, 50), 20);
    }

    @Override
    public FindingKind kind() {
        return FindingKind.GAP_SEQUENCE;
    }

    @Override
    public Need needs() {
        return Need.SEQUENCES;
    }

    @Override
    public Detector start(PartitionContext context, Consumer<Finding> findings) {
        var feed = new SequenceFeed(SequenceScopes.of(context, mostHoles, mostScopes));
        return start(feed, new SpreadNumbers(), context, findings);
    }

    /// @param feed what it shares with other rules; it must be the first of them to be told of each event, because it
    ///     alone knows the state of the log
    /// @param spread what all partitions of the scan have seen
    public Detector start(
            SequenceFeed feed, SpreadNumbers spread, PartitionContext context, Consumer<Finding> findings) {
        return new SequenceDetector(this, feed, spread, context, findings);
    }
}
