package dev.lacuna.repair;

import java.util.List;
import java.util.stream.Collectors;

/// Harm that a repair may do to what it touches, known before it runs.
///
/// @param title a noun phrase: "Old events on a compacted stream"
/// @param explanation what would happen, and what to do about it
public record Hazard(Level level, String title, String explanation) {

    /// How much it weighs.
    public enum Level {
        /// Good to know.
        NOTE,
        /// To be considered by whoever knows the consumers.
        WARNING,
        /// The repair is refused until someone has agreed to it.
        BLOCKING
    }

    public static Hazard note(String title, String explanation) {
        return new Hazard(Level.NOTE, title, explanation);
    }

    public static Hazard warning(String title, String explanation) {
        return new Hazard(Level.WARNING, title, explanation);
    }

    public static Hazard blocking(String title, String explanation) {
        return new Hazard(Level.BLOCKING, title, explanation);
    }

    public boolean isBlocking() {
        return level == Level.BLOCKING;
    }

    public static boolean isAnyBlocking(List<Hazard> hazards) {
        return hazards.stream().anyMatch(Hazard::isBlocking);
    }

    /// @param accepted whether someone has agreed to what blocks
    /// @throws PlanException HAZARD with what nobody has agreed to
    public static void requireAgreement(List<Hazard> hazards, boolean accepted) throws PlanException {
        if (!accepted && isAnyBlocking(hazards)) {
            throw new PlanException(
                    PlanException.Kind.HAZARD,
                    "Refused, nothing was written. "
                            + hazards.stream()
                                    .filter(Hazard::isBlocking)
                                    .map(hazard -> hazard.title() + ": " + hazard.explanation())
                                    .collect(Collectors.joining(" ")));
        }
    }
}
