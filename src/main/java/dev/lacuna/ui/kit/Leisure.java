package dev.lacuna.ui.kit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javafx.util.Subscription;

/// Work on the FX thread that nobody waits for yet, in steps: before each the thread is left to others for as long as
/// the step before took, so that a click meanwhile waits for one step at most.
public final class Leisure {

    private static final Duration LEAST_REST = Duration.ofMillis(20);

    private final FxPulse pulse;
    private final Deque<Runnable> steps;
    private Subscription rest = Subscription.EMPTY;

    private Leisure(FxPulse pulse, List<Runnable> steps) {
        this.pulse = pulse;
        this.steps = new ArrayDeque<>(steps);
    }

    /// Does the steps one after another, until unsubscribed. Call it on the FX thread.
    public static Subscription spend(FxPulse pulse, List<Runnable> steps) {
        var leisure = new Leisure(pulse, steps);
        leisure.rest(LEAST_REST);
        return leisure::stop;
    }

    private void rest(Duration least) {
        if (!steps.isEmpty()) {
            rest = pulse.after(least.compareTo(LEAST_REST) > 0 ? least : LEAST_REST, this::step);
        }
    }

    private void step() {
        long began = System.nanoTime();
        try {
            steps.removeFirst().run();
        } finally {
            rest(Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private void stop() {
        steps.clear();
        rest.unsubscribe();
    }
}
