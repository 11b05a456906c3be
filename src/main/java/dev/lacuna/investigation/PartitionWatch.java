package dev.lacuna.investigation;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.EventRound;
import dev.lacuna.index.Lane;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.Fields;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.source.ReadHandler;
import java.util.List;
import java.util.function.Consumer;

/// Feeds what is read of one partition to its lane and its detectors.
final class PartitionWatch implements ReadHandler {

    private final Consumer<Runnable> ending;
    private PositionRange range;
    private final Lane lane;
    private final TimeMap times;
    private final List<Detector> detectors;
    private final EventRound following;
    private final FieldReader fields;
    private final boolean events;
    private final FieldPresence.Tally presence;
    private final EventSampler sampler;
    private long lookedTo;
    private boolean sawOpen;

    /// @param range what is read
    /// @param events whether events follow their batches, so that the lane counts those instead
    /// @param presence told of the fields of each event
    /// @param sampler reads the few events that a detector asks for where no events are read
    PartitionWatch(
            PositionRange range,
            Lane lane,
            TimeMap times,
            List<Detector> detectors,
            FieldReader fields,
            boolean events,
            FieldPresence.Tally presence,
            EventSampler sampler) {
        this(range, lane, times, detectors, fields, events, presence, sampler, Runnable::run);
    }

    /// @param ending within which the detectors end
    PartitionWatch(
            PositionRange range,
            Lane lane,
            TimeMap times,
            List<Detector> detectors,
            FieldReader fields,
            boolean events,
            FieldPresence.Tally presence,
            EventSampler sampler,
            Consumer<Runnable> ending) {
        this.ending = ending;
        this.range = range;
        this.lookedTo = range.from().isDense() ? range.from().asOffset() : 0;
        this.lane = lane;
        this.times = times;
        this.detectors = detectors;
        this.following = new EventRound(detectors);
        this.fields = fields;
        this.events = events;
        this.presence = presence;
        this.sampler = sampler;
    }

    @Override
    public void batch(Batch batch) {
        sawOpen |= batch.fate() == Fate.OPEN || batch.fate() == Fate.UNKNOWN;
        if (batch.isVisible() && batch.maxMillis() >= 0) {
            if (!events) {
                long from = batch.minMillis() >= 0 ? Math.min(batch.minMillis(), batch.maxMillis()) : batch.maxMillis();
                long count = batch.countWithin(range);
                lane.addSpread(from, batch.maxMillis(), count, batch.bytes() * count / batch.count());
            }
            if (batch.first().isDense()) {
                if (!events) {
                    placeSpread(batch);
                }
                times.add(
                        batch.first().asOffset(),
                        batch.last().asOffset(),
                        batch.minMillis() >= 0 ? batch.minMillis() : batch.maxMillis());
            }
        }
        // of a batch whose events follow it isn't known yet that all of them will
        lookedTo(events ? batch.first() : batch.last().next());
        for (Detector detector : detectors) {
            detector.batch(batch);
        }
        following.begin();
    }

    private void placeSpread(Batch batch) {
        long from = Position.max(batch.first(), range.from()).asOffset();
        long to = Position.min(batch.last().next(), range.to()).asOffset();
        lane.placeSpread(from, to, batch.countWithin(range));
    }

    private void lookedTo(Position position) {
        if (position.isDense()) {
            long to = Position.min(position, range.to()).asOffset();
            lane.lookedAt(lookedTo, to);
            lookedTo = Math.max(lookedTo, to);
        }
    }

    @Override
    public void event(Batch batch, Event event) {
        if (!batch.isVisible()) {
            return;
        }
        if (event.millis() >= 0) {
            lane.add(event.millis(), event.size());
        }
        if (event.position().isDense()) {
            lane.place(event.position().asOffset());
        }
        if (detectors.isEmpty()) {
            return;
        }
        Fields read = fields.read(event);
        presence.saw(read);
        following.event(batch, event, read);
    }

    @Override
    public void damage(PartitionRef partition, Damage damage) {
        for (Detector detector : detectors) {
            detector.damage(damage);
        }
    }

    @Override
    public void gone(PartitionRef partition, PositionRange positions) {
        for (Detector detector : detectors) {
            detector.gone(positions);
        }
    }

    @Override
    public void ended(PartitionRef partition, Position reached, EndReason reason) {
        if (!events) {
            for (Detector detector : detectors) {
                detector.sampleWanted()
                        .ifPresent(wanted -> sampler.read(new PartitionRange(partition, wanted), detector::sample));
            }
        }
        end(reached, reason == EndReason.COMPLETE);
    }

    /// Lets the detectors decide what is still open. Positions that retention took away while they were read look like
    /// lost ones, so a moved head counts as not complete, too.
    void end(Position reached, boolean complete) {
        lookedTo(reached);
        ending.accept(() -> detectors.forEach(detector -> detector.end(reached, complete)));
    }

    /// Lets the detectors tell what is so now, of a partition that is followed.
    ///
    /// @param within what takes what they tell
    /// @param last whether nothing more comes
    void tell(Consumer<Runnable> within, Position reached, boolean complete, boolean last) {
        lookedTo(reached);
        within.accept(() -> {
            for (Detector detector : detectors) {
                if (last) {
                    detector.end(reached, complete);
                } else {
                    detector.look(reached, complete);
                }
            }
        });
    }

    /// What comes behind the range is read, too.
    void goOn() {
        range = new PositionRange(range.from(), Position.offset(Long.MAX_VALUE));
    }

    /// Whether something was seen that a transaction may yet take back.
    boolean sawOpen() {
        return sawOpen;
    }
}
