package dev.lacuna.detect.rate;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import java.util.List;
import java.util.function.Consumer;

/// A stretch of time with clearly fewer events than usual, but some: a partial outage, or a fall that lasts.
///
/// What is usual is the least of what the rate before and behind says, over windows of several lengths, and, where
/// the scan covers other days, of what nearly all of those had at that time of day, scaled to how busy this day was.
/// Without other days the fall (and the rise, if there is one) must be sharper than a day's pattern is. A step down
/// that lasts until the scan ends is a drop, a step up is none. The scan's ends, as far as events of their time may
/// lie outside the scan, are never judged; nor are long stretches at a weekend without another weekend to compare.
/// Where batches are spread over their time, the most events count that may have been there. A silence is told by
/// its own rule.
///
/// @param leastMillis shorter ones are never told
/// @param share which share of the usual events it must at most have
/// @param deviations how many standard deviations it must at least fall short
/// @param habitual how many others at least half as deep may be there
/// @param mostBuckets buckets kept per partition, about 110 bytes each
public record DropRule(long leastMillis, double share, double deviations, int habitual, int mostBuckets)
        implements Rule {

    public DropRule() {
        this(60_000, 0.65, 7, 5, 8_192);
    }

    @Override
    public FindingKind kind() {
        return FindingKind.RATE_DROP;
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
        List<Silence> silences = new SilenceSearch(new SilenceRule(), buckets).silences();
        var wanted = new StretchSearch.Wanted(Side.LOW, share, deviations, habitual, leastMillis);
        for (Stretch drop : new StretchSearch(wanted, buckets).stretches()) {
            if (!isSilent(drop, silences)) {
                findings.accept(RateTexts.drop(context.partition(), drop));
            }
        }
    }

    /// Whether it is told by silences: they fill half of it, or what is left has no fewer events than usual.
    private boolean isSilent(Stretch drop, List<Silence> silences) {
        long silent = 0;
        for (Silence silence : silences) {
            silent += Math.max(
                    0,
                    Math.min(drop.toMillis(), silence.toMillis()) - Math.max(drop.fromMillis(), silence.fromMillis()));
        }
        double spoken = 1 - (double) silent / (drop.toMillis() - drop.fromMillis());
        return spoken < 0.5 || drop.events() > share * spoken * drop.usual();
    }
}
