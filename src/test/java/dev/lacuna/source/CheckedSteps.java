package dev.lacuna.source;

import dev.lacuna.source.CheckStep.Kind;
import dev.lacuna.source.CheckStep.State;
import java.util.ArrayList;
import java.util.List;

/// The steps of one check, kept.
public final class CheckedSteps implements CheckHandler {

    private final List<CheckStep> steps = new ArrayList<>();
    private final List<Kind> begun = new ArrayList<>();
    private int wantedFor = Integer.MAX_VALUE;

    public static CheckedSteps of(SourceProvider provider, CheckRequest request) {
        var checked = new CheckedSteps();
        new Sources(List.of(provider), SecretRules.NONE).check(request, checked);
        return checked;
    }

    /// Nobody waits any more after so many steps.
    public CheckedSteps unwantedAfter(int count) {
        wantedFor = count;
        return this;
    }

    @Override
    public void begun(Kind kind, String subject) {
        begun.add(kind);
    }

    @Override
    public void ended(CheckStep step) {
        steps.add(step);
    }

    @Override
    public boolean isWanted() {
        return steps.size() < wantedFor;
    }

    public List<CheckStep> all() {
        return steps;
    }

    public List<Kind> begun() {
        return begun;
    }

    public List<Kind> kinds(State state) {
        return steps.stream()
                .filter(step -> step.state() == state)
                .map(CheckStep::kind)
                .toList();
    }

    public CheckStep only(Kind kind) {
        List<CheckStep> found =
                steps.stream().filter(step -> step.kind() == kind).toList();
        if (found.size() != 1) {
            throw new AssertionError(kind + " in " + steps);
        }
        return found.getFirst();
    }

    /// All words, as a person sees them.
    public String words() {
        var words = new StringBuilder();
        steps.forEach(step -> words.append(step.kind() + " " + step.subject() + " " + step.state() + " " + step.told()
                + " " + step.advice() + "\n"));
        return words.toString();
    }
}
