package dev.lacuna.ui.repair;

import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Theme;
import java.time.Clock;
import java.time.Duration;
import javafx.scene.Scene;
import javafx.stage.Modality;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Subscription;

/// The window of a rewind. It blocks nothing, and closing it leaves what runs running.
public final class RewindDialog {

    private static final Texts TEXTS = Texts.of(RewindDialog.class);
    private static final double WIDTH = 700;
    private static final double HEIGHT = 660;
    private static final Duration POLL = Duration.ofMillis(100);

    private final Window owner;
    private final FxPulse pulse;
    private final Formats formats;
    private final Clock clock;
    private final RewindActions actions;

    public RewindDialog(Window owner, FxPulse pulse, Formats formats, Clock clock, RewindActions actions) {
        this.owner = owner;
        this.pulse = pulse;
        this.formats = formats;
        this.clock = clock;
        this.actions = actions;
    }

    /// Opens a window that asks where the group is to go on. Each call opens one of its own.
    public void open(RewindSubject subject) {
        RewindViewModel model = new RewindViewModel(actions, subject, clock, formats::zone);
        Stage stage = new Stage();
        stage.initOwner(owner);
        stage.initModality(Modality.NONE);
        stage.setTitle(TEXTS.get("rewind.window"));
        RewindPane pane = new RewindPane(model, formats, planned -> actions.file(planned.plan()), stage::close);
        Scene scene = new Scene(pane, WIDTH, HEIGHT);
        Theme.dress(scene);
        stage.setScene(scene);
        // some window managers put it into a corner, with its head above the screen
        stage.setX(Math.max(0, owner.getX() + (owner.getWidth() - WIDTH) / 2));
        stage.setY(Math.max(0, owner.getY() + (owner.getHeight() - HEIGHT) / 2));
        new Watch(model, stage).start();
        stage.show();
    }

    /// Looks at the rewind about ten times a second, also after the window was closed, until it has come to rest.
    private final class Watch {

        private final RewindViewModel model;
        private final Stage stage;
        private Subscription polling = Subscription.EMPTY;

        Watch(RewindViewModel model, Stage stage) {
            this.model = model;
            this.stage = stage;
        }

        void start() {
            polling = pulse.every(POLL, this::look);
        }

        private void look() {
            model.refresh();
            if (!stage.isShowing() && !model.isRunning()) {
                polling.unsubscribe();
            }
        }
    }
}
