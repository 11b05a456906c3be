package dev.lacuna.detect.damage;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import java.util.function.Consumer;

/// What the reader met in the files of a log that it could not read, or did not expect.
///
/// Positions that can't be read were written, and stand here no more as far as anybody can tell: they are suspect, and
/// no proven loss, because this is one copy of the log and others may be whole. An end that is no batch is undecided:
/// a crash leaves it, and so does a copy that was cut short. What hides nothing is summed up as benign.
///
/// @param mostFindings damages told one by one per partition; the rest is told as one finding
public record DamageRule(int mostFindings) implements Rule {

    public DamageRule() {
        this(1_000);
    }

    @Override
    public FindingKind kind() {
        return FindingKind.LOG_DAMAGED;
    }

    @Override
    public Need needs() {
        return Need.BATCHES;
    }

    @Override
    public Detector start(PartitionContext context, Consumer<Finding> findings) {
        return new DamageDetector(mostFindings, context, findings);
    }
}
