package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.Selection;
import dev.lacuna.ui.kit.Ui;
import dev.lacuna.ui.timeline.TimelineAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a user does in the window, from opening a source to the report, over a source in memory.
@Tag("ui")
class WindowUiTest extends WindowFixture {

    @Test
    void findsALossReplaysItAndSeesItClosed() {
        Scan scan = openedSample();
        Finding loss = loss(scan);
        Ui.run(() -> window.workspacePane().reveal(loss.id()));
        await("the details", () -> shows(window.scene(), "Missing sequence numbers"));
        press(window.scene(), "Replay " + Shop.LOST + " events");

        await("the replay's window", () -> Window.getWindows().size() > 1);
        Scene replay = Ui.on(() -> Window.getWindows().getLast().getScene());
        press(replay, "Dry run");
        press(replay, "Replay " + Shop.LOST + " event");

        await(
                "the repaired finding",
                () -> scan.findings().get(loss.id()).orElseThrow().status().equals(FindingStatus.REPAIRED));
        await("the newer scan", () -> workspace.streams().scan() != scan);
        assertThat(scan().findings().get(loss.id()).orElseThrow().status()).isEqualTo(FindingStatus.REPAIRED);
        await("the table to say so", () -> shows(window.scene(), "REPAIRED"));
        assertThat(shop.cluster.stream("orders").partition(1).committed()).hasSize(300);
    }

    @Test
    void showsTheRecordsOfADraggedRange() {
        Scan scan = openedSample();
        Finding loss = loss(scan);
        Ui.run(() -> window.workspacePane().select(new Selection.Span(loss.time(), Set.of(loss.partition()))));
        await("the records", () -> window.workspacePane().recordsTitle().equals("Records  1"));
    }

    @Test
    void replaysADraggedRangeToAnotherTopic() {
        shop.cluster.create("archive", 2);
        openedSample();
        Node timeline = Ui.on(() -> window.scene().lookup(".timeline"));
        Ui.run(() -> dragOver(timeline));
        await("the records", () -> window.workspacePane().recordsTitle().matches("Records  [1-9].*"));
        int shown = Integer.parseInt(Ui.on(window.workspacePane()::recordsTitle).replaceAll("\\D", ""));
        await("the bar", () -> shows(window.scene(), "Replay…"));
        // it waits for an answer inside the event loop
        Platform.runLater(() -> labeled(window.scene(), ButtonBase.class, "Replay…")
                .findFirst()
                .orElseThrow()
                .fire());

        await("the question", () -> Window.getWindows().size() > 1);
        Scene question = Ui.on(() -> Window.getWindows().getLast().getScene());
        await("the focus on the topic", () -> question.getFocusOwner() instanceof ComboBox);
        Ui.run(() -> ((ComboBox<?>) question.getFocusOwner()).getEditor().setText("archive"));
        press(question, "Plan");
        await("the plan", () -> shows(Window.getWindows().getLast().getScene(), "Replay " + shown + " events"));
        Scene replay = Ui.on(() -> Window.getWindows().getLast().getScene());
        press(replay, "Replay " + shown + " events");

        await("the verification", () -> shows(replay, "Verified"));
        assertThat(shown).isBetween(20, 599);
        assertThat(List.of(0, 1).stream()
                        .mapToInt(number -> shop.cluster.stream("archive")
                                .partition(number)
                                .committed()
                                .size())
                        .sum())
                .isEqualTo(shown);
    }

    private static void dragOver(Node timeline) {
        Point2D from = timeline.localToScene(300, 90);
        Point2D to = timeline.localToScene(500, 160);
        mouse(timeline, MouseEvent.MOUSE_PRESSED, from.getX(), from.getY());
        mouse(
                timeline,
                MouseEvent.MOUSE_DRAGGED,
                from.midpoint(to).getX(),
                from.midpoint(to).getY());
        mouse(timeline, MouseEvent.MOUSE_DRAGGED, to.getX(), to.getY());
        mouse(timeline, MouseEvent.MOUSE_RELEASED, to.getX(), to.getY());
    }

    private static void mouse(Node node, EventType<MouseEvent> type, double x, double y) {
        Event.fireEvent(
                node,
                new MouseEvent(
                        type,
                        x,
                        y,
                        x,
                        y,
                        MouseButton.PRIMARY,
                        1,
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        false,
                        true,
                        false,
                        false,
                        null));
    }

    @Test
    void exportsTheFindings() throws Exception {
        Scan scan = openedSample();
        pressKeys(WindowAction.EXPORT_FINDINGS.chords().getFirst().combination());
        Path file = folder.resolve("orders-gaps.csv");
        await(
                "the file",
                () -> Files.exists(file)
                        && workspace.runner().tasks().stream()
                                .allMatch(task -> task.state().isTerminal()));
        assertThat(Files.readString(file)).contains(loss(scan).id());
    }

