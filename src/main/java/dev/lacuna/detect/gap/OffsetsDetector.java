package dev.lacuna.detect.gap;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Compaction;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Walks the batches of one partition and keeps what lies between them. Judged at the end: only then is it known
/// whether the log's start moved while it was read, and whether the cleaner was ever at work.
final class OffsetsDetector implements Detector {

    private final PartitionContext context;
    private final Consumer<Finding> findings;

    private final Tally markers = new Tally();
    private final Tally aborted = new Tally();
    private final Tally removed = new Tally();
    private final OffsetHoles holes;
    private final CleanerWitness witness;
    private final CleanerWitness sampled = new CleanerWitness();

    /// Positions since the last batch that another finding tells of.
    private final List<PositionRange> hidden = new ArrayList<>();

    private long expected;
    private @Nullable Batch last;
    private boolean transactional;

    OffsetsDetector(int mostFindings, PartitionContext context, Consumer<Finding> findings) {
        this.holes = new OffsetHoles(mostFindings);
        this.context = context;
        this.findings = findings;
        this.expected = context.scanned().from().asOffset();
        this.witness = new CleanerWitness(context.stream().compaction() == Compaction.OFF);
    }

    @Override
    public void batch(Batch batch) {
        long first = batch.first().asOffset();
        long end = batch.last().asOffset() + 1;
        if (end <= expected && last != null) {
            return;
        }
        addHoles(first, batch, holes);
        hidden.clear();
        transactional |= batch.transactional() || batch.control();
        if (batch.logged()) {
            tallyContent(batch, first, end);
        }
        witness.batch(batch);
        expected = Math.max(expected, end);
        last = batch;
    }

    @Override
    public void event(Batch batch, Event event, Fields fields) {
        witness.event(event);
    }

    /// Events in front of the first hole of which the batches don't tell whether the cleaner made it.
    @Override
    public Optional<PositionRange> sampleWanted() {
        boolean pointless = !removed.isEmpty() || context.stream().compacted();
        return pointless
                ? Optional.empty()
                : holes.between(true).stream()
                        .filter(hole -> hole.proof() == null && hole.isBetweenLogged())
                        .findFirst()
                        .map(hole ->
                                PositionRange.offsets(context.scanned().from().asOffset(), hole.from()));
    }

    @Override
    public void sample(Event event) {
        sampled.event(event);
    }

    @Override
    public void end(Position reached, boolean complete) {
        OffsetHoles all = holes.copy(); // what lies behind the last batch is known only by the next one
        addHoles(reached.asOffset(), null, all);
        var told = new GapFindings(context, FindingKind.GAP_OFFSETS, findings);
        var sums = new OffsetSumTexts(told);
        var texts = new OffsetTexts(told, transactional);
        sums.markers(markers);
        sums.aborted(aborted);
        if (context.stream().compacted()) {
            sums.compacted(all.compacted(), removed);
            sums.notYetCleaned(all.uncleaned());
        } else {
            sums.removed(removed);
        }
        sums.undecided(all.undecided());
        sums.singles(all.singles());
        all.unseen().forEach(texts::unseen);
        texts.furtherUnseen(all.furtherUnseen());
        boolean cleanedOnce = !removed.isEmpty();
        boolean left = BrokerHabit.isToLeave(all, context.stream());
        if (left) {
            sums.left(all.lone());
        }
        for (OffsetHole hole : all.between(!left)) {
            texts.between(hole, proofOf(hole), doubtOf(hole, complete, cleanedOnce));
        }
        boolean proven = !all.isUnprovenFurther() || sampled.proof() != null;
        texts.furtherHoles(
                all.further(!left),
                complete && !cleanedOnce && proven && !context.stream().compacted());
    }

    /// What shows that the cleaner never came so far, or null.
    private @Nullable String proofOf(OffsetHole hole) {
        String proof = hole.proof();
        return proof != null ? proof : sampled.proof();
    }

    /// Why a hole between the log's own batches is no proven loss, or null when it is.
    private @Nullable String doubtOf(OffsetHole hole, boolean complete, boolean cleanedOnce) {
        if (!hole.isBetweenLogged()) {
            return "Only the batch behind it was read, since the scan begins here, so the log's start may just "
                    + "have moved.";
        }
        if (cleanedOnce) {
            return "The stream is not compacted now, but records were removed inside batches of this partition, "
                    + "as only the "
                    + "log cleaner does: it may have removed these too before the policy was changed.";
        }
        if (proofOf(hole) == null && context.stream().compaction() == Compaction.UNKNOWN) {
            return "The source can't tell whether the stream is compacted, and nothing that was read in front of the hole "
                    + "shows that it never was: the log cleaner may have removed these. If cleanup.policy never named "
                    + "compact, they were lost.";
        }
        if (!complete) {
            return "The scan did not see everything it was asked for: the log's start may have moved past here "
                    + "meanwhile.";
        }
        if (proofOf(hole) == null) {
            return "The stream is not compacted now, but nothing that was read in front of the hole shows that it never "
                    + "was: of batches with a single record the log cleaner leaves no trace. If cleanup.policy never "
                    + "named compact, these positions were lost.";
        }
        return null;
    }

    private void tallyContent(Batch batch, long first, long end) {
        long absent = Math.max(0, batch.removed());
        if (absent > 0) {
            removed.add(first, end, absent, batch.minMillis(), batch.maxMillis());
        }
        if (batch.control()) {
            if (batch.count() > 0) {
                markers.add(first, end, batch.count(), batch.minMillis(), batch.maxMillis());
            }
        } else if (batch.fate() == Fate.ABORTED && batch.count() > 0) {
            aborted.add(first, end, batch.count(), batch.minMillis(), batch.maxMillis());
        }
    }

    /// What can't be read was written, and is no hole.
    @Override
    public void damage(Damage damage) {
        damage.hidden().filter(range -> range.from().isDense()).ifPresent(hidden::add);
    }

    @Override
    public void gone(PositionRange positions) {
        if (positions.from().isDense()) {
            hidden.add(positions);
        }
    }

    /// Takes what lies between the positions seen so far and the next one.
    private void addHoles(long next, @Nullable Batch after, OffsetHoles to) {
        long from = expected;
        for (PositionRange range : hidden) {
            long unreadable = Math.min(range.from().asOffset(), next);
            if (unreadable > from) {
                sort(new OffsetHole(from, unreadable, last, after, witness.proof()), to);
            }
            from = Math.max(from, range.to().asOffset());
        }
        if (next > from) {
            sort(new OffsetHole(from, next, last, after, witness.proof()), to);
        }
    }

    private void sort(OffsetHole hole, OffsetHoles to) {
        Batch after = hole.after();
        Batch before = hole.before();
        boolean unloggedNear = (after != null && !after.logged()) || (before != null && !before.logged());
        if (hole.to() > context.info().lastStable().asOffset()) {
            to.addUndecided(hole);
        } else if (context.stream().compacted() && hole.proof() != null && hole.isBetweenLogged()) {
            to.addUncleaned(hole);
        } else if (context.stream().compacted()) {
            to.addCompacted(hole);
        } else if (after == null && !unloggedNear) {
            to.addUndecided(hole);
        } else if (!unloggedNear) {
            to.addBetween(hole);
        } else if (hole.count() == 1) {
            to.addSingle(hole);
        } else {
            to.addUnseen(hole);
        }
    }
}
