package dev.lacuna.detect.gap;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.LiveEdge;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Phrases;
import dev.lacuna.detect.sequence.Arrival;
import dev.lacuna.detect.sequence.Hole;
import dev.lacuna.detect.sequence.LateHabit;
import dev.lacuna.detect.sequence.LogState;
import dev.lacuna.detect.sequence.LogWatch;
import dev.lacuna.detect.sequence.Mark;
import dev.lacuna.detect.sequence.Refused;
import dev.lacuna.detect.sequence.SequenceFeed;
import dev.lacuna.detect.sequence.SequenceScopes;
import dev.lacuna.detect.sequence.SequenceTracker;
import dev.lacuna.detect.sequence.Strays;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Compaction;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Follows the numbers of one partition; holes are judged at the end, for until then they may still be filled.
final class SequenceDetector implements Detector {

    /// Of so many numbers at least some must follow one another.
    private static final int ENOUGH = 1000;

    private final SequenceRule rule;
    private final PartitionContext context;
    private final Consumer<Finding> findings;
    private final SequenceFeed feed;
    private final SequenceScopes scopes;
    private final SpreadNumbers spread;
    private final LogWatch log;
    private final CleanerWitness witness;
    private final LateHabit habit = new LateHabit();
    private final Strays strays = new Strays();
    private long numbered;
    private long firsts;
    private long successions;
    private long firstMillis = -1;
    private long lastMillis = -1;
    /// When the source of a partition that is followed was heard last; -1 where nobody follows.
    private long heardMillis = -1;
    private long frontMillis = -1;
    private boolean goesBack;

    /// @param spread what all partitions of the scan have seen
    SequenceDetector(
            SequenceRule rule,
            SequenceFeed feed,
            SpreadNumbers spread,
            PartitionContext context,
            Consumer<Finding> findings) {
        this.rule = rule;
        this.context = context;
        this.findings = findings;
        this.feed = feed;
        this.scopes = feed.scopes();
        this.spread = spread;
        this.witness = new CleanerWitness(context.stream().compaction() == Compaction.OFF);
        this.log = new LogWatch(context.scanned().from());
        spread.watch(context, scopes);
    }

    /// Whether nothing can ever have stood before the scanned range.
    static boolean isFromOrigin(PartitionContext context) {
        return context.scanned().from().equals(Position.offset(0));
    }

    @Override
    public void batch(Batch batch) {
        long changedAt = log.timesChangedAt();
        log.batch(batch);
        if (log.timesChangedAt() != changedAt) {
            habit.timesChange();
        }
        witness.batch(batch);
    }

    @Override
    public void event(Batch batch, Event event, Fields fields) {
        witness.event(event);
        Mark mark = feed.observe(event, fields, log.state());
        if (mark == null) {
            noteUnnumbered(batch, event, fields);
            return;
        }
        numbered++;
        if (event.millis() >= 0) {
            firstMillis = firstMillis < 0 ? event.millis() : firstMillis;
            lastMillis = event.millis();
            frontMillis = Math.max(frontMillis, lastMillis);
            goesBack |= frontMillis - lastMillis > Stamps.MOST_BEHIND_MILLIS;
        }
        if (fields.sequenceScope() == null) {
            strays.numbered(batch, event, fields.sequence());
        }
        Arrival arrival = feed.arrival();
        noteLateness(mark, arrival);
        firsts += arrival == Arrival.FIRST ? 1 : 0;
        successions += arrival == Arrival.NEXT ? 1 : 0;
    }

    /// What can be read and names no number is none that is missing farther off; what can't be read may be.
    private void noteUnnumbered(Batch batch, Event event, Fields fields) {
        if (fields.isUnread() && event.position().isDense()) {
            strays.unreadable(batch, event, fields.sequenceScope());
            log.unreadable();
        } else {
            log.unnumbered(event.position());
        }
    }

    private void noteLateness(Mark mark, @Nullable Arrival arrival) {
        long at = context.atMillis();
        boolean isAhead = at >= 0 && mark.millis() - at > HoleJudge.MOST_AHEAD_MILLIS;
        if (mark.replayed()) {
            return; // says nothing about when it came
        }
        Mark successor = arrival == Arrival.LATE ? scopes.successor() : null;
        if (successor != null && (isAhead || isOfAnotherClock(successor))) {
            habit.cameLate();
        } else if (isAhead) {
            return; // nor does that
        } else if (successor == null) {
            habit.came(mark.millis());
        } else {
            habit.cameLate(mark.millis(), successor.millis());
        }
    }

    private boolean isOfAnotherClock(Mark mark) {
        return mark.position().isDense() && mark.position().asOffset() < log.timesChangedAt();
    }

    @Override
    public void damage(Damage damage) {
        log.damage(damage);
    }

    @Override
    public void gone(PositionRange positions) {
        log.gone(positions);
    }

    @Override
    public void end(Position reached, boolean complete) {
        List<ScopedHole> holes = openHoles();
        Refused refused = scopes.refused();
        SequenceTexts texts = new SequenceTexts(context, Phrases.span(firstMillis, lastMillis), findings);
        if (isNoRunningNumber(holes, refused)) {
            texts.reportNoRunningNumber(holes, refused, numbered);
            spread.told(context.partition(), wholeSince(reached, complete), clock(), Map.of());
        } else {
            report(
                    holes,
                    new HoleJudge(
                            context,
                            rule.edge(),
                            reached,
                            complete,
                            log,
                            strays.late(scopes::isOpen, log.timesChangedAt()),
                            witness,
                            habit),
                    reached,
                    complete,
                    texts);
            if (refused.holes() > 0) {
                texts.reportRefused(refused, scopes.mostHoles());
            }
        }
        if (scopes.untracked() > 0 || scopes.returned() > 0) {
            texts.reportUntracked(scopes);
        }
    }

