package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.SkipRepairs;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.kit.Texts;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Where the consumer groups of the stream that is looked at stand, read once its scan has ended.
final class GroupOffsets {

    private record Seen(List<GroupCommit> history, SkipRepairs skips) {}

    private static final Texts TEXTS = Texts.of(GroupOffsets.class);

    private final TaskRunner runner;
    private final Newest<Seen> reading;
    private final ReadOnlyObjectWrapper<List<GroupOffset>> rows = new ReadOnlyObjectWrapper<>(List.of());

    GroupOffsets(TaskRunner runner, Executor fxThread) {
        this.runner = runner;
        this.reading = new Newest<>(fxThread);
    }

    /// Reads them, and closes findings of skips that a group was since set back over. A source that keeps no readable
    /// history shows no groups; the scan has a finding that says so.
    void read(Investigation investigation, Scan ended) {
        StreamInfo described = ended.stream();
        var task = runner.start(TEXTS.get("task.groups", described.stream().name()), context -> {
            List<GroupCommit> history = investigation.groups(described);
            return new Seen(history, SkipRepairs.of(described, ended.findings().all(), history));
        });
        reading.start(task, handle -> {
            handle.result().ifPresent(seen -> StatusCarry.skips(ended.findings(), seen.skips()));
            rows.set(handle.result()
                    .map(seen -> GroupOffset.of(
                            seen.history(), described, ended.findings().all()))
                    .orElse(List.of()));
        });
    }

    void clear() {
        reading.cancel();
        rows.set(List.of());
    }

    ReadOnlyObjectProperty<List<GroupOffset>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }
}
