package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The session files that were opened or saved last, on the start page, and a way to open another.
final class RecentSessions {

    private static final Texts TEXTS = Texts.of(RecentSessions.class);

    private final SessionDesk sessions;
    private final VBox list = new VBox(2);
    private final VBox box = new VBox(6);

    RecentSessions(SessionDesk sessions) {
        this.sessions = sessions;
        var open = new Button(TEXTS.get("session.open.button"), Icon.OPEN_FOLDER.node());
        open.setOnAction(event -> sessions.askAndOpen());
        var hint = Controls.label("muted");
        hint.setText(TEXTS.get("session.hint"));
        hint.setWrapText(true);
        box.getChildren().addAll(new HBox(10, open), hint, list);
        box.getStyleClass().add("recent-sessions");
    }

    Node node() {
        return box;
    }

    void show(List<Path> files) {
        list.getChildren().setAll(files.stream().map(this::row).toList());
        Controls.show(list, !files.isEmpty());
    }

    private Node row(Path file) {
        var link = new Hyperlink(String.valueOf(file.getFileName()));
        link.setTooltip(new Tooltip(file.toString()));
        link.setOnAction(event -> sessions.open(file));
        var row = new HBox(
                8,
                link,
                Controls.gap(),
                Controls.iconButton(
                        Icon.CLOSE, TEXTS.get("session.forget", file.getFileName()), () -> sessions.forget(file)));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
