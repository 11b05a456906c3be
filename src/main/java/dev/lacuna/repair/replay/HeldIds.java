package dev.lacuna.repair.replay;

import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.repair.PlanException;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.util.ArrayList;
import java.util.List;

/// Which of the events to be copied the target holds already, by their ids. Memory goes by what is to be copied, not by
/// what the target holds. Confined to one thread.
final class HeldIds {

    private final EventIdentity ids;
    private final IdSet wanted = new IdSet();
    private final IdSet held = new IdSet();
    private final IdSet admitted = new IdSet();
    private long without;
    private String firstWithout = "";
    private long leftOut;
    private long repeats;

    HeldIds(EventIdentity ids) {
        this.ids = ids;
    }

    /// First: an event that would be copied.
    void want(Event event) throws PlanException {
        Bytes id = ids.inSource(event);
        if (id == null) {
            if (without++ == 0) {
                firstWithout = event.partition() + "@" + event.position();
            }
            return;
        }
        if (wanted.add(id) && wanted.isFull()) {
            throw refused("More than " + IdSet.MOST + " events are too many to compare ids of. Plan smaller ranges.");
        }
    }

    void requireIds(String extractor) throws PlanException {
        if (without > 0) {
            throw refused("Whether the target holds them can't be told of " + Phrases.count(without, "event")
                    + " without an id by "
                    + extractor + "; the first is " + firstWithout
                    + ". Name another extractor, or leave them out with a"
                    + " filter.");
        }
    }

    /// Then: all that stands in the target. Timestamps don't say where a copy stands, since another plan may have
    /// changed them.
    void look(StreamSource target, StreamInfo to, TaskContext context)
            throws PlanException, SourceException, TaskCancelledException {
        List<PartitionRange> ranges = to.partitions().stream()
                .map(log -> new PartitionRange(log.partition(), new PositionRange(log.start(), log.lastStable())))
                .filter(range -> !range.positions().isEmpty())
                .toList();
        long total =
                ranges.stream().mapToLong(range -> range.positions().span()).sum();
        long seen = 0;
        try (var reader = new CommittedReader(target, ranges, context, context::checkpoint)) {
            for (List<Event> some = reader.next(); some != null; some = reader.next()) {
                for (Event event : some) {
                    Bytes id = ids.inTarget(event);
                    if (id != null && wanted.contains(id)) {
                        held.add(id);
                    }
                }
                seen += some.size();
                context.report(ProgressSnapshot.of("Looking for ids in the target", seen, total, "positions"));
            }
        } catch (ChangedLogException e) {
            throw new PlanException(PlanException.Kind.REQUEST, String.valueOf(e.getMessage()), e);
        }
    }

    /// Last: whether that event is to be copied. Of several with one id the first is.
    boolean admits(Event event) {
        Bytes id = ids.inSource(event);
        if (id == null) {
            return false;
        }
        if (held.contains(id)) {
            leftOut++;
            return false;
        }
        if (!admitted.add(id)) {
            repeats++;
            return false;
        }
        return true;
    }

    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (leftOut > 0) {
            notes.add(
                    leftOut == 1
                            ? "1 event is left out, because the target holds it already."
                            : leftOut + " events are left out, because the target holds them already.");
        }
        if (repeats > 0) {
            notes.add(
                    repeats == 1
                            ? "1 event repeats an id of the selection and is left out."
                            : repeats + " events repeat an id of the selection and are left out.");
        }
        return List.copyOf(notes);
    }

    private static PlanException refused(String message) {
        return new PlanException(PlanException.Kind.REQUEST, message);
    }
}
