package dev.lacuna.source.kafka;

import dev.lacuna.source.CheckHandler;
import dev.lacuna.source.CheckStep;
import dev.lacuna.source.CheckStep.Kind;
import dev.lacuna.source.CheckStep.State;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/// Tells the steps of one check, one at a time, each with its time.
final class StepTeller {

    private final CheckHandler handler;
    private final Set<Kind> told = EnumSet.noneOf(Kind.class);
    private Kind kind = Kind.PROPERTIES;
    private String subject = "";
    private long startNanos;

    StepTeller(CheckHandler handler) {
        this.handler = handler;
    }

    /// Whether to go on.
    boolean isWanted() {
        return handler.isWanted();
    }

    /// Whether a step of that kind has ended.
    boolean hasTold(Kind which) {
        return told.contains(which);
    }

    void begin(Kind newKind, String newSubject) {
        kind = newKind;
        subject = newSubject;
        startNanos = System.nanoTime();
        handler.begun(newKind, newSubject);
    }

    void ok(String words) {
        end(State.OK, words, "");
    }

    void doubt(String words, String advice) {
        end(State.DOUBT, words, advice);
    }

    void fail(String words, String advice) {
        end(State.FAILED, words, advice);
    }

    /// A step that is not needed, or can't be tried.
    void skip(Kind skipped, String why) {
        told.add(skipped);
        handler.ended(new CheckStep(skipped, "", State.SKIPPED, why, "", Duration.ZERO));
    }

    /// Ends the step that was begun as a step of another kind, where it turned out to be one.
    void failAs(Kind real, String words, String advice) {
        kind = real;
        fail(words, advice);
    }

    private void end(State state, String words, String advice) {
        told.add(kind);
        handler.ended(
                new CheckStep(kind, subject, state, words, advice, Duration.ofNanos(System.nanoTime() - startNanos)));
    }
}
