package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Theme;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// Asks where the events of a range are to be replayed to.
final class CopyDialog {

    /// What a topic may be called, as Kafka has it.
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    private static final Texts TEXTS = Texts.of(CopyDialog.class);

    private final Dialog<String> dialog = new Dialog<>();
    private final ComboBox<String> target = new ComboBox<>();
    private final Label hint = Controls.label("muted");

    /// @param from the stream that is read
    /// @param range what of it, for people
    CopyDialog(Window owner, FxPulse pulse, String from, String range, List<String> topics) {
        Set<String> known = Set.copyOf(topics);
        dialog.initOwner(owner);
        dialog.setTitle(TEXTS.get("copy.title"));
        dialog.setHeaderText(TEXTS.get("copy.head", from));
        dialog.setGraphic(Icon.PLAY.node());
        var what = new Label(range);
        what.setWrapText(true);
        what.setPrefWidth(420);
        var label = new Label(TEXTS.get("copy.target"));
        label.setLabelFor(target);
        target.setEditable(true);
        target.getItems().setAll(topics);
        target.setMaxWidth(Double.MAX_VALUE);
        target.setAccessibleText(TEXTS.get("copy.target"));
        hint.setWrapText(true);
        hint.setPrefWidth(420);
        hint.setMinHeight(34);
        dialog.getDialogPane().setContent(new VBox(8, what, label, target, hint));
        var plan = new ButtonType(TEXTS.get("copy.plan"), ButtonBar.ButtonData.OK_DONE);
        dialog.getDialogPane().getButtonTypes().setAll(plan, ButtonType.CANCEL);
        Theme.dress(dialog.getDialogPane());
        var planButton = dialog.getDialogPane().lookupButton(plan);
        target.getEditor().textProperty().subscribe(text -> {
            String topic = text.strip();
            planButton.setDisable(!known.contains(topic));
            hint.setText(hint(topic, from, known));
        });
        dialog.setResultConverter(
                button -> button == plan ? target.getEditor().getText().strip() : null);
        // afterwards: a dialog that has just been shown gives the focus to its first button
        dialog.setOnShown(event -> pulse.post(target::requestFocus));
    }

    /// Shows the dialog and waits, as dialogs do: inside the event loop.
    Optional<String> ask() {
        return dialog.showAndWait();
    }

    static String hint(String topic, String from, Set<String> known) {
        if (topic.isEmpty()) {
            return TEXTS.get("copy.hint.choose");
        }
        if (!TOPIC.matcher(topic).matches()) {
            return TEXTS.get("copy.hint.name");
        }
        if (!known.contains(topic)) {
            return TEXTS.get("copy.hint.unknown", topic);
        }
        return topic.equals(from) ? TEXTS.get("copy.hint.same") : TEXTS.get("copy.hint.other", topic);
    }
}
