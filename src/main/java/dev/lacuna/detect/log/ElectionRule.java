package dev.lacuna.detect.log;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import java.util.function.Consumer;

/// Places where another leader epoch begins in the log. That is daily life and benign; it is suspect where it
/// looks as if the new leader lacked what the old one had (an *unclean* election):
///
/// - the epoch goes back along the positions, which no intact log does;
/// - a producer without transactions that wrote right before and right after the border starts over in a new
///   epoch of its own, as producers do when a leader doesn't know what they sent last;
/// - a producer's sequence jumps across the border where timestamps clearly step back.
///
/// The log alone never proves a loss here: what is gone left no hole.
///
/// @param mostFindings changes told one by one per partition and verdict; the rest is told as one finding
/// @param mostProducers producers that are followed at once, the latest ones
/// @param activeMillis how close to the border a producer must have written on both sides
/// @param clearlyBackMillis how far timestamps must at least step back to mean something
public record ElectionRule(int mostFindings, int mostProducers, long activeMillis, long clearlyBackMillis)
        implements Rule {

    public ElectionRule() {
        this(50, 1_000, 60_000, 10_000);
    }

    @Override
    public FindingKind kind() {
        return FindingKind.LOG_ELECTION;
    }

    @Override
    public Need needs() {
        return Need.BATCHES;
    }

    @Override
    public Detector start(PartitionContext context, Consumer<Finding> findings) {
        return new ElectionDetector(this, new ElectionTexts(context, findings));
    }
}
