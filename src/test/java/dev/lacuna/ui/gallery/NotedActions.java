package dev.lacuna.ui.gallery;

import dev.lacuna.investigation.ReplaySource;
import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Finding;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.findings.DetailActions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What the details of a finding set off, noted down.
public final class NotedActions implements DetailActions {

    public final List<String> replayed = new ArrayList<>();
    public final List<String> dismissed = new ArrayList<>();
    public final List<Finding> reopened = new ArrayList<>();

    private final TaskRunner runner;
    private final Function<List<Finding>, TaskRunner.Work<List<ReplaySource>>> search;

    public NotedActions(TaskRunner runner) {
        this(runner, findings -> context -> Samples.sources());
    }

    /// @param search how sources are looked for
    public NotedActions(TaskRunner runner, Function<List<Finding>, TaskRunner.Work<List<ReplaySource>>> search) {
        this.runner = runner;
        this.search = search;
    }

    @Override
    public TaskHandle<List<ReplaySource>> findSources(Scan scan, List<Finding> findings) {
        return runner.start("search", search.apply(findings));
    }

    @Override
    public void replay(Scan scan, List<Finding> findings, ReplaySource from) {
        replayed.add(from.stream().stream().name());
    }

    @Override
    public void showBeside(ReplaySource source) {}

    @Override
    public void rewind(Finding finding) {}

    @Override
    public void copyCommand(Finding finding) {}

    @Override
    public void zoomTo(Finding finding) {}

    @Override
    public void select(Finding finding) {}

    @Override
    public void dismiss(Finding finding, String reason) {
        dismissed.add(reason);
    }

    @Override
    public void reopen(Finding finding) {
        reopened.add(finding);
    }
}
