package dev.lacuna.detect;

import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.TimeSpan;

/// A run of events of one kind that stand near each other, so that a thousand of them are told as one finding.
/// Rules extend it by what they count besides.
public class NearbyRun {

    private final Position first;
    private Position last;
    private final long startOrdinal;
    private long lastOrdinal;
    private long count = 1;
    private long fromMillis;
    private long toMillis;

    /// @param ordinal how many events of the partition came before the run's first
    public NearbyRun(Position first, long millis, long ordinal) {
        this.first = first;
        this.last = first;
        this.startOrdinal = ordinal;
        this.lastOrdinal = ordinal;
        this.fromMillis = millis;
        this.toMillis = millis;
    }

    /// Whether an event at that ordinal still belongs to the run.
    public boolean reaches(long ordinal, long nearbyEvents) {
        return ordinal - lastOrdinal <= nearbyEvents;
    }

    public void add(Position position, long millis, long ordinal) {
        last = position;
        lastOrdinal = ordinal;
        count++;
        if (millis >= 0) {
            fromMillis = fromMillis < 0 ? millis : Math.min(fromMillis, millis);
            toMillis = Math.max(toMillis, millis);
        }
    }

    public long count() {
        return count;
    }

    /// How many events the run spans, those between included.
    public long spanned() {
        return lastOrdinal - startOrdinal + 1;
    }

    public Position first() {
        return first;
    }

    public Position last() {
        return last;
    }

    public PositionRange positions() {
        return new PositionRange(first, last.next());
    }

    public TimeSpan time() {
        return Phrases.span(fromMillis, toMillis);
    }
}
