package dev.lacuna.repair.replay;

import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.ReplayPlan.Part;
import dev.lacuna.model.ReplayPlan.Place;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.repair.PlanException;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import java.util.Objects;

/// Refuses a plan when what it covers is no longer as it was when the plan was made. Later appends don't matter.
final class PlanGuard {

    private PlanGuard() {}

    /// The two streams as they are now.
    record Streams(StreamInfo from, StreamInfo to) {}

    static Streams check(ReplayJob job) throws PlanException, SourceException {
        return check(job, true);
    }

    /// The same for whoever only looks at what was copied: what the source doesn't keep any more is no matter then.
    static Streams checkCopies(ReplayJob job) throws PlanException, SourceException {
        return check(job, false);
    }

    private static Streams check(ReplayJob job, boolean whole) throws PlanException, SourceException {
        ReplayPlan plan = job.plan();
        StreamInfo from = same(plan.from(), job.source(), "source");
        StreamInfo to = same(plan.to(), job.target(), "target");
        for (Part part : plan.parts()) {
            checkSource(part, from, whole);
        }
        checkPartitionCount(job, to);
        for (PartitionRef partition : job.targets()) {
            checkTarget(partition, plan, to);
        }
        return new Streams(from, to);
    }

    private static StreamInfo same(Place place, StreamSource source, String role)
            throws PlanException, SourceException {
        if (!source.info().id().equals(place.sourceId())) {
            throw changed("The plan's " + role + " is the cluster " + place.sourceId() + ", but "
                    + source.info().name() + " is the cluster " + source.info().id()
                    + ". Open the one that the plan was made for.");
        }
        StreamInfo stream = source.describe(place.stream());
        if (!stream.id().equals(place.streamId())) {
            throw changed(
                    "The stream " + place.stream() + " at " + source.info().name()
                            + " was deleted and created again since the plan was made: its positions mean other events now."
                            + " Make a new plan.");
        }
        return stream;
    }

    private static void checkSource(Part part, StreamInfo from, boolean whole) throws PlanException {
        PartitionInfo log = from.partition(part.partition())
                .orElseThrow(() -> changed(from.stream() + " has no partition " + part.partition() + " any more."));
        requireSameKind(part.positions().from(), log);
        if (whole && part.positions().from().isBefore(log.start())) {
            throw changed("The log of " + log.partition() + " now starts at " + log.start()
                    + ", inside or behind the range " + part.positions() + " that the plan covers (it started at "
                    + part.logStart() + "): events to be copied are gone. Make a new plan for what is left.");
        }
        if (log.end().isBefore(part.positions().to())) {
            throw changed(
                    "The log of " + log.partition() + " now ends at " + log.end() + ", before the end of the range "
                            + part.positions() + " that the plan covers: it was truncated. Make a new plan.");
        }
    }

    private static void checkPartitionCount(ReplayJob job, StreamInfo to) throws PlanException {
        int planned = job.plan().targetEnds().size();
        int now = to.partitions().size();
        if (job.isByEvent() && planned != now) {
            throw changed(to.stream() + " had " + planned + " partitions when the plan was made and has " + now
                    + " now: keys belong to other partitions. Make a new plan.");
        }
    }

    private static void checkTarget(PartitionRef partition, ReplayPlan plan, StreamInfo to) throws PlanException {
        if (partition.number() >= to.partitions().size()) {
            throw changed(to.stream() + " has no partition " + partition.number() + " any more.");
        }
        PartitionInfo log = to.partitions().get(partition.number());
        Position end = Objects.requireNonNull(plan.targetEnds().get(partition.number()));
        requireSameKind(end, log);
        if (log.end().isBefore(end)) {
            throw changed("The log of " + partition + " in the target ends at " + log.end() + " now and ended at " + end
                    + " when the plan was made: it was truncated. Make a new plan.");
        }
        if (end.isBefore(log.start())) {
            throw changed("The log of " + partition + " in the target starts at " + log.start()
                    + " now, behind the place where copies may stand (from " + end
                    + " on): nobody can tell any more which were written. Look at the target, then make a new plan.");
        }
    }

    /// Only a plan that was edited by hand names positions of another kind than its log has.
    private static void requireSameKind(Position planned, PartitionInfo log) throws PlanException {
        if (planned.isDense() != log.end().isDense()) {
            throw changed("The plan says " + planned + " of the log of " + log.partition() + ", which ends at "
                    + log.end() + ": that is a position of another kind. Make a new plan.");
        }
    }

    private static PlanException changed(String message) {
        return new PlanException(PlanException.Kind.CHANGED, message);
    }
}
