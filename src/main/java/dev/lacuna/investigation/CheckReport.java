package dev.lacuna.investigation;

import dev.lacuna.source.CheckStep;
import dev.lacuna.source.CheckStep.State;
import java.util.List;
import java.util.Optional;

/// How far a check of a connection has come, or has got.
///
/// @param steps that have ended, in the order in which they did
/// @param now what is being tried; empty between two steps and at the end
/// @param on what it is being tried, for people
public record CheckReport(List<CheckStep> steps, Optional<CheckStep.Kind> now, String on) {

    /// Before the first step.
    public static final CheckReport NONE = new CheckReport(List.of(), Optional.empty(), "");

    public CheckReport {
        steps = List.copyOf(steps);
    }

    /// Whether nothing has failed so far.
    public boolean isGood() {
        return failure().isEmpty();
    }

    /// The step that has failed first.
    public Optional<CheckStep> failure() {
        return steps.stream().filter(step -> step.state() == State.FAILED).findFirst();
    }
}
