package dev.lacuna.ui.repair;

import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Texts;
import java.time.Clock;
import javafx.stage.Window;

/// The window of a rewind. It blocks nothing, and closing it leaves what runs running.
public final class RewindDialog {

    private static final Texts TEXTS = Texts.of(RewindDialog.class);
    private static final double WIDTH = 700;
    private static final double HEIGHT = 660;

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
        RewindViewModel model = new RewindViewModel(actions, subject, clock, formats.zone());
        new RepairWindow(owner, pulse, WIDTH, HEIGHT)
                .open(
                        TEXTS.get("rewind.window"),
                        close -> new RewindPane(model, formats, planned -> actions.file(planned.plan()), close),
                        model::refresh,
                        model::isRunning);
    }
}
