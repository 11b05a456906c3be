package dev.lacuna.ui.repair;

import dev.lacuna.investigation.DeadLetterSurvey;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.util.Objects;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Where dead letters failed, one stream on a line, each with the way to its plan; and what is left out, with a way to
/// set it aside.
final class RedrivePane extends BorderPane {

    private static final Texts TEXTS = Texts.of(RedrivePane.class);
    private static final int MOST_REDRIVES = 1_000;

    private final RedriveViewModel model;
    private final Label reading = Lines.muted("");
    private final Button again = new Button(TEXTS.get("redrive.again"), Icon.REFRESH.node());
    private final GridPane homes = new GridPane();
    private final VBox left = new VBox(8);
    private final Label leftOut = Lines.text("");
    private final ComboBox<String> quarantine = new ComboBox<>();
    private final Button setAside = new Button(TEXTS.get("redrive.aside.button"));
    private final Button close = new Button(TEXTS.get("button.close"));
    private final Spinner<Integer> limit = new Spinner<>(1, MOST_REDRIVES, 1);

    /// @param onClose takes the pane off the screen
    RedrivePane(RedriveViewModel model, Runnable onClose) {
        this.model = model;
        getStyleClass().add("replay-pane");
        getStylesheets()
                .add(Objects.requireNonNull(RedrivePane.class.getResource("repair.css"))
                        .toExternalForm());
        close.setOnAction(event -> onClose.run());
        close.setCancelButton(true);
        setTop(header());
        setCenter(body());
        setBottom(buttons());
        model.changesProperty().subscribe(change -> show());
    }

    private Node header() {
        Label title = new Label(TEXTS.get("redrive.title", model.stream()));
        title.getStyleClass().add("h1");
        VBox header = new VBox(3, title, Lines.muted(TEXTS.get("redrive.about")));
        header.getStyleClass().add("replay-header");
        return header;
    }

    private Node body() {
        limit.getValueFactory().setValue((int) model.limit());
        limit.setPrefWidth(80);
        limit.setAccessibleText(TEXTS.get("redrive.limit"));
        limit.valueProperty().subscribe((before, most) -> model.limit(most));
        HBox limits = new HBox(8, new Label(TEXTS.get("redrive.limit")), limit, new Label(TEXTS.get("redrive.times")));
        limits.setAlignment(Pos.CENTER_LEFT);
        homes.setHgap(12);
        homes.setVgap(6);
        ColumnConstraints name = new ColumnConstraints();
        name.setHgrow(Priority.ALWAYS);
        ColumnConstraints count = new ColumnConstraints();
        count.setHalignment(HPos.RIGHT);
        homes.getColumnConstraints().setAll(name, count, new ColumnConstraints());
        quarantine.getItems().setAll(model.topics());
        quarantine.setPromptText(TEXTS.get("redrive.aside.prompt"));
        quarantine.setMaxWidth(Double.MAX_VALUE);
        quarantine.setAccessibleText(TEXTS.get("redrive.aside.prompt"));
        quarantine.valueProperty().subscribe((before, topic) -> model.quarantine(topic == null ? "" : topic));
        HBox.setHgrow(quarantine, Priority.ALWAYS);
        setAside.setOnAction(event -> model.setAside());
        setAside.setMinWidth(Region.USE_PREF_SIZE);
        HBox aside = new HBox(8, quarantine, setAside);
        aside.setAlignment(Pos.CENTER_LEFT);
        left.getChildren().setAll(leftOut, aside);
        left.getStyleClass().addAll("way", "wishes");
        again.setOnAction(event -> model.again());
        VBox body = new VBox(14, scope(), limits, reading, again, homes, left);
        body.getStyleClass().add("replay-body");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("edge-to-edge", "replay-scroll");
        return scroll;
    }

    /// Which events are meant: those that are selected, and of them those that a filter takes.
    private Node scope() {
        VBox scope = new VBox(8);
        model.selection().ifPresent(selection -> {
            var only = new CheckBox(TEXTS.get("redrive.selected", selection.words()));
            only.setSelected(model.isOnlySelected());
            only.selectedProperty().subscribe((before, selected) -> model.onlySelected(selected));
            scope.getChildren().add(only);
        });
        var filter = new TextField(model.filter());
        filter.setPromptText(TEXTS.get("redrive.filter.prompt"));
        filter.setAccessibleText(TEXTS.get("redrive.filter"));
        filter.setOnAction(event -> model.filter(filter.getText()));
        filter.focusedProperty().subscribe((before, focused) -> {
            if (!focused) {
                model.filter(filter.getText());
            }
        });
        HBox.setHgrow(filter, Priority.ALWAYS);
        HBox row = new HBox(8, new Label(TEXTS.get("redrive.filter")), filter);
        row.setAlignment(Pos.CENTER_LEFT);
        scope.getChildren().add(row);
        return scope;
    }

    private Node buttons() {
        HBox row = new HBox(8, close);
        row.setAlignment(Pos.CENTER_RIGHT);
        VBox bottom = new VBox(8, Lines.muted(TEXTS.get("redrive.hint")), row);
        bottom.getStyleClass().add("replay-buttons");
        return bottom;
    }

    private void show() {
        DeadLetterSurvey survey = model.survey().orElse(null);
        reading.setGraphic(null);
        if (!model.problem().isEmpty()) {
            reading.setText(model.problem());
            reading.setGraphic(Icon.LOSS.node(Tone.LOSS));
        } else if (survey == null) {
            reading.setText(TEXTS.get("redrive.reading", ReplayWords.progress(model.progress())));
        } else if (survey.homes().isEmpty()) {
            reading.setText(TEXTS.get("redrive.nothing"));
        } else {
            reading.setText("");
        }
        shown(reading, !reading.getText().isEmpty());
        shown(again, !model.problem().isEmpty());
        homes.getChildren().clear();
        if (survey != null) {
            survey.homes().forEach(this::add);
        }
        shown(homes, survey != null && !survey.homes().isEmpty());
        long out = survey == null ? 0 : survey.spent() + survey.homeless();
        shown(left, out > 0);
        if (survey != null) {
            leftOut.setText(TEXTS.get(
                    "redrive.left-out",
                    ReplayWords.events(survey.spent()),
                    model.limit(),
                    ReplayWords.events(survey.homeless())));
        }
        setAside.setDisable(!model.canSetAside());
    }

    private void add(String home, long events) {
        Label name = new Label(home);
        name.getStyleClass().add("place-stream");
        Label count = new Label(ReplayWords.events(events));
        count.setMinWidth(Region.USE_PREF_SIZE);
        Button plan = new Button(TEXTS.get("redrive.plan"), Icon.PLAY.node());
        plan.getStyleClass().add("accent");
        plan.setMinWidth(Region.USE_PREF_SIZE);
        plan.setAccessibleText(TEXTS.get("redrive.plan.of", Formats.number(events), home));
        plan.setOnAction(event -> model.plan(home));
        homes.addRow(homes.getRowCount(), name, count, plan);
    }

    private static void shown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
