package dev.lacuna.detect.gap;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.detect.log.Settings;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.StreamInfo;
import java.time.Duration;
import java.util.function.Consumer;

/// Jumps in the numbers by which idempotent and transactional producers count their records per partition, id
/// and epoch. A leader that knows a producer refuses whatever doesn't go on where it ended (at 0 after the
/// largest int, at 0 in a new epoch), so a jump means that records which were in the log are not in it any
/// more.
///
/// It is no proof, and suspect, when the leader may have forgotten the producer meanwhile: that long nothing
/// of it came ([#forgottenMillis]). Leaders go by the timestamps of its records there, and so does the rule,
/// as long as they look like the time of the writing; of a producer that dates its records back (as what
/// copies older events does) a jump is suspect, unless a clock of the brokers' (a marker behind it) or the
/// scan's shows that the leader still knew it. Where positions are missing between the two batches as well,
/// they tell the same loss, which is [OffsetsRule]'s; such jumps are summed up per hole as explained, and
/// only what exceeds the hole is told as missing. A number that comes again, or a step back, is no gap. A
/// producer's first batch in the scan proves nothing, unless the log is whole from its first position on and
/// a leader change may have cut it: then it is suspect.
///
/// @param mostProducers producers that are followed at once, the latest ones; one that is forgotten starts anew
/// @param mostFindings jumps told one by one per partition; the rest is told as one finding
/// @param expiry after how long without a batch brokers forget a producer, where the source doesn't say
///     (`producer.id.expiration.ms`, `transactional.id.expiration.ms`; the shorter one counts)
/// @param margin how much earlier than that a silence is taken for too long: clocks of producers and brokers
///     differ
public record ProducerRule(int mostProducers, int mostFindings, Duration expiry, Duration margin) implements Rule {

    private static final long TRANSACTIONAL_EXPIRY_MILLIS = Duration.ofDays(7).toMillis();

    public ProducerRule() {
        this(20_000, 1_000, Duration.ofDays(1), Duration.ofHours(1));
    }

    @Override
    public FindingKind kind() {
        return FindingKind.GAP_PRODUCER;
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
        return new ProducerDetector(this, context, findings);
    }

    /// From how long a silence on a leader may have forgotten a producer. A margin that is longer than the
    /// expiry is cut to half of it, so that a short expiry still leaves something to prove.
    long forgottenMillis(StreamInfo stream) {
        long expires = Math.min(
                Settings.number(stream, "producer.id.expiration.ms", expiry.toMillis()),
                Settings.number(stream, "transactional.id.expiration.ms", TRANSACTIONAL_EXPIRY_MILLIS));
        return expires - Math.min(margin.toMillis(), expires / 2);
    }
}
