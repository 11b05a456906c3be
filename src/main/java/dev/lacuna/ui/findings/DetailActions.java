package dev.lacuna.ui.findings;

import dev.lacuna.investigation.ReplaySource;
import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Finding;
import dev.lacuna.task.TaskHandle;
import java.util.List;

/// What the details of a finding can set off; the window does it.
public interface DetailActions {

    /// Starts to look for the missing events elsewhere.
    TaskHandle<List<ReplaySource>> findSources(Scan scan, List<Finding> findings);

    /// Plans a replay and shows the plan.
    void replay(Scan scan, List<Finding> findings, ReplaySource from);

    /// Shows the stream of a source beside the finding's, on the same axis of time.
    void showBeside(ReplaySource source);

    /// Asks where the group that a finding is about is to go on, and sets it there.
    void rewind(Finding finding);

    /// Copies the command line that shows the same.
    void copyCommand(Finding finding);

    void zoomTo(Finding finding);

    /// Turns to another finding.
    void select(Finding finding);

    /// @param reason why it is no problem, in the engineer's words
    void dismiss(Finding finding, String reason);

    /// Takes back that a finding was dismissed.
    void reopen(Finding finding);
}
