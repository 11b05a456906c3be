package dev.lacuna.ui.shell;

import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.ui.kit.Texts;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// Which fields of the events a scan reads: proposed by a look at a sample, and changed here.
final class FieldsForm {

    private static final Texts TEXTS = Texts.of(FieldsForm.class);

    /// Three lines. A popup is measured before its text has its styles, so the height is not left to the text.
    private static final double DETECTION_HEIGHT = 52;
    private static final Pattern EXTRACTOR = Pattern.compile("key|header:.+|json:(/.*)?");

    private final TextField sequence = field("fields.sequence");
    private final TextField sequencePer = field("fields.per");
    private final TextField id = field("fields.id");
    private final TextField eventTime = field("fields.time");
    private final ComboBox<PayloadFormat> format = new ComboBox<>();
    private final Label detection = Controls.label("muted");
    private final Label problem = Controls.label("problem");
    private final Button scan = new Button(TEXTS.get("fields.scan"));
    private final VBox box = new VBox(10);

    FieldsForm(Consumer<FieldSpec> rescan) {
        var head = Controls.label("h2");
        head.setText(TEXTS.get("fields.head"));
        var hint = Controls.label("muted");
        hint.setText(TEXTS.get("fields.hint"));
        hint.setWrapText(true);
        hint.setPrefWidth(330);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        var grid = new GridPane(10, 7);
        add(grid, 0, "fields.sequence", sequence);
        add(grid, 1, "fields.per", sequencePer);
        add(grid, 2, "fields.id", id);
        add(grid, 3, "fields.time", eventTime);
        format.getItems().setAll(PayloadFormat.values());
        format.setValue(PayloadFormat.AUTO);
        format.setConverter(new FormatNames());
        format.setMaxWidth(Double.MAX_VALUE);
        format.setAccessibleText(TEXTS.get("fields.format"));
        addRow(grid, 4, "fields.format", format);
        GridPane.setFillWidth(format, true);
        detection.setWrapText(true);
        detection.setPrefWidth(330);
        detection.setMinHeight(DETECTION_HEIGHT);
        detection.setPrefHeight(DETECTION_HEIGHT);
        detection.setAlignment(Pos.TOP_LEFT);
        showDetection("");
        sequencePer.setPromptText(TEXTS.get("fields.per.prompt"));
        scan.getStyleClass().add("accent");
        scan.setDefaultButton(true);
        scan.setOnAction(event -> rescan.accept(spec()));
        box.getStyleClass().add("fields-form");
        box.getChildren().addAll(head, hint, grid, detection, problem, new HBox(Controls.gap(), scan));
        for (TextField field : new TextField[] {sequence, sequencePer, id, eventTime}) {
            field.textProperty().addListener(change -> check());
        }
        check();
    }

    private static void add(GridPane grid, int row, String key, TextField field) {
        addRow(grid, row, key, field);
    }

    private static void addRow(GridPane grid, int row, String key, Node field) {
        var label = new Label(TEXTS.get(key));
        label.setLabelFor(field);
        label.setMinWidth(Region.USE_PREF_SIZE);
        grid.addRow(row, label, field);
    }

    private static TextField field(String key) {
        var field = new TextField();
        field.setPromptText(TEXTS.get("fields.prompt"));
        field.setAccessibleText(TEXTS.get(key));
        field.setPrefColumnCount(17);
        return field;
    }

    VBox node() {
        return box;
    }

    void show(FieldSpec spec) {
        sequence.setText(spec.sequence().orElse(""));
        sequencePer.setText(spec.sequencePer().orElse(""));
        id.setText(spec.id().orElse(""));
        eventTime.setText(spec.eventTime().orElse(""));
        format.setValue(spec.format());
    }

    /// Says as what payloads were read, and why; empty says nothing.
    void showDetection(String words) {
        detection.setText(words);
        detection.setTooltip(words.isEmpty() ? null : new Tooltip(words));
        Controls.show(detection, !words.isEmpty());
    }

    private void check() {
        String wrong = "";
        for (TextField field : new TextField[] {sequence, sequencePer, id, eventTime}) {
            String text = field.getText().strip();
            if (wrong.isEmpty() && !isExtractor(text)) {
                wrong = TEXTS.get("fields.wrong", text);
            }
        }
        problem.setText(wrong);
        Controls.show(problem, !wrong.isEmpty());
        scan.setDisable(!wrong.isEmpty());
    }

    static boolean isExtractor(String text) {
        return text.isEmpty() || EXTRACTOR.matcher(text).matches();
    }

    private FieldSpec spec() {
        return new FieldSpec(value(sequence), value(sequencePer), value(id), value(eventTime), format.getValue());
    }

    /// The formats as people call them.
    private static final class FormatNames extends StringConverter<PayloadFormat> {
        @Override
        public String toString(PayloadFormat value) {
            return TEXTS.get("fields.format." + value.id());
        }

        @Override
        public PayloadFormat fromString(String text) {
            return PayloadFormat.AUTO; // the box is not editable
        }
    }

    private static Optional<String> value(TextField field) {
        String text = field.getText().strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
