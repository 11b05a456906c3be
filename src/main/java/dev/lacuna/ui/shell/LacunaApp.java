package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Texts;
import java.lang.management.ManagementFactory;
import java.util.logging.Level;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The window as a JavaFX application. It is started by [#launch(Start)], never by its own `main`.
public final class LacunaApp extends Application {

    private static final Logger LOG = LoggerFactory.getLogger(LacunaApp.class);
    private static final Texts TEXTS = Texts.of(LacunaApp.class);
    private static final java.util.logging.Logger TOOLKIT = java.util.logging.Logger.getLogger("javafx");

    // JavaFX makes the instance itself, so what it needs waits here.
    private static volatile @Nullable Start pending;

    private @Nullable WorkspaceModel workspace;
    private @Nullable MainWindow window;
    private WindowState remembered = WindowState.FIRST;

    /// Opens the window and returns when it was closed and everything it held was let go of. Once per process.
    public static void launch(Start start) {
        pending = start;
        // it would say that it lies on the class path, as it is meant to, and to set up what says so takes its time
        TOOLKIT.setLevel(Level.SEVERE);
        Application.launch(LacunaApp.class);
    }

    /// Not on the FX thread: a file is read here.
    @Override
    public void init() {
        TOOLKIT.setLevel(null);
        remembered = pending().preferences().load();
    }

    private static Start pending() {
        Start start = pending;
        if (start == null) {
            throw new IllegalStateException("started by launch(Start)");
        }
        return start;
    }

    @Override
    public void start(Stage stage) {
        // before the first control, which would load JavaFX's own theme
        remembered.theme().apply();
        Start start = pending();
        var pulse = new FxPulse();
        var model = new WorkspaceModel(start, remembered, pulse::post);
        workspace = model;
        var dialogs = new StageFileDialogs(stage);
        var shown = new MainWindow(stage, start, model, pulse, () -> dialogs);
        window = shown;
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> showFailure(shown, failure));
        shown.show();
        whenPainted(shown::getReady);
        model.open(start.opening());
    }

    /// The first pulse lays out and hands over, the second begins when that was painted. Benchmarks read the line.
    private static void whenPainted(Runnable then) {
        new AnimationTimer() {
            private int pulses;

            @Override
            public void handle(long now) {
                if (++pulses == 3) {
                    stop();
                    long began = ManagementFactory.getRuntimeMXBean().getStartTime();
                    LOG.info("window painted {} ms after the start", System.currentTimeMillis() - began);
                    then.run();
                }
            }
        }.start();
    }

    /// The border where a fault of the window stops: it is logged once, told, and the window goes on.
    private static void showFailure(MainWindow window, Throwable failure) {
        LOG.error("the window failed", failure);
        window.showFailure(TEXTS.get("error.window", Problem.words(failure)), failure);
    }

    @Override
    public void stop() {
        MainWindow open = window;
        if (open != null) {
            open.close();
        }
        WorkspaceModel model = workspace;
        if (model != null) {
            model.close();
        }
    }
}
