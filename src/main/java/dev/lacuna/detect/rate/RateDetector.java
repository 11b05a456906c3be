package dev.lacuna.detect.rate;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Position;
import java.util.function.Consumer;

/// Counts one partition's events by time, or watches another detector count them, and has them judged at the end.
///
/// @param counts whether it is the one that counts into the buckets
record RateDetector(
        RateBuckets buckets, boolean counts, RateJudge judge, PartitionContext context, Consumer<Finding> findings)
        implements Detector {

    @Override
    public void batch(Batch batch) {
        if (counts) {
            buckets.batch(batch);
        }
    }

    @Override
    public void event(Batch batch, Event event, Fields fields) {
        if (counts) {
            buckets.event(event, fields);
        }
    }

    @Override
    public boolean followsEvents() {
        return counts;
    }

    @Override
    public void end(Position reached, boolean complete) {
        buckets.end();
        judge.judge(buckets, context, findings);
    }
}
