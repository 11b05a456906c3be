package dev.lacuna.ui.repair;

import dev.lacuna.model.ReplayPlan;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Texts;
import javafx.stage.Window;

/// The window of a replay. It blocks nothing: the timeline behind it shows the copying while it goes on, and closing it
/// leaves what runs running.
public final class ReplayDialog {

    private static final Texts TEXTS = Texts.of(ReplayDialog.class);
    private static final double WIDTH = 720;
    private static final double HEIGHT = 660;

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

    /// Opens one for what plans can be made of, and made anew as other things are wished for.
    public void open(ReplayBasis basis) {
        open(new ReplayViewModel(actions, basis));
    }

    /// The same for a plan that was not run to its end: it is run at once, unless something must be agreed to first.
    public void goOn(TaskHandle<ReplayPlan> planning) {
        ReplayViewModel model = new ReplayViewModel(actions, planning);
        model.goOnWhenReady();
        open(model);
    }

    private void open(ReplayViewModel model) {
        // the verification follows by itself, and what it has seen closes findings
        new RepairWindow(owner, pulse, WIDTH, HEIGHT)
                .open(
                        TEXTS.get("window"),
                        close -> new ReplayPane(model, formats, close),
                        model::refresh,
                        model::isBusy);
    }
}
