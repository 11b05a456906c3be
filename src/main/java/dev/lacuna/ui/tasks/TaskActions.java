package dev.lacuna.ui.tasks;

import dev.lacuna.journal.JournalTask;

/// What can be asked of tasks that the journal tells of. None of it waits.
public interface TaskActions {

    /// Runs the plan of a task again: what stands in the target already is left alone.
    void goOn(JournalTask task);

    /// Puts the command line that goes on with a task, or does it again, on the clipboard.
    void copyCommand(JournalTask task);
}
