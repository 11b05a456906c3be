package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Finding;
import dev.lacuna.ui.kit.Chord;
import dev.lacuna.ui.kit.Motion;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import dev.lacuna.ui.timeline.TimelineAction;
import java.util.List;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import javafx.stage.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The window as its keys move it, and as those meet it who see or hear it otherwise.
@Tag("ui")
class WindowKeysUiTest extends WindowFixture {

    @Test
    void leavesTheKeysToTheTimelineAlsoWhenATableHasTheFocus() {
        openedSample();
        await("the findings", () -> shows(window.scene(), "Missing sequence numbers"));
        await("the findings on the lanes", () -> shows(window.scene(), "Loss "));
        Ui.run(() -> {
            Node table = window.scene().lookup(".table-view");
            table.requestFocus();
            Event.fireEvent(table, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.N, false, false, false, false));
        });
        await("the details of the first finding", () -> window.scene().lookup(".detail-side") != null);
    }

    @Test
    void narrowsTheFindingsDownByTheSlashKeyAndClearsTheFilterByEsc() {
        openedSample();
        await("the findings", () -> shows(window.scene(), "Missing sequence numbers"));
        await("the findings on the lanes", () -> shows(window.scene(), "Loss "));
        Ui.run(() -> {
            Node table = window.scene().lookup(".findings-table");
            table.requestFocus();
            Event.fireEvent(
                    table, new KeyEvent(KeyEvent.KEY_TYPED, "/", "", KeyCode.UNDEFINED, false, false, false, false));
        });
        await("the focus in the field", () -> window.scene().getFocusOwner() instanceof TextField);
        TextField field = (TextField) Ui.on(() -> window.scene().getFocusOwner());

        Ui.run(() -> field.setText("verdict = benign"));
        await("an empty table", () -> shows(window.scene(), "left out by the filter"));
        await("no mark on the lanes", () -> !shows(window.scene(), "Loss "));

        Ui.run(() -> Event.fireEvent(
                field, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false)));
        await("the findings again", () -> shows(window.scene(), "Loss "));
        String typed = Ui.on(field::getText);
        assertThat(typed).isEmpty();
        await("a full table", () -> !shows(window.scene(), "left out by the filter"));
    }

    @Test
    void hasNoStyleThatCannotBeResolved() {
        Finding loss = loss(openedSample());
        Ui.run(() -> window.workspacePane().reveal(loss.id()));
        for (Theme theme : Theme.values()) {
            assertThat(Ui.cssWarnings(() -> {
                        window.showTheme(theme);
                        window.scene().getRoot().applyCss();
                        window.scene().getRoot().layout();
                    }))
                    .isEmpty();
        }
    }

    @Test
    void aWindowThatIsClosedFollowsNoSettingAnyMoreHoweverOftenItWasDressedAnew() {
        Ui.run(() -> {
            window.toggleTheme();
            window.toggleTheme();
            window.close();
            try {
                Motion.setReduced(true);

                assertThat(window.scene().getPreferences().isReducedMotion()).isFalse();
            } finally {
                Motion.setReduced(false);
            }
        });
    }

    @Test
    void givesEveryButtonWithoutATextWordsForScreenReaders() {
        openedSample();
        List<String> mute = Ui.on(() -> window.scene().getRoot().lookupAll("*").stream()
                .filter(ButtonBase.class::isInstance)
                .map(ButtonBase.class::cast)
                .filter(button -> button.getText() == null || button.getText().isEmpty())
                .filter(button -> button.getAccessibleText() == null && isSeen(button))
                .map(Node::toString)
                .toList());
        assertThat(mute).isEmpty();
    }

    @Test
    void theKeySheetNamesTheKeysOfEveryAction() {
        openedSample();
        Ui.run(window::showKeys);
        await("the sheet", () -> Window.getWindows().size() > 1);
        Scene sheet = Ui.on(() -> Window.getWindows().getLast().getScene());
        List<String> lines = Ui.on(
                () -> labeled(sheet, Label.class, "").map(Labeled::getText).toList());

        for (WindowAction action : WindowAction.values()) {
            if (!action.chords().isEmpty()) {
                assertThat(lines).contains(Chord.words(action.chords()), action.words());
            }
        }
        for (TimelineAction action : TimelineAction.values()) {
            if (!action.chords().isEmpty()) {
                assertThat(lines).contains(Chord.words(action.chords()), action.words());
            }
        }
    }

    @Test
    void thePaletteFindsAnActionByAFewLettersAndDoesIt() {
        openedSample();
        pressKeys(WindowAction.PALETTE.chords().getFirst().combination());
        var letters = (TextField) Ui.on(() -> window.scene().getFocusOwner());
        Ui.run(() -> letters.setText("along off"));
        Ui.run(() -> Event.fireEvent(
                letters, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false)));

        await("the offsets in the bar", () -> shows(window.scene(), "offsets "));
        assertThat(Ui.on(() -> window.scene().lookup(".palette"))).isNull();
    }

    @Test
    void goesToAnOffsetAndShowsItsRecord() {
        openedSample();
        pressKeys(WindowAction.GO_TO.chords().getFirst().combination());
        var text = (TextField) Ui.on(() -> window.scene().getFocusOwner());
        requireWhole("what may be written");
        Ui.run(() -> text.setText("somewhere"));
        requireWhole("why that is nowhere");
        Ui.run(() -> text.setText("99999999"));
        Ui.run(() -> text.fireEvent(new javafx.event.ActionEvent()));
        await("the reason", () -> shows(window.scene(), "Nothing of this topic lies there."));
        Ui.run(() -> text.setText("1@42"));
        Ui.run(() -> text.fireEvent(new javafx.event.ActionEvent()));

        await("the record", () -> window.workspacePane().recordsTitle().equals("Records  1"));
        assertThat(Ui.on(() -> window.scene().lookup(".goto"))).isNull();
        TabPane tabs = (TabPane) Ui.on(() -> window.scene().getRoot().lookup(".tab-pane"));
        assertThat(Ui.on(() -> tabs.getSelectionModel().getSelectedItem().getText()))
                .isEqualTo("Records  1");
    }

    private void requireWhole(String what) {
        String[] hint = Ui.on(() -> {
            Parent sheet = (Parent) window.scene().lookup(".goto");
            window.scene().getRoot().applyCss();
            window.scene().getRoot().layout();
            Label label = (Label) sheet.lookup(".label");
            return new String[] {label.getText(), ((Text) label.lookup(".text")).getText()};
        });
        assertThat(hint[1]).as(what).isEqualTo(hint[0]).isNotBlank();
    }
}
