package dev.lacuna.ui.shell;

import dev.lacuna.model.StreamRef;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Asks which of several selected streams is meant, where only one can be: a button for each.
final class StreamDialog {

    private static final Texts TEXTS = Texts.of(StreamDialog.class);

    private final Dialog<@Nullable StreamRef> dialog = new Dialog<>();

    StreamDialog(Window owner, List<StreamRef> streams) {
        dialog.initOwner(owner);
        dialog.setTitle(TEXTS.get("which.title"));
        dialog.setHeaderText(TEXTS.get("which.head", streams.size()));
        dialog.setGraphic(Icon.PLAY.node());
        var why = new Label(TEXTS.get("which.why"));
        why.setWrapText(true);
        why.setPrefWidth(420);
        dialog.getDialogPane().setContent(why);
        List<ButtonType> buttons = new ArrayList<>();
        for (StreamRef stream : streams) {
            buttons.add(new ButtonType(TEXTS.get("which.one", stream.name()), ButtonBar.ButtonData.OTHER));
        }
        dialog.getDialogPane().getButtonTypes().setAll(buttons);
        dialog.getDialogPane().getButtonTypes().add(ButtonType.CANCEL);
        Theme.dress(dialog.getDialogPane());
        dialog.setResultConverter(pressed -> {
            int chosen = buttons.indexOf(pressed);
            return chosen < 0 ? null : streams.get(chosen);
        });
    }

    /// Shows the dialog and waits, as dialogs do: inside the event loop.
    Optional<StreamRef> ask() {
        return Optional.ofNullable(dialog.showAndWait().orElse(null));
    }
}
