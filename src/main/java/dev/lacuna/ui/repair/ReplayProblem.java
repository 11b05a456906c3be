package dev.lacuna.ui.repair;

import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskState;

/// Something that did not work out.
///
/// @param during the step that ended with it
/// @param cancelled whether the engineer wanted it so
/// @param reason in words for people, may be empty
/// @param done how many events were settled before, where that is known
record ReplayProblem(ReplayStep during, boolean cancelled, String reason, long done) {

    static ReplayProblem of(ReplayStep during, TaskHandle<?> task) {
        return new ReplayProblem(
                during,
                task.state() == TaskState.CANCELLED,
                reason(task),
                task.progress().done());
    }

    /// Why a task failed, for people; may be empty.
    static String reason(TaskHandle<?> task) {
        return task.failure()
                .map(failure -> failure.getMessage() == null ? failure.toString() : failure.getMessage())
                .orElse("");
    }
}
