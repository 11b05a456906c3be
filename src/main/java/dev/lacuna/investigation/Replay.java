package dev.lacuna.investigation;

import dev.lacuna.repair.replay.ReplayProgress;
import dev.lacuna.repair.replay.ReplayReport;
import dev.lacuna.task.TaskHandle;

/// A running or ended replay.
///
/// @param task the work; a run that ended early by itself is DONE too, with the reason in its report
/// @param progress exact counts at any time, also after a cancel or a failure
public record Replay(TaskHandle<ReplayReport> task, ReplayProgress progress) {}
