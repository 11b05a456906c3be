package dev.lacuna.ui.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.task.TaskState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrawerRowsTest {

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final DrawerRows rows = new DrawerRows();

    @AfterEach
    void close() {
        runner.close();
    }

    private TaskHandle<String> task(String title) {
        return runner.start(title, context -> title);
    }

    private static DrawerLine line(TaskHandle<String> task, String text) {
        return new TaskLine(task, task.title(), TaskState.RUNNING, 0.5, text, 1_000);
    }

    private List<String> texts() {
        return rows.rows().stream()
                .map(row -> ((TaskLine) row.lineProperty().get()).text())
                .toList();
    }

    @Test
    void aRowStaysTheSameWhileItsTaskGoesOn() {
        var task = task("Scan");
        rows.take(List.of(line(task, "10 of 90")));
        DrawerRow row = rows.rows().getFirst();
        List<String> changes = new ArrayList<>();
        rows.rows().addListener((ListChangeListener<DrawerRow>) change -> changes.add(change.toString()));

        rows.take(List.of(line(task, "20 of 90")));

        assertThat(changes).isEmpty();
        assertThat(rows.rows()).containsExactly(row);
        assertThat(texts()).containsExactly("20 of 90");
    }

    @Test
    void aTaskThatComesOrGoesTouchesNoOtherRow() {
        var scan = task("Scan");
        var replay = task("Replay");
        rows.take(List.of(line(replay, "replay"), line(scan, "scan")));
        List<DrawerRow> before = List.copyOf(rows.rows());

        var verify = task("Verify");
        rows.take(List.of(line(verify, "verify"), line(replay, "replay"), line(scan, "scan")));
        assertThat(rows.rows().subList(1, 3)).isEqualTo(before);

        rows.take(List.of(line(verify, "verify"), line(scan, "scan")));
        assertThat(texts()).containsExactly("verify", "scan");
        assertThat(rows.rows().getLast()).isSameAs(before.getLast());
    }

    @Test
    void takesOverAnyOrder() {
        List<DrawerLine> lines = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            lines.add(line(task("task " + i), "text " + i));
        }
        rows.take(lines);
        List<DrawerRow> before = List.copyOf(rows.rows());
        Collections.rotate(lines, 2);
        rows.take(lines);

        assertThat(texts()).containsExactly("text 4", "text 5", "text 0", "text 1", "text 2", "text 3");
        assertThat(rows.rows()).containsExactlyInAnyOrderElementsOf(before);
    }
}
