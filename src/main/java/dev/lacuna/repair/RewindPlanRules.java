package dev.lacuna.repair;

import dev.lacuna.model.RewindPlan;
import dev.lacuna.model.RewindPlan.Part;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// What holds in every plan of a rewind, whoever wrote its file.
public final class RewindPlanRules {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private RewindPlanRules() {}

    /// @throws PlanException REQUEST naming the first rule that is broken
    public static void check(RewindPlan plan) throws PlanException {
        require(
                ID.matcher(plan.id()).matches(),
                "Its id '" + plan.id() + "' must be 1 to 64 letters, digits, dots, dashes or underscores.");
        require(!plan.group().isEmpty(), "It names no consumer group.");
        require(!plan.parts().isEmpty(), "It has no parts, so it would set nothing.");
        Set<String> seen = new HashSet<>();
        for (Part part : plan.parts()) {
            String where = part.stream() + "/" + part.partition();
            require(seen.add(where), "It sets " + where + " twice.");
            require(!part.move().isNone(), "It sets " + where + " to " + part.after() + ", where the group stands.");
        }
    }

    private static void require(boolean holds, String message) throws PlanException {
        if (!holds) {
            throw new PlanException(PlanException.Kind.REQUEST, "The plan contradicts itself. " + message);
        }
    }
}
