package dev.lacuna.detect.sequence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The numbers of one scope in the order in which they arrived: which are open, whichever way they came.
///
/// A number that closes an open one is late, one that was seen is repeated: neither is a hole. A sequence that
/// *starts over* begins a new era: that is believed when numbers drop to a tenth or less of the highest and at
/// least [#RESTART_RUN] different ones follow there, densely, while the old ones do not go on. Should the old
/// ones go on after all, the new era was old numbers sent again, and is taken back. Numbers that a replay wrote
/// never start an era.
///
/// ```
/// counting --drop far back--> perhaps starting over --100 of them--> counting (new era)
///                             perhaps starting over --old numbers go on--> counting (old era)
/// ```
public final class SequenceTracker {

    /// How many different numbers must follow a drop before it counts as a new start.
    public static final int RESTART_RUN = 100;

    /// Numbers this close to an era's own belong to it.
    private static final int NEAR = 1000;

    private static final int MOST_ERAS = 1000;

    /// A new start that fills so many old holes and is still not dense is none.
    private static final int MOST_REFILLS = 10_000;

    private final HoleBudget budget;
    private final boolean fromOrigin;
    private @Nullable Era current;
    private @Nullable Era candidate;
    private @Nullable List<Refill> refills;
    private @Nullable List<Era> ended;
    private @Nullable Mark successor;
    private long greatestLateness;
    private long farthestPositions;

    /// @param fromOrigin whether the scan began where the log began, with nothing before it
    public SequenceTracker(HoleBudget budget, boolean fromOrigin) {
        this.budget = budget;
        this.fromOrigin = fromOrigin;
    }

    /// A tracker that goes on from numbers that came one after another.
    SequenceTracker(HoleBudget budget, boolean fromOrigin, Era soFar) {
        this(budget, fromOrigin);
        this.current = soFar;
    }

    public Arrival observe(long number, Mark mark) {
        successor = null;
        Era era = current;
        if (era == null) {
            current = new Era(number, mark, budget);
            return Arrival.FIRST;
        }
        Era previous = ended == null ? null : ended.get(ended.size() - 1);
        if (previous != null && isFor(previous, number, era)) {
            boolean goesOn = number > previous.highest();
            Arrival arrival = previous.observe(number, mark, false);
            if (goesOn) {
                takeBackRestart(previous, era);
            }
            return arrival;
        }
        if (number > era.highest()) {
            dropCandidate();
            return era.observe(number, mark, fromOrigin);
        }
        Hole hole = era.holeWith(number);
        Arrival arrival = era.observe(number, mark, fromOrigin && ended == null);
        if (arrival == Arrival.LATE) {
            successor = hole == null ? era.start() : hole.after();
            greatestLateness = Math.max(greatestLateness, era.greatestLateness());
            farthestPositions = Math.max(farthestPositions, era.farthestPositions());
        }
        if (!mark.replayed()) {
            watchForRestart(era, number, mark, hole);
        }
        return arrival;
    }

    /// The first event that overtook the last number; null unless that came late.
    public @Nullable Mark successor() {
        return successor;
    }

    /// By how many numbers the latest straggler came behind the highest; replayed ones don't count.
    public long greatestLateness() {
        return greatestLateness;
    }

    /// By how many positions it came behind the event that overtook it.
    public long farthestPositions() {
        return farthestPositions;
    }

    /// The lowest number of the era that goes on.
    long lowest() {
        return current == null ? 0 : current.lowest();
    }

    /// The highest number of the era that goes on.
    public long highest() {
        return current == null ? 0 : current.highest();
    }

    /// How many different numbers were seen, those of each start by themselves.
    public long distinct() {
        long distinct = current == null ? 0 : current.distinct();
        for (Era era : ended == null ? List.<Era>of() : ended) {
            distinct += era.distinct();
        }
        return distinct;
    }

    /// How many of the numbers from one to another, both included, were seen, in each start by itself.
    long seenWithin(long from, long to) {
        long seen = current == null ? 0 : current.seenWithin(from, to);
        for (Era era : ended == null ? List.<Era>of() : ended) {
            seen += era.seenWithin(from, to);
        }
        return seen;
    }

    /// How often the sequence started over.
    public int restarts() {
        return ended == null ? 0 : ended.size();
    }

