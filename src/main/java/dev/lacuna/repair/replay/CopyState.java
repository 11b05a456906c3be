package dev.lacuna.repair.replay;

import dev.lacuna.model.Event;
import dev.lacuna.model.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a run stands between two attempts: what is settled, what it has committed itself, what the open
/// transaction holds, and what was written by a transaction whose outcome is not known. Confined to the run's
/// thread.
final class CopyState {

    private final ReplayProgress progress;
    private final PositionSet uncertain = new PositionSet();
    private final PositionSet committed = new PositionSet();
    private final Allowance allowance = new Allowance();
    private int part;
    private Position next;
    private boolean touched;
    private int isolated;

    // The open transaction, and what was found written since it was opened.
    private final Map<Integer, Counts> pending = new LinkedHashMap<>();
    private final List<Origin.Spot> open = new ArrayList<>();
    private long openBytes;

    private static final class Counts {
        private long written;
        private long there;
        private @Nullable Position at;
    }

    CopyState(ReplayProgress progress) {
        this.progress = progress;
        this.next = progress.plan().parts().getFirst().positions().from();
    }

    int part() {
        return part;
    }

    /// Where to go on in the part.
    Position next() {
        return next;
    }

    boolean isTouched() {
        return touched;
    }

    void touch() {
        touched = true;
    }

    Allowance allowance() {
        return allowance;
    }

    int openEvents() {
        return open.size();
    }

    long openBytes() {
        return openBytes;
    }

    Origin.Spot lastOpen() {
        return open.getLast();
    }

    /// How many events to write one by one, to find the one that was refused among them.
    boolean isIsolating() {
        return isolated > 0;
    }

    void isolate(int events) {
        isolated = events;
    }

    /// Before the write: should it fail, the event counts as one of the transaction.
    void addOpen(int partNumber, Event event) {
        open.add(new Origin.Spot(event.partition().number(), event.position()));
        openBytes += event.size();
        Counts counts = counts(partNumber, event);
        counts.written++;
    }

    void addThere(int partNumber, Event event) {
        Counts counts = counts(partNumber, event);
        if (uncertain.contains(event.partition().number(), event.position())) {
            counts.written++; // by this run, in a transaction that turned out to be committed
        } else {
            counts.there++;
        }
        if (open.isEmpty()) {
            settle();
        }
    }

    private Counts counts(int partNumber, Event event) {
        Counts counts = pending.computeIfAbsent(partNumber, number -> new Counts());
        counts.at = event.position().next();
        return counts;
    }

    /// Events of the part that were seen, settled or not.
    long seen(int partNumber) {
        Counts counts = pending.get(partNumber);
        return progress.settled(partNumber) + (counts == null ? 0 : counts.written + counts.there);
    }

    /// The originals of which this run was told that their copies are committed.
    PositionSet committed() {
        return committed;
    }

    /// The target refuses the one event of the open transaction, which is passed over.
    void setAside(String reason) {
        Origin.Spot spot = open.getLast();
        pending.forEach((number, counts) -> {
            if (counts.written > 0) {
                counts.written--;
                progress.setAside(number, spot, reason);
            }
        });
        settle();
    }

    /// The transaction was committed.
    void commit() {
        open.forEach(spot -> committed.add(spot.partition(), spot.position()));
        settle();
    }

    private void settle() {
        pending.forEach((number, counts) -> {
            Position at = counts.at == null ? next : counts.at;
            progress.settle(number, counts.written, counts.there, at);
            part = number;
            next = at;
        });
        isolated = Math.max(0, isolated - open.size());
        clear();
    }

    /// Nobody knows whether the transaction was committed.
    void markUncertain() {
        open.forEach(spot -> uncertain.add(spot.partition(), spot.position()));
    }

    boolean isUncertain() {
        return !uncertain.isEmpty();
    }

    /// The transaction is gone, or will be looked for.
    void forgetOpen() {
        clear();
    }

    private void clear() {
        pending.clear();
        open.clear();
        openBytes = 0;
    }
}
