package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.SkipRepairs;
import dev.lacuna.model.Finding;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.kit.Texts;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Where the consumer groups of the stream that is looked at stand, read once its scan has ended, and
/// while it is followed.
final class GroupOffsets {

    private record Seen(List<GroupOffset> rows, SkipRepairs skips) {}

    private static final Texts TEXTS = Texts.of(GroupOffsets.class);

    private final TaskRunner runner;
    private final Executor fxThread;
    private final Newest<Seen> reading;
    private final ReadOnlyObjectWrapper<List<GroupOffset>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private @Nullable List<GroupCommit> taken;
    private long asked;

    GroupOffsets(TaskRunner runner, Executor fxThread) {
        this.runner = runner;
        this.fxThread = fxThread;
        this.reading = new Newest<>(fxThread);
    }

    /// Reads them, and closes findings of skips that a group was since set back over. A source that keeps no readable
    /// history shows no groups; the scan has a finding that says so.
    void read(Investigation investigation, Scan ended) {
        StreamInfo described = ended.stream();
        asked++;
        var task = runner.start(TEXTS.get("task.groups", described.stream().name()), context -> {
            List<GroupCommit> history = investigation.groups(described);
            return seen(described, ended, history);
        });
        reading.start(
                task, handle -> handle.result().ifPresentOrElse(seen -> show(seen, ended), () -> rows.set(List.of())));
    }

    /// Takes over what was read of them while the scan goes on behind its stream, where that is news; to be called
    /// again and again.
    void keepUp(Scan followed) {
        List<GroupCommit> commits = followed.commits().orElse(null);
        if (commits == null || commits == taken) {
            return;
        }
        taken = commits;
        long round = ++asked;
        StreamInfo stream = followed.stream();
        runner.beside(() -> {
            Seen seen = seen(stream, followed, commits);
            fxThread.execute(() -> {
                if (round == asked) {
                    show(seen, followed);
                }
            });
        });
    }

    private static Seen seen(StreamInfo stream, Scan scan, List<GroupCommit> history) {
        List<Finding> findings = scan.findings().all();
        return new Seen(GroupOffset.of(history, stream, findings), SkipRepairs.of(stream, findings, history));
    }

    private void show(Seen seen, Scan scan) {
        StatusCarry.skips(scan.findings(), seen.skips());
        if (!seen.rows().equals(rows.get())) {
            rows.set(seen.rows());
        }
    }

    void clear() {
        reading.cancel();
        asked++;
        taken = null;
        rows.set(List.of());
    }

    ReadOnlyObjectProperty<List<GroupOffset>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }
}
