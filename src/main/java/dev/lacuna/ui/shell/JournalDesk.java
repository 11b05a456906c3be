package dev.lacuna.ui.shell;

import dev.lacuna.journal.Journal;
import dev.lacuna.journal.JournalTask;
import dev.lacuna.journal.KeptPlan;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.PlanFile;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.ui.kit.TextClipboard;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.tasks.TaskActions;
import java.nio.file.Files;
import java.nio.file.Path;

/// Goes on with what an earlier start of the window, or another process, has left undone.
final class JournalDesk implements TaskActions {

    private static final Texts TEXTS = Texts.of(JournalDesk.class);

    private final WorkspaceModel workspace;
    private final Journal journal;
    private final RepairDesk repairs;

    JournalDesk(WorkspaceModel workspace, Journal journal, RepairDesk repairs) {
        this.workspace = workspace;
        this.journal = journal;
        this.repairs = repairs;
    }

    @Override
    public void goOn(JournalTask task) {
        Connection connection = workspace.connections().connection();
        if (connection != null && connection.uri().equals(task.source())) {
            repairs.goOn(plan(task));
        } else {
            workspace.connectTo(task.source(), () -> repairs.goOn(plan(task)));
        }
    }

    private TaskHandle<ReplayPlan> plan(JournalTask task) {
        return workspace.runner().start(TEXTS.get("task.plan.read", task.planId()), context -> {
            KeptPlan kept = journal.planOf(task.id())
                    .orElseThrow(() -> new IllegalStateException("task " + task.id() + " has no plan"));
            return PlanFile.parse(kept.json(), TEXTS.get("plan.of-journal", task.planId()));
        });
    }

    /// The file may have been moved since: then the journal gives the plan back first.
    @Override
    public void copyCommand(JournalTask task) {
        workspace.watch(workspace.runner().start(TEXTS.get("task.command"), context -> {
            boolean there = !task.planFile().isEmpty() && Files.isRegularFile(Path.of(task.planFile()));
            String command = there && !task.command().isEmpty() ? task.command() : onward(task, there);
            workspace.onFxThread(() -> TextClipboard.copy(command));
            return command;
        }));
    }

    private static String onward(JournalTask task, boolean there) {
        if (there) {
            return CommandLines.run(task.planFile());
        }
        String file = "replay-" + task.planId() + ".json";
        return "lacuna tasks show " + task.id() + " --save-plan " + file + " && " + CommandLines.run(file);
    }
}
