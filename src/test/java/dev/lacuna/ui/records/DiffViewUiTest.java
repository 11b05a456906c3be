package dev.lacuna.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.PayloadReading;
import dev.lacuna.investigation.RecordPage;
import dev.lacuna.investigation.RecordPlace;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.task.TaskContext;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.gallery.ListedRecords;
import dev.lacuna.ui.gallery.Nodes;
import dev.lacuna.ui.gallery.Samples;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Ui;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Two records side by side, also where they are had in full only later, or never.
@Tag("ui")
class DiffViewUiTest {

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());
    private final FxPulse pulse = new FxPulse();
    private final Formats formats = new Formats();

    @AfterEach
    void close() {
        runner.close();
    }

    private static String reference(RecordPage.Row row) {
        return RecordWords.reference(row.event());
    }

    private static RecordPage.Row cut(int number) {
        Event event = Samples.page(number + 1).rows().get(number).event();
        return new RecordPage.Row(event, Fate.COMMITTED, event.millis(), 5_000_000, null);
    }

    /// A list whose records can be had in full only when the test lets them.
    private static ListedRecords whole(Callable<Optional<RecordPage.Row>> more) {
        return new ListedRecords(0, number -> cut(0), List.of()) {
            @Override
            public Optional<RecordPage.Row> whole(RecordPlace place, TaskContext context) {
                try {
                    return more.call();
                } catch (RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    @Test
    void saysInAComparisonTheTimesInTheZoneOfTheWindow() {
        List<RecordPage.Row> rows = Samples.page(3).rows();
        DiffView diff = Ui.on(() -> new DiffView(pulse, formats, runner));
        Stage stage = Ui.on(() -> Nodes.show((Parent) diff.node(), 600, 400));
        Ui.run(() -> diff.show(rows.get(0), rows.get(1), PayloadReading.none(), Optional.empty()));
        Nodes.await(() -> Nodes.texts((Parent) diff.node(), TableCell.class)
                .contains(formats.time(rows.get(0).event().millis())));
        Ui.run(stage::close);
    }

    @Test
    void aComparisonShowsNoLinesOfTheOneBefore() {
        List<RecordPage.Row> rows = Samples.page(3).rows();
        Iterator<RecordPage.Row> whole = rows.iterator();
        CountDownLatch go = new CountDownLatch(1);
        DiffView diff = Ui.on(() -> new DiffView(pulse, formats, runner));
        Stage stage = Ui.on(() -> Nodes.show((Parent) diff.node(), 600, 400));
        TableView<?> table = Ui.on(() -> Nodes.find((Parent) diff.node(), TableView.class));
        Ui.run(() -> diff.show(rows.get(0), rows.get(1), PayloadReading.none(), Optional.empty()));
        Nodes.await(() -> !table.getItems().isEmpty());

        Ui.run(() -> diff.show(cut(0), cut(1), PayloadReading.none(), Optional.of(whole(() -> {
            go.await();
            return Optional.of(whole.next());
        }))));

        assertThat(Ui.on(() -> table.getItems().size())).isZero();
        assertThat(Nodes.texts((Parent) diff.node(), Label.class)).doesNotContain("No content in table");
        go.countDown();
        Nodes.await(() -> !table.getItems().isEmpty());
        Ui.run(stage::close);
    }

    @Test
    void comparesNoPartOfAValueAsIfItWereAllOfIt() {
        DiffView diff = Ui.on(() -> new DiffView(pulse, formats, runner));
        Stage stage = Ui.on(() -> Nodes.show((Parent) diff.node(), 600, 400));
        Ui.run(() -> diff.show(cut(0), cut(1), PayloadReading.none(), Optional.of(whole(Optional::empty))));

        Nodes.await(() -> Nodes.texts((Parent) diff.node(), Label.class).stream()
                .anyMatch(words -> words.contains("could not be compared")
                        && words.contains("of " + reference(cut(0)) + " only the first")
                        && words.contains("of 5.0 MB are at hand")));
        assertThat(Ui.on(() -> Nodes.find((Parent) diff.node(), TableView.class)
                        .getItems()
                        .size()))
                .isZero();
        Ui.run(stage::close);
    }

    @Test
    void saysWhyTwoRecordsCouldNotBeCompared() {
        DiffView diff = Ui.on(() -> new DiffView(pulse, formats, runner));
        Stage stage = Ui.on(() -> Nodes.show((Parent) diff.node(), 600, 400));
        Ui.run(() -> diff.show(cut(0), cut(1), PayloadReading.none(), Optional.of(whole(() -> {
            throw new IllegalStateException("The broker is gone.");
        }))));

        Nodes.await(() -> Nodes.texts((Parent) diff.node(), Label.class)
                .contains("They could not be compared: The broker is gone."));
        Ui.run(stage::close);
    }
}
