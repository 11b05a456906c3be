package dev.lacuna.ui.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.util.Subscription;

/// The one way into the FX thread. What is posted from any number of threads is collected and runs together, in
/// order, in one entry: a flood of news costs one event.
public final class FxPulse {

    private final Executor fxThread;
    private final Object lock = new Object();
    // Guarded by lock.
    private Map<Object, Runnable> waiting = new LinkedHashMap<>();
    private boolean scheduled;

    public FxPulse() {
        this(Platform::runLater);
    }

    /// For tests: enters the "FX thread" through the executor.
    FxPulse(Executor fxThread) {
        this.fxThread = fxThread;
    }

    /// Runs the action on the FX thread; from any thread.
    public void post(Runnable action) {
        post(new Object(), action);
    }

    /// Runs the action on the FX thread; of those posted with the same key and not yet run, only the last one.
    public void post(Object key, Runnable action) {
        synchronized (lock) {
            waiting.put(key, action);
            if (scheduled) {
                return;
            }
            scheduled = true;
        }
        fxThread.execute(this::drain);
    }

    /// Runs the action on the FX thread at that interval until unsubscribed. Call it on the FX thread.
    public Subscription every(Duration interval, Runnable action) {
        return start(interval, action, Animation.INDEFINITE);
    }

    /// Runs the action once on the FX thread after the delay, unless unsubscribed before. Call it on the FX thread.
    public Subscription after(Duration delay, Runnable action) {
        return start(delay, action, 1);
    }

    private static Subscription start(Duration interval, Runnable action, int cycles) {
        var frame = new KeyFrame(javafx.util.Duration.millis(interval.toMillis()), event -> action.run());
        var timeline = new Timeline(frame);
        timeline.setCycleCount(cycles);
        timeline.play();
        return timeline::stop;
    }

    private void drain() {
        List<Runnable> actions;
        synchronized (lock) {
            actions = new ArrayList<>(waiting.values());
            waiting = new LinkedHashMap<>();
            scheduled = false;
        }
        runFrom(actions, 0);
    }

    /// An action that throws must not swallow the ones behind it: they run before its exception goes on to the
    /// handler.
    private static void runFrom(List<Runnable> actions, int first) {
        int next = first;
        try {
            while (next < actions.size()) {
                actions.get(next++).run();
            }
        } finally {
            if (next < actions.size()) {
                runFrom(actions, next);
            }
        }
    }
}
