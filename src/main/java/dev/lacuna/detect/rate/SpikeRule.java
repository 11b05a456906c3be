package dev.lacuna.detect.rate;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import java.util.function.Consumer;

/// A stretch of time with far more events than just before and after.
///
/// Counts per time bucket are compared with the medians of the buckets on either side, the larger of which
/// counts, so that a step or a ramp is no spike. The distance is measured after Anscombe's transform (which
/// makes Poisson counts evenly noisy) and in units of the spread that the neighbours, or all of the scan,
/// really have. Spikes that the stream has more than `habitual` times, or on another day at the same time, are its
/// habit; so is what a [RateWatch] has seen before. Where batches are spread over their time, the fewest events count
/// that must have been there. The scan's ends are never judged.
///
/// @param factor how many times the usual count it must at least be
/// @param deviations how many standard deviations it must at least stand out
/// @param habitual how many other stretches at least half as high may be there
/// @param mostBuckets buckets kept per partition, about 110 bytes each
public record SpikeRule(double factor, double deviations, int habitual, int mostBuckets) implements Rule {

    public SpikeRule() {
        this(3, 8, 5, 8_192);
    }

    @Override
    public FindingKind kind() {
        return FindingKind.RATE_SPIKE;
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
        for (Stretch spike : new SpikeSearch(this, buckets).spikes()) {
            findings.accept(RateTexts.spike(context.partition(), spike));
        }
    }
}
