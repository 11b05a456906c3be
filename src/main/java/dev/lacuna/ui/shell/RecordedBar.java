package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Recording;
import dev.lacuna.report.session.SavedRepair;
import dev.lacuna.report.session.SavedSession;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The line that says of when what is shown is, that nothing is connected, what was repaired, and how to go on.
final class RecordedBar {

    private static final Texts TEXTS = Texts.of(RecordedBar.class);
    private static final double WIDEST_REPAIR = 560;

    private final Formats formats;
    private final HBox box = new HBox(10);
    private final Label text = new Label(null, Icon.DISCONNECT.node());
    private final MenuButton repairs = new MenuButton();
    private final Button connect = new Button(TEXTS.get("recorded.connect"), Icon.CONNECT.node());
    private @Nullable Recording shown;

    RecordedBar(Formats formats, SessionDesk sessions) {
        this.formats = formats;
        text.setMinWidth(0);
        text.setMaxWidth(Double.MAX_VALUE);
        repairs.getStyleClass().addAll("small", "flat");
        repairs.setMinWidth(Region.USE_PREF_SIZE);
        connect.getStyleClass().addAll("small", "accent");
        connect.setMinWidth(Region.USE_PREF_SIZE);
        connect.setOnAction(event -> sessions.connect());
        box.getStyleClass().setAll("banner", "banner-note");
        box.setAlignment(Pos.CENTER_LEFT);
        box.getChildren().addAll(text, Controls.gap(), repairs, connect);
        formats.zoneProperty().subscribe(zone -> say());
        Controls.show(box, false);
    }

    Node node() {
        return box;
    }

    void show(@Nullable Connection connection) {
        shown = connection == null ? null : connection.recording().orElse(null);
        Controls.show(box, shown != null);
        say();
    }

    private void say() {
        Recording recording = shown;
        if (recording == null) {
            return;
        }
        SavedSession session = recording.session();
        String when = formats.dateTime(session.head().savedAt().toEpochMilli()) + " " + formats.zoneName();
        text.setText(TEXTS.get("recorded.text", when));
        repairs.setText(TEXTS.get("recorded.repairs", session.repairs().size()));
        repairs.getItems().setAll(session.repairs().stream().map(this::line).toList());
        Controls.show(repairs, !session.repairs().isEmpty());
    }

    private CustomMenuItem line(SavedRepair repair) {
        var label = new Label(TEXTS.get(
                "recorded.repair",
                formats.dateTime(repair.started().toEpochMilli()),
                repair.kind(),
                repair.subject(),
                repair.state(),
                repair.message()));
        label.setWrapText(true);
        label.setMaxWidth(WIDEST_REPAIR);
        return new CustomMenuItem(label, false);
    }
}
