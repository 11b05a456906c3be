package dev.lacuna.ui.repair;

import dev.lacuna.model.RewindPlan;
import dev.lacuna.repair.rewind.PlannedRewind;
import dev.lacuna.repair.rewind.RewindAim;
import dev.lacuna.repair.rewind.RewindReport;
import dev.lacuna.task.TaskHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the rewind dialog can set off; the window does it.
public interface RewindActions {

    /// @param stream only in this one; empty: in each in which the group has a position
    TaskHandle<PlannedRewind> plan(String group, Optional<String> stream, RewindAim aim);

    /// @param execute false only looks and compares
    /// @param agreed whether the engineer has agreed to what blocks it
    /// @param confirmed the name that was typed, empty where none was asked for
    TaskHandle<RewindReport> run(RewindPlan plan, boolean execute, boolean agreed, String confirmed);

    /// Takes the group back to where it stood before.
    ///
    /// @param agreed as of [#run]
    TaskHandle<RewindReport> rollBack(RewindPlan plan, boolean agreed, String confirmed);

    /// Where the plan is kept once it is run, and beside it the positions before.
    Path file(RewindPlan plan);

    /// Copies the command line that plans the same.
    void copyCommand(String group, Optional<String> stream, RewindAim aim);

    /// Told when a group was set, or taken back.
    void changed(RewindReport report);

    boolean isReadOnly();

    /// The names of which one must be typed before a group is set; empty where none is known of. What is
    /// written to is asked in any case, and may know better.
    default List<String> names() {
        return List.of();
    }
}
