package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.Recipe;
import dev.lacuna.investigation.Rehearsal;
import dev.lacuna.investigation.Verification;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.PlanFile;
import dev.lacuna.repair.replay.ReplayOptions;
import dev.lacuna.repair.replay.ReplayReport;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.ui.kit.TextClipboard;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.repair.ReplayActions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Runs replays from their dry run to their proof, and hands what the check has seen back to the window.
final class ReplayDesk implements ReplayActions {

    private static final Texts TEXTS = Texts.of(ReplayDesk.class);

    private final WorkspaceModel workspace;
    private final ReplayBases bases;
    private final Supplier<FileDialogs> files;
    private final String mainClass;
    private final RunningRepairs repairs = new RunningRepairs();
    private final Map<String, TaskHandle<ReplayReport>> dryRuns = new HashMap<>();
    private final Map<String, List<String>> namesToConfirm = new ConcurrentHashMap<>();
    private final Map<String, Path> savedPlans = new ConcurrentHashMap<>();
    private Optional<TimeSpan> chosen = Optional.empty();

    /// @param mainClass the program's main class, whose `sandbox` command rehearsals run on
    ReplayDesk(WorkspaceModel workspace, ReplayBases bases, Supplier<FileDialogs> files, String mainClass) {
        this.workspace = workspace;
        this.bases = bases;
        this.files = files;
        this.mainClass = mainClass;
    }

    RunningRepairs repairs() {
        return repairs;
    }

    /// @param time that was selected when the plan was asked for that is opened now
    void choose(Optional<TimeSpan> time) {
        chosen = time;
    }

    /// A dry run looks for hazards, too: it is kept, so that the dry run that follows needs no second reading.
    @Override
    public TaskHandle<List<Hazard>> preflight(ReplayPlan plan) {
        Investigation investigation = workspace.investigation();
        TaskHandle<ReplayReport> dry = start(plan, false, ReplayOptions.DEFAULT, "");
        dryRuns.put(plan.id(), dry);
        return workspace.runner().start(TEXTS.get("task.preflight"), context -> {
            namesToConfirm.put(plan.id(), investigation.namesToConfirm(plan, target(investigation, plan)));
            return WorkspaceModel.awaited(dry, context).hazards();
        });
    }

    private SourceSpec target(Investigation investigation, ReplayPlan plan) {
        return bases.elsewhere(plan).map(ReplayBases.Elsewhere::spec).orElseGet(() -> investigation.targetOf(plan));
    }

    @Override
    public List<String> namesToConfirm(ReplayPlan plan) {
        return namesToConfirm.getOrDefault(plan.id(), List.of());
    }

    @Override
    public TaskHandle<ReplayReport> run(ReplayPlan plan, boolean execute, ReplayOptions options, String confirmed) {
        TaskHandle<ReplayReport> dry = dryRuns.remove(plan.id());
        return !execute && dry != null && dry.result().isPresent() ? dry : start(plan, execute, options, confirmed);
    }

    @Override
    public TaskHandle<Rehearsal> rehearse(ReplayPlan plan) {
        Investigation investigation = workspace.investigation();
        return investigation.rehearse(plan, ReplayOptions.DEFAULT, target(investigation, plan), mainClass);
    }

    private TaskHandle<ReplayReport> start(ReplayPlan plan, boolean execute, ReplayOptions options, String confirmed) {
        Investigation investigation = workspace.investigation();
        SourceSpec target = target(investigation, plan).confirmedAs(confirmed);
        TaskHandle<ReplayReport> task = investigation
                .run(plan, execute, options, target, recipe(plan, options))
                .task();
        if (execute) {
            workspace
                    .shown()
                    .scanOf(plan.to().stream())
                    .or(() -> workspace.shown().scanOf(plan.from().stream()))
                    .ifPresent(shown -> repairs.started(plan, task, shown, chosen));
        }
        return task;
    }

    /// A plan that lies in no file can be had from the journal.
    private Recipe recipe(ReplayPlan plan, ReplayOptions options) {
        Path file = savedPlans.get(plan.id());
        Connection connection = workspace.connections().connection();
        return file == null || connection == null
                ? Recipe.NONE
                : new Recipe(
                        file.toString(),
                        connection
                                .commands()
                                .runHere(
                                        file.toString(),
                                        ReplayLines.onward(options, bases.elsewhere(plan)) + " --execute"));
    }

    @Override
    public TaskHandle<Verification> verify(ReplayPlan plan) {
        Investigation investigation = workspace.investigation();
        return investigation.verify(plan, target(investigation, plan), Recipe.NONE);
    }

    @Override
    public void verified(Verification verification) {
        repairs.verified(verification);
        workspace.verified(verification);
    }

    @Override
    public void save(ReplayPlan plan) {
        files.get()
                .save(TEXTS.get("plan.save"), "replay-" + plan.id() + ".json")
                .ifPresent(file -> {
                    var task = workspace.runner().start(TEXTS.get("task.plan", file.getFileName()), context -> {
                        PlanFile.write(plan, file);
                        savedPlans.put(plan.id(), file.toAbsolutePath());
                        workspace.investigation().keptAs(plan, file);
                        return file;
                    });
                    workspace.watch(task);
                });
    }

    @Override
    public void copyCommand(String command) {
        TextClipboard.copy(command);
    }

    @Override
    public boolean isReadOnly(ReplayPlan plan) {
        return bases.elsewhere(plan)
                .map(elsewhere -> elsewhere.spec().readOnly())
                .orElseGet(workspace::isReadOnly);
    }
}
