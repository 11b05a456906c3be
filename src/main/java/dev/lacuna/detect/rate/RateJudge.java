package dev.lacuna.detect.rate;

import dev.lacuna.detect.PartitionContext;
import dev.lacuna.model.Finding;
import java.util.function.Consumer;

/// What one rule makes of a partition's counts once all are there. It changes nothing in them.
interface RateJudge {

    void judge(RateBuckets buckets, PartitionContext context, Consumer<Finding> findings);
}
