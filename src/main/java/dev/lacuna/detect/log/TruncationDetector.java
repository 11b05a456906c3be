package dev.lacuna.detect.log;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.model.Baseline;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Compaction;
import dev.lacuna.model.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Holds the batches of one partition against what was kept of an earlier scan, up to where that scan came.
final class TruncationDetector implements Detector {

    private final PartitionContext context;
    private final Baseline earlier;
    private final TruncationTexts texts;
    private final int newestEpoch;

    private int nextMark;
    private @Nullable Position lastSame;
    private @Nullable Position differs;
    private @Nullable Batch cut;
    private @Nullable Batch last;

    TruncationDetector(PartitionContext context, Baseline earlier, TruncationTexts texts) {
        this.context = context;
        this.earlier = earlier;
        this.texts = texts;
        List<Baseline.EpochStart> epochs = earlier.epochs();
        this.newestEpoch = epochs.isEmpty() ? -1 : epochs.get(epochs.size() - 1).epoch();
    }

    @Override
    public void batch(Batch batch) {
        if (!batch.logged() || cut != null || batch.first().compareTo(earlier.to()) >= 0) {
            return;
        }
        if (newestEpoch >= 0 && batch.leaderEpoch() > newestEpoch) {
            cut = batch;
            return;
        }
        compare(batch);
        last = batch;
    }

    private void compare(Batch batch) {
        List<Baseline.Mark> marks = earlier.marks();
        while (nextMark < marks.size() && marks.get(nextMark).last().isBefore(batch.first())) {
            nextMark++; // retention or the cleaner took it, or it lies in a hole, which is another rule's
        }
        if (nextMark == marks.size() || differs != null) {
            return;
        }
        Baseline.Mark mark = marks.get(nextMark);
        if (batch.last().isBefore(mark.first())) {
            return;
        }
        if (isSame(batch, mark)) {
            lastSame = batch.last();
            nextMark++;
        } else {
            differs = mark.first();
        }
    }

    private boolean isSame(Batch batch, Baseline.Mark mark) {
        Baseline.Mark now = Baseline.Mark.of(batch);
        boolean written = now.first().equals(mark.first())
                && now.last().equals(mark.last())
                && now.leaderEpoch() == mark.leaderEpoch()
                && now.producerId() == mark.producerId()
                && now.sequence() == mark.sequence();
        // the cleaner rewrites what it comes past, and only what it thins not with the same time; its size means
        // nothing
        boolean thinned = context.stream().compaction() != Compaction.OFF || batch.removed() > 0;
        return written && (thinned || now.maxMillis() == mark.maxMillis());
    }

    @Override
    public boolean followsEvents() {
        return false;
    }

    @Override
    public void end(Position reached, boolean complete) {
        Batch newer = cut;
        Position other = differs;
        Position end = context.info().end();
        if (other != null && (newer == null || other.isBefore(newer.first()))) {
            if (mayBeAnother()) {
                texts.anotherLog(other, true);
            } else {
                texts.differs(other, lastSame);
            }
        } else if (newer != null) {
            texts.cutByElection(newer, last, newestEpoch);
        } else if (end.isBefore(earlier.to())) {
            if (mayBeAnother()) {
                texts.anotherLog(end, false);
            } else {
                texts.ended(end);
            }
        }
    }

    /// Whether this may be the log of another topic of that name, for all that can be told.
    private boolean mayBeAnother() {
        boolean named = !earlier.streamId().isEmpty() && !context.stream().id().isEmpty();
        return !named && lastSame == null;
    }
}
