package dev.lacuna.ui.repair;

import dev.lacuna.investigation.Rehearsal;
import dev.lacuna.investigation.Verification;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.replay.ReplayOptions;
import dev.lacuna.repair.replay.ReplayReport;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.gallery.Samples;
import java.util.ArrayList;
import java.util.List;

/// What a replay sets off, answered as a test wants it.
final class Acts implements ReplayActions {

    private final TaskRunner runner;
    final List<String> calls = new ArrayList<>();
    final List<Verification> verified = new ArrayList<>();
    TaskRunner.Work<List<Hazard>> preflight = context -> Samples.hazards();
    TaskRunner.Work<ReplayReport> run = context -> Samples.report(false, 174, 0);
    TaskRunner.Work<ReplayReport> dryRun = context -> Samples.report(true, 174, 0);
    TaskRunner.Work<Verification> verify = context -> new Verification(
            Samples.plan(), Samples.copies(0), List.of(Samples.lostRun().id()), List.of(), null);
    boolean readOnly;
    List<String> names = List.of();

    ReplayOptions options = ReplayOptions.DEFAULT;

    Acts(TaskRunner runner) {
        this.runner = runner;
    }

    @Override
    public TaskHandle<List<Hazard>> preflight(ReplayPlan plan) {
        calls.add("preflight");
        return runner.start("preflight", preflight);
    }

    @Override
    public List<String> namesToConfirm(ReplayPlan plan) {
        return names;
    }

    @Override
    public TaskHandle<ReplayReport> run(ReplayPlan plan, boolean execute, ReplayOptions options, String confirmed) {
        this.options = options;
        calls.add((execute ? "copy" : "dry run")
                + (options.acceptHazards() ? ", agreed" : "")
                + (confirmed.isEmpty() ? "" : " as " + confirmed));
        return runner.start("run", execute ? run : dryRun);
    }

    @Override
    public TaskHandle<Verification> verify(ReplayPlan plan) {
        calls.add("verify");
        return runner.start("verify", verify);
    }

    @Override
    public void verified(Verification verification) {
        verified.add(verification);
    }

    @Override
    public void save(ReplayPlan plan) {
        calls.add("save");
    }

    @Override
    public TaskHandle<Rehearsal> rehearse(ReplayPlan plan) {
        calls.add("rehearse");
        return runner.start("rehearse", context -> new Rehearsal(Samples.report(false, 174, 0), Samples.copies(0)));
    }

    @Override
    public void copyCommand(String command) {
        calls.add(command);
    }

    @Override
    public boolean isReadOnly(ReplayPlan plan) {
        return readOnly;
    }
}
