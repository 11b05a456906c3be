package dev.lacuna.detect.rate;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.LiveEdge;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import java.util.function.Consumer;

/// A stretch of time without events, longer than the stream's habit.
///
/// Judged on counts per time bucket, so that disorder doesn't matter. On either side of a stretch the rate and
/// its unevenness are measured over windows of several lengths, and the least busy one counts: events that come
/// in clumps weigh as their clumps (mean squared over variance, as of a compound Poisson process). The stretch is
/// told when the chance of so long a silence, at that rate and over all stretches of the scan, is below `chance`,
/// and when no more than `habitual` other stretches are half as long and no other day is silent at that time. A
/// weekend is no silence when the nights are silent too. Batches whose events are not read count as one arrival each,
/// and there is no silence between the first and the last event of one. The scan's ends are never judged.
///
/// @param leastMillis shorter ones are never told
/// @param chance the chance of a false alarm per scanned partition, were arrivals as assumed
/// @param habitual how many other stretches of at least half the length may be there
/// @param mostBuckets buckets kept per partition, about 110 bytes each
public record SilenceRule(long leastMillis, double chance, int habitual, int mostBuckets) implements Rule {

    public SilenceRule() {
        this(60_000, 1e-9, 5, 8_192);
    }

    @Override
    public FindingKind kind() {
        return FindingKind.SILENCE;
    }

    @Override
    public Need needs() {
        return Need.BATCHES;
    }

    @Override
    public Detector start(PartitionContext context, Consumer<Finding> findings) {
        return new RateDetector(new RateBuckets(mostBuckets), true, this::judge, context, findings);
    }

    void judge(RateBuckets buckets, PartitionContext context, Consumer<Finding> findings) {
        SilenceSearch search = new SilenceSearch(this, buckets);
        for (Silence silence : search.silences()) {
            findings.accept(RateTexts.silence(context.partition(), silence, buckets));
        }
        LiveEdge edge = context.edge();
        Silence lasting = edge == null ? null : search.lasting(edge);
        if (lasting != null) {
            findings.accept(RateTexts.lasting(context.partition(), lasting, buckets));
        }
    }
}
