package dev.lacuna.detect.gap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The holes of one partition, sorted by what is to be told of them. Bounded: of many only the sum is kept.
final class OffsetHoles {

    private final int most;
    private final Tally compacted = new Tally();
    private final Tally uncleaned = new Tally();
    private final Tally undecided = new Tally();
    private final Tally singles = new Tally();
    private final Tally furtherUnseen = new Tally();
    private final Tally further = new Tally();
    private final Tally furtherLone = new Tally();
    private final Tally lone = new Tally();
    private final List<OffsetHole> unseen = new ArrayList<>();
    private final List<OffsetHole> between = new ArrayList<>();
    private final List<OffsetHole> betweenLone = new ArrayList<>();
    private long places;
    private boolean unprovenFurther;

    /// @param most holes of one sort that are kept one by one
    OffsetHoles(int most) {
        this.most = most;
    }

    /// The same holes, to which others may be added.
    OffsetHoles copy() {
        var copy = new OffsetHoles(most);
        copy.compacted.addAll(compacted);
        copy.uncleaned.addAll(uncleaned);
        copy.undecided.addAll(undecided);
        copy.singles.addAll(singles);
        copy.furtherUnseen.addAll(furtherUnseen);
        copy.further.addAll(further);
        copy.furtherLone.addAll(furtherLone);
        copy.lone.addAll(lone);
        copy.unseen.addAll(unseen);
        copy.between.addAll(between);
        copy.betweenLone.addAll(betweenLone);
        copy.places = places;
        copy.unprovenFurther = unprovenFurther;
        return copy;
    }

    void addCompacted(OffsetHole hole) {
        compacted.add(hole);
    }

    /// Of a compacted stream, where its cleaner has not come so far.
    void addUncleaned(OffsetHole hole) {
        uncleaned.add(hole);
    }

    void addUndecided(OffsetHole hole) {
        undecided.add(hole);
    }

    /// Of one position, between runs of events.
    void addSingle(OffsetHole hole) {
        singles.add(hole);
    }

    /// Between runs of events: the log's own batches were not seen.
    void addUnseen(OffsetHole hole) {
        keep(hole, unseen, furtherUnseen);
    }

    /// Between the log's own batches.
    void addBetween(OffsetHole hole) {
        places++;
        if (hole.count() == 1) {
            lone.add(hole);
            keep(hole, betweenLone, furtherLone);
        } else {
            keep(hole, between, further);
        }
    }

    private void keep(OffsetHole hole, List<OffsetHole> kept, Tally rest) {
        if (kept.size() < most) {
            kept.add(hole);
        } else {
            rest.add(hole);
            unprovenFurther |= hole.proof() == null;
        }
    }

    Tally compacted() {
        return compacted;
    }

    Tally uncleaned() {
        return uncleaned;
    }

    Tally undecided() {
        return undecided;
    }

    Tally singles() {
        return singles;
    }

    List<OffsetHole> unseen() {
        return unseen;
    }

    Tally furtherUnseen() {
        return furtherUnseen;
    }

    /// Those between the log's own batches, by position.
    ///
    /// @param loneToo whether those of one position, too
    List<OffsetHole> between(boolean loneToo) {
        if (!loneToo || betweenLone.isEmpty()) {
            return between;
        }
        List<OffsetHole> all = new ArrayList<>(between);
        all.addAll(betweenLone);
        all.sort(Comparator.comparingLong(OffsetHole::from));
        return all;
    }

    /// Those between the log's own batches that were not kept one by one.
    Tally further(boolean loneToo) {
        if (!loneToo) {
            return further;
        }
        Tally all = new Tally();
        all.addAll(further);
        all.addAll(furtherLone);
        return all;
    }

    /// Those between the log's own batches that are of one position.
    Tally lone() {
        return lone;
    }

    /// How many there are between the log's own batches.
    long places() {
        return places;
    }

    /// Whether there are further ones, and of some nothing shows that the cleaner never came so far.
    boolean isUnprovenFurther() {
        return unprovenFurther;
    }
}
