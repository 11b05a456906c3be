package dev.lacuna.detect.log;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.model.Baseline;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps of one partition what a later scan can be compared with, in bounded memory: the sample of batches
/// thins itself out as it grows, and its last batch is always in it.
public final class BaselineRecorder implements Detector {

    private static final int MOST_MARKS = 256;
    private static final int MOST_EPOCHS = 1_000;

    private final PartitionContext context;
    private final List<Baseline.EpochStart> epochs = new ArrayList<>();
    private final List<Baseline.Mark> marks = new ArrayList<>();
    private @Nullable Batch last;
    private long seen;
    private long stride = 1;
    private boolean dense = true;
    private Position expected;
    private @Nullable Baseline baseline;

    public BaselineRecorder(PartitionContext context) {
        this.context = context;
        this.expected = context.scanned().from();
    }

    @Override
    public void batch(Batch batch) {
        Batch before = last;
        if (!batch.logged() || (before != null && batch.last().compareTo(before.last()) <= 0)) {
            dense &= batch.logged();
            return;
        }
        boolean whole = batch.isVisible() && batch.first().isDense() && batch.removed() == 0;
        dense &= whole && batch.first().compareTo(expected) <= 0;
        expected = batch.last().next();
        if (epochs.isEmpty() || epochs.get(epochs.size() - 1).epoch() != batch.leaderEpoch()) {
            begin(batch);
        }
        if (seen++ % stride == 0) {
            keep(batch);
        }
        last = batch;
    }

    private void begin(Batch batch) {
        if (batch.leaderEpoch() >= 0) {
            if (epochs.size() == MOST_EPOCHS) {
                epochs.remove(0); // the latest ones tell where a log was cut
            }
            epochs.add(new Baseline.EpochStart(batch.leaderEpoch(), batch.first()));
        }
    }

    private void keep(Batch batch) {
        if (marks.size() == MOST_MARKS) {
            for (int i = 0; i < MOST_MARKS / 2; i++) {
                marks.set(i, marks.get(2 * i));
            }
            marks.subList(MOST_MARKS / 2, MOST_MARKS).clear();
            stride *= 2;
        }
        marks.add(Baseline.Mark.of(batch));
    }

    @Override
    public boolean followsEvents() {
        return false;
    }

    @Override
    public void end(Position reached, boolean complete) {
        Batch newest = last;
        List<Baseline.Mark> kept = new ArrayList<>(marks);
        if (newest != null && !kept.get(kept.size() - 1).first().equals(newest.first())) {
            kept.add(Baseline.Mark.of(newest));
        }
        baseline = new Baseline(
                context.partition(),
                context.stream().id(),
                context.atMillis(),
                context.scanned().from(),
                reached,
                dense && expected.compareTo(reached) >= 0,
                epochs,
                kept);
    }

    /// What was kept; empty before the end.
    public Optional<Baseline> baseline() {
        return Optional.ofNullable(baseline);
    }
}
