package dev.lacuna.repair.rewind;

import dev.lacuna.model.GroupPosition;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.model.RewindPlan.Part;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.repair.PlanException;
import dev.lacuna.source.GroupInfo;
import dev.lacuna.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Refuses a plan when what it covers is no longer as it was when the plan was made. Later events don't matter; later
/// commits of the group do.
final class RewindGuard {

    private RewindGuard() {}

    /// Refuses when the logs no longer hold what the plan covers.
    static void checkLogs(RewindJob job, Map<String, StreamInfo> streams) throws PlanException {
        for (Part part : job.plan().parts()) {
            checkLog(part, Objects.requireNonNull(streams.get(part.stream()), "each was described"));
        }
    }

    /// The streams of the plan as they are now, the same ones as then.
    static Map<String, StreamInfo> identity(RewindJob job) throws PlanException, SourceException {
        RewindPlan plan = job.plan();
        if (!job.source().info().id().equals(plan.sourceId())) {
            throw changed("The plan was made for the cluster " + plan.sourceId() + ", but "
                    + job.source().info().name() + " is the cluster "
                    + job.source().info().id() + ". Open the one that the plan was made for.");
        }
        Map<String, StreamInfo> streams = new TreeMap<>();
        for (Part part : plan.parts()) {
            StreamInfo stream = streams.get(part.stream());
            if (stream == null) {
                stream = job.source().describe(part.stream());
                streams.put(part.stream(), stream);
            }
            if (!stream.id().equals(part.streamId())) {
                throw changed("The stream " + part.stream() + " was deleted and created again since the plan was made:"
                        + " its positions mean other events now. Make a new plan.");
            }
        }
        return streams;
    }

    private static void checkLog(Part part, StreamInfo stream) throws PlanException {
        PartitionInfo log = stream.partition(part.partition())
                .orElseThrow(() -> changed(part.stream() + " has no partition " + part.partition() + " any more."));
        boolean wasKept = !part.after().isBefore(part.log().from());
        if (wasKept && part.after().isBefore(log.start())) {
            throw changed("The log of " + log.partition() + " now starts at " + log.start() + ", behind "
                    + part.after() + " where the group was to go on (it started at "
                    + part.log().from() + "): events to be read again are gone. Make a new plan for what is left.");
        }
        if (log.end().isBefore(part.log().to())) {
            throw changed("The log of " + log.partition() + " ended at "
                    + part.log().to() + " when the plan was made and ends at " + log.end()
                    + " now: it was truncated. Make a new plan.");
        }
    }

    /// @throws PlanException CHANGED when the group is gone, with all that it had committed
    static GroupInfo group(RewindJob job) throws PlanException, SourceException {
        try {
            return job.source().groups().describe(job.plan().group());
        } catch (SourceException e) {
            if (e.kind() != SourceException.Kind.UNKNOWN_GROUP) {
                throw e;
            }
            throw new PlanException(
                    PlanException.Kind.CHANGED,
                    "The group '" + job.plan().group() + "' is gone since the plan was made: the broker forgets a group"
                            + " whose positions have expired (offsets.retention.minutes). Its consumers will begin by"
                            + " their auto.offset.reset.",
                    e);
        }
    }

    /// Refuses when the group stands neither where it stood nor where it is to stand.
    static void checkPositions(RewindJob job, Map<PartitionRef, GroupPosition> now) throws PlanException {
        List<String> moved = new ArrayList<>();
        for (Part part : job.plan().parts()) {
            Optional<Position> stands =
                    Optional.ofNullable(now.get(job.partition(part))).map(GroupPosition::next);
            if (!stands.equals(part.before()) && !stands.equals(Optional.of(part.after()))) {
                moved.add(part.stream() + "/" + part.partition() + " " + words(part.before()) + " when planned, "
                        + words(stands) + " now");
            }
        }
        if (!moved.isEmpty()) {
            throw changed("The group '" + job.plan().group() + "' has committed since the plan was made: "
                    + String.join("; ", moved) + ". Make a new plan.");
        }
    }

    private static String words(Optional<Position> position) {
        return position.map(at -> "at " + at).orElse("without a position");
    }

    static PlanException changed(String message) {
        return new PlanException(PlanException.Kind.CHANGED, message);
    }
}
