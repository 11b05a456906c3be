package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.Scan;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Ui;
import dev.lacuna.ui.timeline.Axis;
import dev.lacuna.ui.timeline.TimelineAction;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import javafx.event.Event;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Keys and actions that have nothing to work on: the status bar says what is missing.
@Tag("ui")
class VainKeysUiTest extends WindowFixture {

    private String said() {
        return Ui.on(() -> {
            Label hint = (Label) window.scene().getRoot().lookup(".status-hint");
            return hint.isVisible() ? hint.getText() : "";
        });
    }

    private void press(KeyCode key) {
        Ui.run(() -> Event.fireEvent(
                window.scene().getRoot(), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false)));
    }

    @Test
    void everyKeyThatNeedsAStreamSaysSoOnTheStartPage() throws Exception {
        for (WindowAction action : WindowAction.values()) {
            if (action.needsStream()) {
                action.chords().forEach(chord -> pressKeys(chord.combination()));
                if (!action.chords().isEmpty()) {
                    assertThat(said()).isEqualTo(Texts.called(action.words()) + ": open a topic first");
                }
            }
        }
        press(KeyCode.M);
        assertThat(said()).isEqualTo(Texts.called(TimelineAction.NOTE.words()) + ": open a topic first");
        try (var files = Files.list(folder)) {
            assertThat(files).as("nothing is asked for and nothing is written").isEmpty();
        }
    }

    @Test
    void keysOnASelectionSayThatThereIsNone() {
        openedSample();
        for (TimelineAction action :
                Arrays.asList(TimelineAction.NOTE, TimelineAction.REPLAY, TimelineAction.ZOOM_TO_SELECTION)) {
            press(action.chords().getFirst().code());
            assertThat(said()).startsWith(Texts.called(action.words()) + ": nothing is selected");
        }
        press(KeyCode.T);
        assertThat(said()).isEqualTo(TimelineAction.PIN_TIP.words() + ": point at a lane first");

        pressKeys(WindowAction.PALETTE.chords().getFirst().combination());
        var letters = (TextField) Ui.on(() -> window.scene().getFocusOwner());
        Ui.run(() -> letters.setText(WindowAction.CANCEL_SCAN.words()));
        Ui.run(() -> Event.fireEvent(
                letters, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false)));
        assertThat(said()).isEqualTo(WindowAction.CANCEL_SCAN.words() + ": nothing is being read");
    }

    @Test
    void keysOnRecordsSayThatNoneIsChosen() {
        openedSample();
        Ui.run(() -> window.workspacePane().showTab(1));
        await("the records", () -> ViewHands.hasTable(window.scene(), "Records"));
        TableView<?> records = Ui.on(() -> ViewHands.table(window.scene(), "Records"));
        Ui.run(() -> ViewHands.type(records, KeyCode.F3, false));
        await("why nothing is found", () -> shows(window.scene(), "No records are listed"));
        Ui.run(() -> ViewHands.type(records, KeyCode.D, true));
        await("why nothing is compared", () -> shows(window.scene(), "there is nothing to compare"));
        Ui.run(() -> ViewHands.type(records, KeyCode.C, true));
        await("why nothing is copied", () -> shows(window.scene(), "there is nothing to copy"));
    }

    @Test
    void keysOnFindingsSayThatNoneIsChosen() {
        openedSample();
        TableView<?> findings = Ui.on(() -> ViewHands.table(window.scene(), "Findings"));
        await("findings", () -> !findings.getItems().isEmpty());
        Ui.run(() -> ViewHands.type(findings, KeyCode.C, true));
        assertThat(said()).isEqualTo("Copy: choose a finding first");
        Ui.run(() -> ViewHands.type(findings, KeyCode.ENTER, false));
        assertThat(said()).isEqualTo("Zoom there: choose a finding first");

        Ui.run(() -> window.workspacePane().filter().type("partition = 4711"));
        await("no finding", () -> findings.getItems().isEmpty());
        Ui.run(() -> ViewHands.type(findings, KeyCode.C, true));
        assertThat(said()).isEqualTo("Copy: there is no finding in the table");
    }

    @Test
    void keysOnNotesSayThatNoneIsChosen() {
        Scan scan = openedSample();
        Ui.run(() -> window.workspacePane().showTab(3));
        TableView<?> notes = Ui.on(() -> ViewHands.table(window.scene(), "Notes"));
        Ui.run(() -> ViewHands.type(notes, KeyCode.ENTER, false));
        assertThat(said()).isEqualTo("Show: there is no note on this topic");

        Ui.run(() -> workspace.notes().add(scan.stream().stream().name(), Set.of(), Axis.TIME, 0, 1, "seen"));
        Ui.run(() -> ViewHands.type(notes, KeyCode.ENTER, false));
        assertThat(said()).isEqualTo("Show: choose a note first");
        Ui.run(() -> ViewHands.type(notes, KeyCode.DELETE, false));
        assertThat(said()).isEqualTo("Delete: choose a note first");
        assertThat(Ui.on(() -> notes.getItems().size())).isEqualTo(1);
    }

    @Test
    void theKeyOfATabThatIsNotThereSaysWhy() {
        openedSample();
        pressKeys(WindowAction.SHOW_GROUPS.chords().getFirst().combination());
        assertThat(said())
                .isEqualTo(WindowAction.SHOW_GROUPS.words()
                        + ": no consumer group that may be seen has committed on this topic");
    }
}
