package dev.lacuna.detect.log;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import java.time.Duration;
import java.util.function.Consumer;

/// Transactions that were neither committed nor aborted when the scan ended: committed readers stop at the
/// first one, so everything behind it looks as if it were missing. One that is older than the broker lets any
/// transaction be is *hanging*: its coordinator will not end it any more. A younger one is only told.
///
/// Its age is counted from the latest timestamp up to its first record: a producer may write old timestamps (a
/// replay does), and a transaction can't be older than what was written before it.
///
/// @param longest how long the broker lets a transaction be open, where the source doesn't say
///     (`transaction.max.timeout.ms`)
/// @param mostFindings transactions told one by one per partition, oldest first; the rest is told as one
///     finding
/// @param mostProducers producers with an open transaction that are followed at once
public record OpenTransactionRule(Duration longest, int mostFindings, int mostProducers) implements Rule {

    private static final String LONGEST_SETTING = "transaction.max.timeout.ms";

    public OpenTransactionRule() {
        this(Duration.ofMinutes(15), 20, 10_000);
    }

    @Override
    public FindingKind kind() {
        return FindingKind.TXN_OPEN;
    }

    @Override
    public Need needs() {
        return Need.BATCHES;
    }

    @Override
    public Detector start(PartitionContext context, Consumer<Finding> findings) {
        return new OpenTransactionDetector(this, context, findings);
    }

    long longestMillis(PartitionContext context) {
        return Settings.number(context.stream(), LONGEST_SETTING, longest.toMillis());
    }
}