    /// From when on all was read that was ever written: what a moved head, a cleaner, damage or an abort has
    /// taken away, and which number an unreadable event has, nobody knows; nor what stands behind what was read,
    /// or in transactions that are open. By its time none of that can be told apart: events may be dated back.
    private long wholeSince(Position reached, boolean complete) {
        LogState state = log.state();
        long unknown = state.removed() + state.damaged() + state.gone() + state.aborted() + state.unnumbered();
        boolean isAtEnd = complete && !reached.isBefore(context.info().end()) && isHeard();
        boolean isWhole = isAtEnd
                && unknown == 0
                && mayHaveBeenCleaned() == 0
                && !context.stream().compacted();
        if (!isWhole) {
            return Long.MAX_VALUE;
        }
        if (isFromOrigin(context) && !log.lacksHead()) {
            return Long.MIN_VALUE;
        }
        // where times go back, those in front of the first may have been later
        return firstMillis < 0 || goesBack ? Long.MAX_VALUE : firstMillis;
    }

    /// How many positions are missing of which nothing in front shows that it wasn't the cleaner that took
    /// them.
    private long mayHaveBeenCleaned() {
        Position witnessed = witness.position();
        return witnessed == null ? log.absent() : log.absentBefore(witnessed);
    }

    /// Whose clock the times of the partition are of; none where they are of more than one.
    private TimestampKind clock() {
        return log.timesChangedAt() >= 0 ? TimestampKind.NONE : log.timestamps();
    }

    /// Of a partition that is followed nothing is known since its source was heard last.
    private boolean isHeard() {
        LiveEdge edge = context.edge();
        heardMillis = edge == null ? heardMillis : edge.heardMillis();
        return heardMillis < 0 || context.atMillis() - heardMillis <= HoleJudge.GRACE_MILLIS;
    }

    private List<ScopedHole> openHoles() {
        List<ScopedHole> holes = new ArrayList<>();
        for (SequenceScopes.Scoped scoped : scopes.all()) {
            SequenceTracker tracker = scoped.tracker();
            for (Hole hole : tracker.holes()) {
                var placed = new ScopedHole(
                        scoped.scope(),
                        scoped.returned(),
                        hole,
                        tracker.greatestLateness(),
                        tracker.farthestPositions(),
                        tracker.highest(),
                        tracker.distinct());
                if (placed.between().gone() < hole.count()) { // else the moved head is told, and is all that is known
                    holes.add(placed);
                }
            }
        }
        holes.sort(Comparator.comparing(ScopedHole::from)
                .thenComparing(hole -> hole.hole().first()));
        return holes;
    }

    /// Tells the largest holes one by one, losses before suspects, and sums up the rest by verdict.
    private void report(
            List<ScopedHole> holes, HoleJudge judge, Position reached, boolean complete, SequenceTexts texts) {
        List<Judgement> open = new ArrayList<>();
        List<Judgement> compacted = new ArrayList<>();
        for (ScopedHole hole : holes) {
            Judgement judgement = judge.judge(hole);
            (judgement.verdict() == Verdict.BENIGN ? compacted : open).add(judgement);
        }
        int most = rule.mostFindings().of(context);
        Map<String, List<ScopedHole>> losses = new HashMap<>();
        List<Judgement> told = open;
        if (open.size() > most) {
            List<Judgement> largestFirst = new ArrayList<>(open);
            largestFirst.sort(Comparator.comparing((Judgement judgement) -> judgement.verdict() != Verdict.LOSS)
                    .thenComparing(Comparator.comparingLong(Judgement::missing).reversed()));
            told = new ArrayList<>(largestFirst.subList(0, most));
            told.sort(Comparator.comparing(judgement -> judgement.hole().from()));
            Map<Verdict, List<Judgement>> rest = largestFirst.subList(most, largestFirst.size()).stream()
                    .collect(Collectors.groupingBy(
                            Judgement::verdict, () -> new EnumMap<>(Verdict.class), Collectors.toList()));
            rest.forEach((verdict, judgements) -> losses.put(
                    texts.reportRest(verdict, judgements, most).id(),
                    judgements.stream().map(Judgement::hole).toList()));
        }
        for (Judgement judgement : told) {
            losses.put(texts.report(judgement).id(), List.of(judgement.hole()));
        }
        spread.told(context.partition(), wholeSince(reached, complete), clock(), losses);
        if (!compacted.isEmpty()) {
            texts.reportCompacted(compacted);
        }
    }

    /// Whether holes are so regular, or successors so rare, that the field can't be a number that runs within
    /// the partition: it may run across partitions, or in steps. The three largest holes don't count: real
    /// incidents are few and large.
    private boolean isNoRunningNumber(List<ScopedHole> holes, Refused refused) {
        int few = 10;
        if (holes.size() < few) {
            // of so few numbers any pattern may be an accident, but where half of them jump, jumps are the habit
            return !holes.isEmpty() && 2L * holes.size() >= numbered;
        }
        long continued = numbered - firsts;
        if (continued >= ENOUGH && successions < continued / 10) {
            return true;
        }
        List<Long> counts =
                holes.stream().map(hole -> hole.hole().count()).sorted().toList();
        double missing = refused.atLeast();
        for (long count : counts.subList(0, counts.size() - 3)) {
            missing += count;
        }
        return holes.size() + refused.holes() > numbered / 3 || missing > numbered / 2.0;
    }
}
