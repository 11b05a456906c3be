package dev.lacuna.ui.repair;

import dev.lacuna.model.ReplayPlan;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Theme;
import java.time.Duration;
import javafx.scene.Scene;
import javafx.stage.Modality;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Subscription;

/// The window of a replay. It blocks nothing: the timeline behind it shows the copying while it goes on, and closing it
/// leaves what runs running.
public final class ReplayDialog {

    private static final Texts TEXTS = Texts.of(ReplayDialog.class);
    private static final double WIDTH = 660;
    private static final double HEIGHT = 620;
    private static final Duration POLL = Duration.ofMillis(100);

    private final Window owner;
    private final FxPulse pulse;
    private final Formats formats;
    private final ReplayActions actions;

    public ReplayDialog(Window owner, FxPulse pulse, Formats formats, ReplayActions actions) {
        this.owner = owner;
        this.pulse = pulse;
        this.formats = formats;
        this.actions = actions;
    }

    /// Opens a window for a plan that is being made. Each call opens one of its own.
    public void open(TaskHandle<ReplayPlan> planning) {
        open(new ReplayViewModel(actions, planning));
    }

    /// The same for a plan that was not run to its end: it is run at once, unless something must be agreed to first.
    public void goOn(TaskHandle<ReplayPlan> planning) {
        ReplayViewModel model = new ReplayViewModel(actions, planning);
        model.goOnWhenReady();
        open(model);
    }

    private void open(ReplayViewModel model) {
        Stage stage = new Stage();
        stage.initOwner(owner);
        stage.initModality(Modality.NONE);
        stage.setTitle(TEXTS.get("window"));
        ReplayPane pane = new ReplayPane(model, formats, stage::close);
        Scene scene = new Scene(pane, WIDTH, HEIGHT);
        Theme.dress(scene);
        stage.setScene(scene);
        // some window managers put it into a corner, with its head above the screen
        stage.setX(Math.max(0, owner.getX() + (owner.getWidth() - WIDTH) / 2));
        stage.setY(Math.max(0, owner.getY() + (owner.getHeight() - HEIGHT) / 2));
        new Watch(model, stage).start();
        model.refresh();
        stage.show();
    }

    /// Looks at the replay about ten times a second, also after the window was closed, until it has come to rest: the
    /// verification follows by itself, and what it has seen closes findings.
    private final class Watch {

        private final ReplayViewModel model;
        private final Stage stage;
        private Subscription polling = Subscription.EMPTY;

        Watch(ReplayViewModel model, Stage stage) {
            this.model = model;
            this.stage = stage;
        }

        void start() {
            polling = pulse.every(POLL, this::look);
        }

        private void look() {
            model.refresh();
            if (!stage.isShowing() && !model.isBusy()) {
                polling.unsubscribe();
            }
        }
    }
}
