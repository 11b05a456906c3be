package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.TextClipboard;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Tone;
import java.io.PrintWriter;
import java.io.StringWriter;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// Says in a sentence that something broke, and lets the details be copied for a report.
final class ErrorDialog {

    private static final Texts TEXTS = Texts.of(ErrorDialog.class);

    private ErrorDialog() {}

    static void show(Window owner, String summary, Throwable failure, String toolVersion) {
        var dialog = new Dialog<ButtonType>();
        dialog.initOwner(owner);
        dialog.setTitle(TEXTS.get("error.title"));
        dialog.setHeaderText(TEXTS.get("error.title"));
        dialog.setGraphic(Icon.LOSS.node(Tone.LOSS));
        var text = new Label(summary);
        text.setWrapText(true);
        text.setPrefWidth(440);
        var note = new Label(TEXTS.get("error.note"));
        note.getStyleClass().add("muted");
        note.setWrapText(true);
        note.setPrefWidth(440);
        var copy = new ButtonType(TEXTS.get("error.copy"), ButtonBar.ButtonData.LEFT);
        dialog.getDialogPane().setContent(new VBox(8, text, note));
        dialog.getDialogPane().getButtonTypes().setAll(copy, ButtonType.CLOSE);
        Theme.dress(dialog.getDialogPane());
        Button copyButton = (Button) dialog.getDialogPane().lookupButton(copy);
        copyButton.addEventFilter(ActionEvent.ACTION, event -> {
            TextClipboard.copy(details(summary, failure, toolVersion));
            event.consume(); // the dialog stays open
        });
        dialog.show();
    }

    /// What helps the makers; messages and the trace, never a payload.
    static String details(String summary, Throwable failure, String toolVersion) {
        var out = new StringWriter();
        out.write(TEXTS.get("error.versions", toolVersion, Runtime.version(), System.getProperty("os.name")) + "\n");
        out.write(summary + "\n");
        failure.printStackTrace(new PrintWriter(out));
        return out.toString();
    }
}
