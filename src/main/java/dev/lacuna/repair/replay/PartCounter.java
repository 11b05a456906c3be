package dev.lacuna.repair.replay;

import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamRef;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.UneditableException;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads ranges for the planner: how many events of each are chosen, and which. Confined to one thread.
final class PartCounter {

    /// A plan is a file that people read, and that is read whole.
    private static final int MOST_PICKED = 1_000_000;

    /// What one range holds of the events that were asked for.
    ///
    /// @param positions the range, as narrow as it can be
    /// @param picked where they stand; empty where every chosen event of the range is meant
    record Count(long events, PositionRange positions, List<PositionRange> picked) {}

    private final ReplayRequest request;
    private final StreamRef from;
    private final TaskContext context;
    private final @Nullable Predicate<Event> picking;
    private final SelectionTally tally;
    private long late;
    private long unknown;
    private String firstUnknown = "";
    private long pickedRanges;

    /// @param picking chooses among the chosen; null: all of them
    PartCounter(ReplayRequest request, StreamRef from, @Nullable Predicate<Event> picking, TaskContext context) {
        this.request = request;
        this.from = from;
        this.picking = picking;
        this.context = context;
        this.tally = new SelectionTally(request.form());
    }

    /// Told of each event that was read, so that progress shows.
    interface Watch {
        void at(Position position);

        void report();
    }

    Count count(ReplayRequest.Range range, Watch watch) throws PlanException, SourceException, TaskCancelledException {
        var choice = ReplayJob.choice(request.reading(), request.choice(), range.only(), List.of());
        var gathered = new Gathered();
        read(request, from, range, context, watch, event -> {
            if (choice.selects(event) && (picking == null || picking.test(event))) {
                take(event, range, gathered);
            }
        });
        unknown += choice.unknown();
        firstUnknown = firstUnknown.isEmpty() ? choice.firstUnknown() : firstUnknown;
        boolean narrow = picking != null || !request.choice().isAll();
        return new Count(
                gathered.events,
                narrow && gathered.first != null && gathered.last != null
                        ? new PositionRange(gathered.first, gathered.last.next())
                        : range.positions(),
                picking == null ? List.of() : gathered.runs());
    }

    private void take(Event event, ReplayRequest.Range range, Gathered gathered) throws PlanException {
        try {
            tally.add(event);
        } catch (UneditableException e) {
            throw refused("The event " + event.partition() + "@" + event.position()
                    + " can't be edited as it was asked for: " + e.getMessage()
                    + ". Choose events that can, with a filter for example.");
        }
        Position sought = range.sought().orElse(null);
        if (sought != null && !event.position().isBefore(sought)) {
            late++;
        }
        gathered.add(event.position());
        if (picking != null && gathered.isNewRun && ++pickedRanges > MOST_PICKED) {
            throw refused("The events stand in more than " + MOST_PICKED
                    + " places, too many to name in one plan. Plan smaller ranges.");
        }
    }

    /// Reads the committed events of a range.
    static void read(
            ReplayRequest request,
            StreamRef from,
            ReplayRequest.Range range,
            TaskContext context,
            Watch watch,
            Visitor visitor)
            throws PlanException, SourceException, TaskCancelledException {
        var whole = List.of(new PartitionRange(from.partition(range.partition()), range.positions()));
        try (var reader = new CommittedReader(request.source(), whole, context, context::checkpoint)) {
            for (List<Event> some = reader.next(); some != null; some = reader.next()) {
                for (Event event : some) {
                    watch.at(event.position());
                    visitor.event(event);
                }
                watch.report();
            }
        } catch (ChangedLogException e) {
            throw new PlanException(PlanException.Kind.REQUEST, String.valueOf(e.getMessage()), e);
        }
    }

    interface Visitor {
        void event(Event event) throws PlanException;
    }

    /// Where the chosen events of one range stand.
    private static final class Gathered {
        private final List<PositionRange> runs = new ArrayList<>();
        private @Nullable Position runStart;
        private @Nullable Position first;
        private @Nullable Position last;
        private long events;
        private boolean isNewRun;

        void add(Position position) {
            Position before = last;
            isNewRun = before == null || !before.next().equals(position);
            if (isNewRun) {
                endRun();
                runStart = position;
            }
            first = first == null ? position : first;
            last = position;
            events++;
        }

        private void endRun() {
            if (runStart != null && last != null) {
                runs.add(new PositionRange(runStart, last.next()));
            }
        }

        List<PositionRange> runs() {
            endRun();
            runStart = null;
            return List.copyOf(runs);
        }
    }

    SelectionFacts facts() {
        return tally.facts();
    }

    /// What whoever reads the plan is to know of how its events were chosen.
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (late > 0) {
            notes.add(late + (late == 1 ? " of the events stands" : " of the events stand")
                    + " behind the place where the end of the time was reached first.");
        }
        if (unknown > 0) {
            notes.add("The filter could not judge " + Phrases.count(unknown, "event")
                    + (unknown == 1 ? ", which is left out: " : ", which are left out; the first: ") + firstUnknown
                    + ".");
        }
        return notes;
    }

    private static PlanException refused(String message) {
        return new PlanException(PlanException.Kind.REQUEST, message);
    }
}
