package dev.lacuna.repair;

import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.ReplayPlan.Part;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What holds in every plan, whoever wrote its file.
public final class PlanRules {

    /// The id becomes part of a writer's name and of a header.
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private PlanRules() {}

    /// @throws PlanException REQUEST naming the first rule that is broken
    public static void check(ReplayPlan plan) throws PlanException {
        require(
                ID.matcher(plan.id()).matches(),
                "Its id '" + plan.id() + "' must be 1 to 64 letters, digits, dots, dashes or underscores.");
        require(!plan.parts().isEmpty(), "It has no parts, so it would copy nothing.");
        require(!plan.targetEnds().isEmpty(), "It names no partition of its target.");
        Choices.check(plan.choice(), plan.form());
        long events = 0;
        for (Part part : plan.parts()) {
            checkPart(plan, part);
            events += part.events();
        }
        require(
                events == plan.events(),
                "It counts " + plan.events() + " events, but its parts add up to " + events + ".");
        checkOverlaps(plan.parts());
    }

    private static void checkPart(ReplayPlan plan, Part part) throws PlanException {
        String where = "Its part " + part.partition() + "@" + part.positions();
        require(part.partition() >= 0, where + " has a negative partition.");
        require(part.events() > 0, where + " has no events.");
        require(
                part.targetPartition() < 0 || plan.targetEnds().containsKey(part.targetPartition()),
                where + " goes to partition " + part.targetPartition() + ", which the target doesn't have.");
        require(
                part.logStart().isDense() == part.positions().from().isDense()
                        && part.positions().from().isDense()
                                == plan.parts().get(0).positions().from().isDense()
                        && (part.picked().isEmpty() || part.positions().from().isDense()),
                where + " mixes offsets with sequence numbers of another kind.");
        checkPicked(part, where);
        require(
                part.only().isEmpty() || plan.fields().sequence().isPresent(),
                where + " chooses events by sequence number, but the plan doesn't say how to read one.");
        require(
                part.only().isEmpty() || !isScoped(plan),
                where + " chooses events by sequence number, but these run per "
                        + plan.fields().sequencePer().orElse("") + " and don't tell one event of a partition.");
    }

    private static void checkPicked(Part part, String where) throws PlanException {
        Position end = part.positions().from();
        for (PositionRange range : part.picked()) {
            require(
                    !range.isEmpty()
                            && !range.from().isBefore(end)
                            && !part.positions().to().isBefore(range.to()),
                    where + " picks the positions " + range + ", which stand outside of it or out of order.");
            end = range.to();
        }
    }

    /// Whether the numbers run within something else than the partition.
    private static boolean isScoped(ReplayPlan plan) {
        return plan.fields()
                .sequencePer()
                .filter(per -> !per.equals("partition"))
                .isPresent();
    }

    /// An event's origin names its position and not the part, so parts that overlap would copy it twice.
    private static void checkOverlaps(List<Part> parts) throws PlanException {
        Map<Integer, NavigableMap<Position, Part>> byPartition = new HashMap<>();
        for (Part part : parts) {
            var others = byPartition.computeIfAbsent(part.partition(), number -> new TreeMap<>());
            var before = others.floorEntry(part.positions().from());
            var after = others.ceilingEntry(part.positions().from());
            for (var other : Arrays.asList(before, after)) {
                if (other != null && other.getValue().positions().overlaps(part.positions())) {
                    throw broken("Its parts " + part.partition() + "@" + part.positions() + " and "
                            + other.getValue().partition() + "@"
                            + other.getValue().positions()
                            + " overlap: events would be copied twice.");
                }
            }
            others.put(part.positions().from(), part);
        }
    }

    private static void require(boolean holds, String message) throws PlanException {
        if (!holds) {
            throw broken(message);
        }
    }

    private static PlanException broken(String message) {
        return new PlanException(PlanException.Kind.REQUEST, "The plan contradicts itself. " + message);
    }
}
