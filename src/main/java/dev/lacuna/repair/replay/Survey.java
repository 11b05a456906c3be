package dev.lacuna.repair.replay;

import dev.lacuna.model.Event;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.ReplayPlan.Part;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.UneditableException;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.util.List;

/// Reads all events of a plan without writing any, and refuses it when they are not those that the plan was made
/// of: another number of them, or others at the same positions.
final class Survey {

    /// Receives each selected event, in the order they are written.
    interface Visitor {
        void event(int part, Event event);
    }

    private Survey() {}

    static SelectionFacts read(ReplayJob job, TaskContext context, Visitor visitor)
            throws PlanException, SourceException, TaskCancelledException {
        var tally = new SelectionTally(job.plan().form());
        long before = 0;
        List<Part> parts = job.plan().parts();
        for (int number = 0; number < parts.size(); number++) {
            Part part = parts.get(number);
            long events = readPart(job, number, before, context, tally, visitor);
            if (events != part.events()) {
                job.requireRead();
                throw new PlanException(
                        PlanException.Kind.CHANGED,
                        "The source holds " + events + " of the " + part.events() + " events that the plan counted in "
                                + job.plan().from().stream() + "/" + part.partition() + "@" + part.positions()
                                + ": it was changed since. Make a new plan.");
            }
            before += events;
        }
        SelectionFacts facts = tally.facts();
        requireSame(job.plan(), facts);
        return facts;
    }

    /// An unclean election may take the end of a log, and others write as many events to the same positions.
    private static void requireSame(ReplayPlan plan, SelectionFacts facts) throws PlanException {
        if (!plan.digest().isEmpty() && !plan.digest().equals(facts.digest())) {
            throw new PlanException(
                    PlanException.Kind.CHANGED,
                    "The source holds as many events where the plan says as when it was made, but not the same ones: the"
                            + " log of " + plan.from().stream()
                            + " was cut and written on, or the plan was edited by hand. Nothing was written. Make a new"
                            + " plan.");
        }
    }

    private static long readPart(
            ReplayJob job, int number, long before, TaskContext context, SelectionTally tally, Visitor visitor)
            throws PlanException, SourceException, TaskCancelledException {
        Part part = job.plan().parts().get(number);
        EventChoice choice = job.choice(part);
        var whole = List.of(job.range(part, part.positions().from()));
        long events = 0;
        try (var reader = new CommittedReader(job.source(), whole, context, context::checkpoint)) {
            for (List<Event> some = reader.next(); some != null; some = reader.next()) {
                for (Event event : some) {
                    if (choice.selects(event)) {
                        events++;
                        tally.add(event);
                        visitor.event(number, event);
                    }
                }
                context.report(ProgressSnapshot.of(
                        "Reading what is to be copied",
                        before + events,
                        job.plan().events(),
                        "events"));
            }
        } catch (ChangedLogException e) {
            throw new PlanException(PlanException.Kind.CHANGED, String.valueOf(e.getMessage()), e);
        } catch (UneditableException e) {
            throw new PlanException(
                    PlanException.Kind.CHANGED,
                    "An event of " + job.plan().from().stream() + "/" + part.partition()
                            + " can't be edited as the plan says: " + e.getMessage() + ". Make a new plan.",
                    e);
        }
        return events;
    }
}