    /// Whether a number is open, in whichever start.
    boolean isOpen(long number) {
        if (current != null && current.holeWith(number) != null) {
            return true;
        }
        return ended != null && ended.stream().anyMatch(era -> era.holeWith(number) != null);
    }

    /// Whether numbers are open.
    boolean hasHoles() {
        if (current != null && !current.holes().isEmpty()) {
            return true;
        }
        return ended != null && ended.stream().anyMatch(era -> !era.holes().isEmpty());
    }

    /// Holes that the budget had no room for.
    public Refused refused() {
        Refused all = current == null ? Refused.NONE : current.refused();
        for (Era era : ended == null ? List.<Era>of() : ended) {
            all = all.plus(era.refused());
        }
        return all;
    }

    /// Gives up what it holds of the budget.
    void discard() {
        dropCandidate();
        if (current != null) {
            current.discard();
        }
        if (ended != null) {
            ended.forEach(Era::discard);
        }
    }

    /// Every hole that is open, era by era, in order of number. Those whose numbers belong to more than one era
    /// are marked as recurred: nobody can tell which of the two was meant.
    public List<Hole> holes() {
        List<Era> eras = new ArrayList<>();
        if (ended != null) {
            eras.addAll(ended);
        }
        if (current != null) {
            eras.add(current);
        }
        List<Hole> all = new ArrayList<>();
        for (int i = 0; i < eras.size(); i++) {
            for (Hole hole : eras.get(i).holes()) {
                all.add(hole.recurred() || recurs(hole, eras, i) ? hole.recurring() : hole);
            }
        }
        return all;
    }

    /// How far `high` is above `low`; capped at the largest long.
    static long distance(long high, long low) {
        long distance = high - low;
        return distance < 0 && high >= low ? Long.MAX_VALUE : distance;
    }

    private static boolean recurs(Hole hole, List<Era> eras, int own) {
        for (int i = 0; i < eras.size(); i++) {
            Era other = eras.get(i);
            boolean earlier = i < own && hole.first() <= other.highest();
            boolean later = i > own && hole.first() <= other.highest() && other.lowest() <= hole.last();
            if (earlier || later) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFor(Era previous, long number, Era current) {
        return number > current.highest()
                && distance(number, current.highest()) > NEAR
                && Math.abs(number - previous.highest()) <= NEAR;
    }

    private void watchForRestart(Era era, long number, Mark mark, @Nullable Hole hole) {
        Era started = candidate;
        if (started != null && number >= started.lowest() - RESTART_RUN && number <= started.highest() + RESTART_RUN) {
            started.observe(number, mark, false);
            if (hole != null && refills != null) {
                refills.add(new Refill(number, hole));
            }
            if (isConfirmed(started)) {
                startOver(era, started);
            } else if (refills != null && refills.size() > MOST_REFILLS) {
                dropCandidate();
            }
        } else if (hole == null && isFarBack(era.highest(), number) && restarts() < MOST_ERAS) {
            dropCandidate();
            candidate = new Era(number, mark, budget);
            refills = new ArrayList<>();
        }
    }

    /// Whether a number is so far below the highest that the sequence may be starting over.
    static boolean isFarBack(long highest, long number) {
        return highest > 0 && distance(highest, number) >= RESTART_RUN && number <= highest / 10;
    }

    private static boolean isConfirmed(Era started) {
        long span = distance(started.highest(), started.lowest()) + 1;
        return started.distinct() >= RESTART_RUN && span <= 2 * started.distinct();
    }

    private void startOver(Era old, Era started) {
        if (refills != null) {
            for (Refill refill : refills) {
                old.reopen(refill.number(), refill.hole());
            }
        }
        if (ended == null) {
            ended = new ArrayList<>();
        }
        ended.add(old);
        current = started;
        candidate = null;
        refills = null;
    }

    private void takeBackRestart(Era previous, Era mistaken) {
        dropCandidate();
        previous.absorb(mistaken);
        current = previous;
        if (ended != null) {
            ended.remove(ended.size() - 1);
            if (ended.isEmpty()) {
                ended = null;
            }
        }
    }

    private void dropCandidate() {
        if (candidate != null) {
            candidate.discard();
            candidate = null;
            refills = null;
        }
    }

    /// A number of an open hole that came while the sequence was perhaps starting over.
    private record Refill(long number, Hole hole) {}
}
