package dev.lacuna.ui.repair;

import dev.lacuna.investigation.Rehearsal;
import dev.lacuna.investigation.Verification;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.replay.ReplayOptions;
import dev.lacuna.repair.replay.ReplayReport;
import dev.lacuna.task.TaskHandle;
import java.util.List;

/// What the replay dialog can set off; the window does it.
public interface ReplayActions {

    /// Looks what could go wrong, worst first.
    TaskHandle<List<Hazard>> preflight(ReplayPlan plan);

    /// The names of which one must be typed before the plan may write, known once the preflight has ended; empty where
    /// none is needed.
    List<String> namesToConfirm(ReplayPlan plan);

    /// @param execute false only reads and counts
    /// @param options how fast, and whether the engineer has agreed to blocking hazards
    /// @param confirmed the name that was typed, empty where none was asked for
    TaskHandle<ReplayReport> run(ReplayPlan plan, boolean execute, ReplayOptions options, String confirmed);

    /// Runs it on a broker that is made for it and thrown away.
    TaskHandle<Rehearsal> rehearse(ReplayPlan plan);

    TaskHandle<Verification> verify(ReplayPlan plan);

    /// Told once for each verification, also when it found something wrong.
    void verified(Verification verification);

    /// Asks for a file and writes the plan into it.
    void save(ReplayPlan plan);

    /// Copies the command line that makes the same plan.
    void copyCommand(String command);

    /// Whether the plan's target can't be written to.
    boolean isReadOnly(ReplayPlan plan);
}