    @Test
    void cancelsAScanAndKeepsWhatItHasSeen() {
        var stalled = shop.cluster.stream("orders").partition(1).ref();
        shop.withFaults(source -> source.stallAt(stalled, 250));
        press(window.scene(), "Open the sample incident");
        await(
                "the stalled scan",
                () -> workspace.streams().scan() != null
                        && Objects.requireNonNull(workspace.streams().scan())
                                        .index()
                                        .events()
                                > 300);
        press(window.scene(), "Cancel");

        await("the note", () -> shows(window.scene(), "The scan of orders was cancelled."));
        await("a button to scan", () -> shows(window.scene(), "Scan"));
        assertThat(scan().index().events()).isGreaterThan(300);
    }

    @Test
    void saysInTheFormWhyAHostCannotBeReached() {
        press(window.scene(), "Connect to Kafka");
        Ui.run(() -> ((TextField) window.scene().lookup("#servers")).setText("nowhere.invalid:9092"));
        Ui.run(() -> ((Button) window.scene().lookup("#connect")).fire());
        await("the reason", () -> shows(window.scene(), "Nobody answers at kafka://nowhere.invalid:9092."));
        assertThat(Ui.on(() -> labeled(window.scene(), Label.class, "Nobody")
                        .anyMatch(label -> Objects.equals(label.getId(), "failure"))))
                .isTrue();
    }

    @Test
    void offersTheTopicsOfASource() {
        press(window.scene(), "Connect to Kafka");
        Ui.run(() -> ((TextField) window.scene().lookup("#servers")).setText(Shop.URI + ":1"));
        Ui.run(() -> workspace.open(new Opening.Open(dev.lacuna.source.SourceSpec.of(Shop.URI), Optional.empty())));
        await("the topics", () -> shows(window.scene(), "orders-upstream"));
        Ui.run(() -> workspace.selectStream("orders-upstream"));
        await(
                "the scan",
                () -> workspace.streams().scan() != null
                        && !workspace.streams().busyProperty().get());
        assertThat(scan().findings().all()).noneMatch(finding -> finding.kind() == FindingKind.GAP_SEQUENCE);
    }

    @Test
    void aNoteIsWrittenListedChangedAndDeleted() {
        Finding loss = loss(openedSample());
        Ui.run(() -> window.workspacePane().select(new Selection.Span(loss.time(), Set.of(loss.partition()))));
        Ui.run(() -> window.workspacePane().perform(TimelineAction.NOTE));
        var text = (TextArea) Ui.on(() -> window.scene().getFocusOwner());
        Ui.run(() -> text.setText("asked the producer's team"));
        press(window.scene(), "Keep");

        await("the tab", () -> shows(window.scene(), "Notes  1"));
        assertThat(workspace.notes().notesProperty().get()).singleElement().satisfies(note -> {
            assertThat(note.partitions()).containsExactly(loss.partition().number());
            assertThat(note.from()).isEqualTo(loss.time().fromMillis());
        });
        pressKeys(WindowAction.SHOW_NOTES.chords().getFirst().combination());
        await("the row", () -> shows(window.scene(), "asked the producer's team"));
        Ui.run(() -> window.scene().getRoot().lookupAll(".table-view").stream()
                .map(TableView.class::cast)
                .filter(WindowFixture::isSeen)
                .forEach(table -> table.getSelectionModel().select(0)));
        press(window.scene(), "Change…");
        var again = (TextArea) Ui.on(() -> window.scene().getFocusOwner());
        Ui.run(() -> again.setText("it was the deploy"));
        press(window.scene(), "Keep");
        await("the new words", () -> shows(window.scene(), "it was the deploy"));
        Ui.run(() -> window.scene().getRoot().lookupAll(".table-view").stream()
                .map(TableView.class::cast)
                .filter(WindowFixture::isSeen)
                .forEach(table -> table.getSelectionModel().select(0)));
        press(window.scene(), "Delete");
        await("the empty list", () -> workspace.notes().notesProperty().get().isEmpty());
    }

    @Test
    void streamsThatAreListedAnewTakeNobodyFromTheStartPage() {
        openedSample();
        Ui.run(window::showStartPage);
        Connection before =
                Ui.on(() -> Objects.requireNonNull(workspace.connections().connection()));
        Ui.run(() -> workspace.connections().refreshStreams(problem -> {}));
        await("the list", () -> workspace.connections().connection() != before);

        assertThat(Ui.on(() -> shows(window.scene(), "Open the sample incident")))
                .isTrue();
    }
}
