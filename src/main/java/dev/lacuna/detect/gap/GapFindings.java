package dev.lacuna.detect.gap;

import dev.lacuna.detect.PartitionContext;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Findings of one kind in one partition, on their way to whoever takes them.
record GapFindings(PartitionContext context, FindingKind kind, Consumer<Finding> taker) {

    /// What many places have in common, of which the cause is not known.
    ///
    /// @param discriminator tells it from another one of the same range
    void tell(
            Verdict verdict,
            Severity severity,
            Tally tally,
            Explanation explanation,
            Evidence evidence,
            String discriminator) {
        tell(
                verdict,
                Cause.UNKNOWN,
                severity,
                tally.range(),
                OptionalLong.of(tally.positions()),
                Basis.ESTIMATED,
                tally.time(),
                explanation,
                evidence,
                discriminator);
    }

    Finding tell(
            Verdict verdict,
            Cause cause,
            Severity severity,
            PositionRange positions,
            OptionalLong missing,
            Basis basis,
            TimeSpan time,
            Explanation explanation,
            Evidence evidence,
            String discriminator) {
        Finding finding = Finding.of(
                context.partition(),
                kind,
                severity,
                verdict,
                cause,
                positions,
                missing,
                basis,
                time,
                explanation,
                evidence,
                discriminator);
        taker.accept(finding);
        return finding;
    }
}
