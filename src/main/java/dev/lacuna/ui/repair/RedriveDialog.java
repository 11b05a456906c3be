package dev.lacuna.ui.repair;

import dev.lacuna.investigation.DeadLetterScope;
import dev.lacuna.investigation.DeadLetterSurvey;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Texts;
import java.util.List;
import java.util.Optional;
import javafx.stage.Window;

/// The window that drives dead letters back: it tells where they failed, and leads to a plan for each such stream.
public final class RedriveDialog {

    /// What it can set off; the window does it.
    public interface Actions {

        /// Reads where the events failed.
        ///
        /// @param redrives how often an event may be driven back
        TaskHandle<DeadLetterSurvey> survey(DeadLetterScope scope, long redrives);

        /// Opens the plan that drives the events of one stream back.
        void plan(String home, DeadLetterScope scope, long redrives);

        /// Opens the plan that copies what is not driven back to another stream.
        void setAside(String quarantine, DeadLetterScope scope, long redrives);
    }

    private static final Texts TEXTS = Texts.of(RedriveDialog.class);
    private static final double WIDTH = 620;
    private static final double HEIGHT = 480;

    private final Window owner;
    private final FxPulse pulse;

    public RedriveDialog(Window owner, FxPulse pulse) {
        this.owner = owner;
        this.pulse = pulse;
    }

    /// @param topics that what is left out could be copied to
    /// @param selection what of the stream is selected: at first only that is meant
    public void open(String stream, List<String> topics, Optional<RedriveSelection> selection, Actions actions) {
        var model = new RedriveViewModel(stream, topics, selection, actions);
        new RepairWindow(owner, pulse, WIDTH, HEIGHT)
                .open(
                        TEXTS.get("redrive.window"),
                        close -> new RedrivePane(model, close),
                        model::refresh,
                        model::isReading);
    }
}
