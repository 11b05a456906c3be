package dev.lacuna.detect.gap;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import java.util.function.Consumer;

/// Numbers of the application's own sequence that never came, although higher ones did.
///
/// Late arrivals fill their hole, however late; repeated numbers are ignored; a sequence that starts over (see
/// [dev.lacuna.detect.sequence.SequenceTracker]) is no gap and no finding. After the highest number seen nothing
/// can be known, and nothing is said. A hole is a loss only if no event outside the scan, no unreadable event, no
/// open or aborted transaction and no compaction could hold the numbers; else it is suspect and says why.
///
/// @param mostHoles holes kept open at once per partition; what exceeds it is counted and told as one finding
/// @param mostScopes scopes followed per partition; events of further ones are counted and told
/// @param mostFindings holes told one by one per partition; the rest is told as one finding
/// @param edge numbers from where the scan begins within which a hole is suspect, unless nothing came before: early
///     and late arrivals cross that edge
public record SequenceRule(int mostHoles, int mostScopes, int mostFindings, int edge) implements Rule {

    public SequenceRule() {
        this(100_000, 250_000, 1_000, 20);
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
        return new SequenceDetector(this, context, findings);
    }
}
