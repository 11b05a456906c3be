package dev.lacuna.ui.connect;

import dev.lacuna.ui.kit.Chip;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The sources opened last, newest first: one click opens one again.
final class RecentList {

    private static final Texts TEXTS = Texts.of(RecentList.class);

    private final ConnectActions actions;
    private final Clock clock;
    private final VBox rows = new VBox(2);
    private final VBox box;

    RecentList(ConnectActions actions, Clock clock) {
        this.actions = actions;
        this.clock = clock;
        var title = new Label(TEXTS.get("recent.title"));
        title.getStyleClass().add("h2");
        box = new VBox(4, title, rows);
        rows.setId("recent");
        show(List.of());
    }

    Node node() {
        return box;
    }

    void show(List<RecentSource> sources) {
        if (sources.isEmpty()) {
            var none = new Label(TEXTS.get("recent.none"));
            none.getStyleClass().add("muted");
            none.setWrapText(true);
            rows.getChildren().setAll(none);
        } else {
            rows.getChildren().setAll(sources.stream().map(this::row).toList());
        }
    }

    private Node row(RecentSource source) {
        ConnectRequest request = source.request();
        boolean folder = request.servers().startsWith(ConnectRequest.FOLDER);
        var link = new Hyperlink(request.name());
        link.setGraphic((folder ? Icon.FOLDER : Icon.SOURCE).node());
        link.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        link.setMinWidth(0);
        link.setOnAction(event -> actions.connect(request));
        var row = new HBox(8, link);
        if (source.production()) {
            row.getChildren().add(new Chip(TEXTS.get("recent.production"), Tone.LOSS));
        }
        if (request.readOnly()) {
            row.getChildren().add(new Chip(TEXTS.get("recent.readonly"), Tone.PLAIN));
        }
        var file = new Label(request.servers().isEmpty() ? "" : request.propertiesFile());
        file.getStyleClass().add("muted");
        file.setMinWidth(0);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var when = new Label(source.opened()
                .map(moment -> TEXTS.get("recent.opened", Formats.duration(Duration.between(moment, clock.instant()))))
                .orElse(""));
        when.getStyleClass().add("muted");
        when.setMinWidth(Region.USE_PREF_SIZE);
        var forget = new Button(null, Icon.CLOSE.node());
        forget.getStyleClass().addAll("flat", "button-icon");
        forget.setTooltip(new Tooltip(TEXTS.get("recent.forget")));
        forget.setAccessibleText(TEXTS.get("recent.forget.of", request.name()));
        forget.setOnAction(event -> actions.forget(request));
        row.getChildren().addAll(file, gap, when, forget);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
