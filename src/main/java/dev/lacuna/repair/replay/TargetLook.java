package dev.lacuna.repair.replay;

import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.util.Map;

/// What stands in the target of a plan already: the only memory of how far it has been run, wherever that was.
///
/// It is exact, at a bit for each position. One fenced writer writes the parts in order and in transactions, so
/// what was ever written is a beginning of the plan's events. On a compacted target, where copies may have been
/// superseded and cleaned away, all before the last one that is left therefore counts as written.
final class TargetLook {

    private final TargetCopies copies;
    private final Origin origin;
    private final PartIndex parts;
    private final boolean compacted;
    private final PositionSet found = new PositionSet();
    private final Arrivals arrivals;
    private final ReplayJob job;
    private int lastPart = -1;
    private Position lastPosition = Position.offset(0);

    TargetLook(ReplayJob job, boolean compacted) {
        this.copies = new TargetCopies(job);
        this.origin = job.origin();
        this.parts = new PartIndex(job.plan().parts());
        this.compacted = compacted;
        this.arrivals = new Arrivals(job);
        this.job = job;
    }

    /// Looks at what came since the last look.
    void advance(Map<PartitionRef, Position> ends, TaskContext context) throws SourceException, TaskCancelledException {
        copies.readTo(ends, context, new TargetCopies.Visitor() {
            @Override
            public void copy(Event copy, Origin.Spot original) throws SourceException {
                add(copy, original);
            }

            @Override
            public void other(Event event) throws SourceException {
                arrivals.see(event);
            }
        });
        if (arrivals.areWanted()) {
            job.requireRead(); // one that can't be read might be one that is held
        }
    }

    private void add(Event copy, Origin.Spot original) throws SourceException {
        int part = parts.of(original);
        if (part < 0) {
            return; // not of this plan's events, whoever wrote it: the check afterwards tells of it
        }
        if (!found.add(original.partition(), original.position())) {
            throw new ChangedLogException("The target holds a second copy of "
                    + origin.text(original.partition(), original.position()) + ", in " + copy.partition() + " at "
                    + copy.position()
                    + ": something other than a run of this plan has written it. Verify the plan to see all of them.");
        }
        if (part > lastPart || (part == lastPart && lastPosition.isBefore(original.position()))) {
            lastPart = part;
            lastPosition = original.position();
        }
    }

    /// Whether the copy of that event was written, or the event has come from elsewhere since the plan was made.
    boolean holds(int part, Event original) {
        if (found.contains(original.partition().number(), original.position()) || arrivals.hold(original)) {
            return true;
        }
        return compacted
                && (part < lastPart || (part == lastPart && original.position().isBefore(lastPosition)));
    }
}
