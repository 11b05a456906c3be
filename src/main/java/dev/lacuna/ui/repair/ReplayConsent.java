package dev.lacuna.ui.repair;

import dev.lacuna.repair.Hazard;
import dev.lacuna.task.TaskHandle;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What must be known of a plan and agreed to before anything is written: its hazards, which are looked for in the
/// background, and the name of what is production.
final class ReplayConsent {

    private @Nullable TaskHandle<List<Hazard>> preflight;
    private @Nullable List<Hazard> hazards;
    private @Nullable String problem;
    private boolean agreed;
    private List<String> names = List.of();
    private String typed = "";

    /// Hazards are looked for by this task from now on.
    void lookFor(TaskHandle<List<Hazard>> task) {
        problem = null;
        preflight = task;
    }

    boolean isLooking() {
        return preflight != null;
    }

    /// Looks whether they have been looked for.
    ///
    /// @return whether that has just ended
    boolean refresh() {
        TaskHandle<List<Hazard>> look = preflight;
        if (look == null || !look.state().isTerminal()) {
            return false;
        }
        preflight = null;
        hazards = look.result().map(List::copyOf).orElse(null);
        problem = hazards == null ? ReplayProblem.reason(look) : null;
        return true;
    }

    /// Of another plan nothing is known, and to nothing of it anybody has agreed.
    void forget() {
        if (preflight != null) {
            preflight.cancel();
        }
        preflight = null;
        hazards = null;
        problem = null;
        agreed = false;
        names = List.of();
        typed = "";
    }

    /// What could go wrong, worst first; empty while that is looked for.
    Optional<List<Hazard>> hazards() {
        return Optional.ofNullable(hazards);
    }

    /// Why the hazards could not be looked for.
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    boolean isBlocked() {
        return hazards != null && Hazard.isAnyBlocking(hazards);
    }

    /// Whether the engineer has agreed to what blocks it.
    boolean isAgreed() {
        return agreed;
    }

    void agree(boolean yes) {
        agreed = yes;
    }

    /// One of these must be typed before anything is written; none where that is not needed.
    void askFor(List<String> anyOf) {
        names = anyOf;
    }

    List<String> names() {
        return names;
    }

    void confirm(String name) {
        typed = name.strip();
    }

    /// What was typed for the plan at hand.
    String typed() {
        return typed;
    }

    /// Whether what is written is meant to be: production is agreed to by its name.
    boolean isConfirmed() {
        return names.isEmpty() || names.contains(typed);
    }

    /// The name that was typed; empty where none is needed.
    String confirmed() {
        return names.isEmpty() ? "" : typed;
    }

    /// Whether nothing stands against writing. Hazards come first: nothing is written before they are known.
    boolean isGiven() {
        return hazards != null && (!isBlocked() || agreed) && isConfirmed();
    }
}
