package dev.lacuna.repair.replay;

import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Position;
import java.util.List;

/// What a check of a plan's copies has found.
///
/// @param planned events that the plan counted
/// @param expected events that the source holds of them now
/// @param found how many of these have a copy in the target
/// @param missing how many have none
/// @param doubled copies beyond the first of an event
/// @param altered copies that differ from their original in key, value, headers, timestamp or partition
/// @param strays copies with this plan's id of events that it doesn't cover
/// @param outOfOrder copies that stand behind one of a later event of the same partition
/// @param gone planned events that the source doesn't keep any more: their copies were counted and not compared
/// @param sameOriginals false where the source holds other events there than when the plan was made
/// @param timestampsCompared false where the target sets timestamps itself, so that they differ by nature
/// @param examples the first of each kind of trouble
/// @param places where the copies stand
/// @param notes what else is worth a word
public record ReplayCheckResult(
        String planId,
        long planned,
        long expected,
        long found,
        long missing,
        long doubled,
        long altered,
        long strays,
        long outOfOrder,
        long gone,
        boolean sameOriginals,
        boolean timestampsCompared,
        List<Example> examples,
        List<Place> places,
        List<String> notes) {

    public ReplayCheckResult {
        examples = List.copyOf(examples);
        places = List.copyOf(places);
        notes = List.copyOf(notes);
    }

    /// What can be wrong with one event.
    public enum Trouble {
        MISSING,
        DOUBLED,
        ALTERED,
        STRAY,
        OUT_OF_ORDER
    }

    /// One event with trouble.
    ///
    /// @param origin its original, as in the header `lacuna.origin`
    /// @param copy where the copy stands, `STREAM/PARTITION@POSITION`; empty when there is none
    public record Example(Trouble trouble, String origin, String copy) {}

    /// The copies in one target partition.
    ///
    /// @param first the position of the first copy
    /// @param last the position of the last copy, inclusive; others' events may stand between
    public record Place(int partition, Position first, Position last, long copies) {}

    /// Whether each event that was planned stands in the target exactly once, unaltered.
    public boolean isOk() {
        return gone == 0 && isOkAsFarAsKept();
    }

    /// The same as far as the source still keeps what was copied: of the rest there are as many copies as there were
    /// events.
    public boolean isOkAsFarAsKept() {
        return expected + gone == planned
                && sameOriginals
                && missing == 0
                && doubled == 0
                && altered == 0
                && strays == 0;
    }

    /// One sentence for people.
    public String summary() {
        String counts = "missing " + Phrases.number(missing) + ", doubled " + Phrases.number(doubled) + ", altered "
                + Phrases.number(altered);
        String rest = (strays == 0 ? "" : ", strays " + Phrases.number(strays))
                + (outOfOrder == 0 ? "" : ", out of order " + Phrases.number(outOfOrder))
                + (gone == 0
                        ? ""
                        : "; " + Phrases.number(gone) + " could only be counted, since the source doesn't keep "
                                + (gone == 1 ? "it" : "them") + " any more")
                + (expected + gone == planned
                        ? sameOriginals
                                ? ""
                                : "; the source holds other events at these positions now than when the plan was made"
                        : "; the source holds only " + Phrases.number(expected) + " of them now");
        String verdict = isOk() ? "Verified: " : isOkAsFarAsKept() ? "As far as can be told: " : "Not as planned: ";
        return verdict + Phrases.number(found) + " of " + Phrases.number(planned)
                + (planned == 1 ? " event stands" : " events stand") + " in the target; "
                + counts + rest + ".";
    }
}
