package dev.lacuna.ui.repair;

import dev.lacuna.repair.rewind.RewindAim;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import dev.lacuna.ui.repair.RewindQuestion.Way;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Asks where the group is to go on, and says at once how the answer was understood.
final class RewindForm extends VBox {

    private static final Texts TEXTS = Texts.of(RewindForm.class);

    private final RewindViewModel model;
    private final Formats formats;
    private final Map<Way, ToggleButton> ways = new EnumMap<>(Way.class);
    private final TextField answer = new TextField();
    private final ComboBox<String> groups = new ComboBox<>();
    private final Label finding = Lines.text("");
    private final Label understood = Lines.muted("");
    private final CheckBox allStreams = new CheckBox();
    private final Button plan = new Button(TEXTS.get("rewind.plan"), Icon.SEARCH.node());
    /// From the start: what empty controls hold is no answer.
    private boolean showing = true;

    RewindForm(RewindViewModel model, Formats formats) {
        super(8);
        this.model = model;
        this.formats = formats;
        Label head = new Label(TEXTS.get("rewind.to"));
        head.getStyleClass().add("h2");
        getChildren().setAll(head, wayBar(), question(), understood);
        getStyleClass().addAll("way", "rewind-form");
        wire();
    }

    private Node wayBar() {
        var toggles = new ToggleGroup();
        HBox bar = new HBox(4);
        for (Way way : Way.values()) {
            if (way == Way.FINDING && model.subject().findings().isEmpty()
                    || way == Way.GROUP && model.subject().otherGroups().isEmpty()) {
                continue;
            }
            var toggle = new ToggleButton(TEXTS.get("rewind.way." + key(way)));
            toggle.setToggleGroup(toggles);
            toggle.setMinWidth(Region.USE_PREF_SIZE);
            // of a toggle group one may also let go; here one way is always chosen
            toggle.setOnAction(event -> {
                model.choose(way);
                show();
            });
            ways.put(way, toggle);
            bar.getChildren().add(toggle);
        }
        return bar;
    }

    private Node question() {
        HBox.setHgrow(answer, Priority.ALWAYS);
        HBox.setHgrow(groups, Priority.ALWAYS);
        HBox.setHgrow(finding, Priority.ALWAYS);
        groups.setMaxWidth(Double.MAX_VALUE);
        finding.setMaxWidth(Double.MAX_VALUE);
        groups.getItems().setAll(model.subject().otherGroups());
        groups.setAccessibleText(TEXTS.get("rewind.way.group"));
        allStreams.setText(TEXTS.get("rewind.all"));
        allStreams.setMinWidth(Region.USE_PREF_SIZE);
        plan.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(10, answer, groups, finding, allStreams, plan);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void wire() {
        answer.textProperty().subscribe(text -> ask(() -> model.answer(text)));
        groups.valueProperty().subscribe(group -> ask(() -> model.answer(group == null ? "" : group)));
        allStreams.selectedProperty().subscribe(all -> ask(() -> model.chooseAllStreams(all)));
        plan.setOnAction(event -> model.plan());
        answer.setOnAction(event -> model.plan());
    }

    /// What the model says is shown, and no new answer.
    private void ask(Runnable change) {
        if (!showing) {
            change.run();
        }
    }

    void show() {
        showing = true;
        Way way = model.question().way();
        boolean open = model.isOpen();
        ways.forEach((each, toggle) -> {
            toggle.setSelected(each == way);
            toggle.setDisable(!open);
        });
        shown(way != Way.FINDING && way != Way.GROUP, answer);
        shown(way == Way.GROUP, groups);
        shown(way == Way.FINDING, finding);
        if (way == Way.GROUP) {
            groups.setValue(model.question().answer());
        } else if (!answer.getText().equals(model.question().answer())) {
            answer.setText(model.question().answer());
        }
        answer.setPromptText(TEXTS.get("rewind.prompt." + key(way)));
        answer.setAccessibleText(TEXTS.get("rewind.way." + key(way)));
        finding.setText(RewindWords.findings(model.subject().findings()));
        answer.setDisable(!open);
        groups.setDisable(!open);
        allStreams.setDisable(!open);
        plan.setDisable(!model.canPlan());
        boolean again = model.step() == RewindStep.READY;
        plan.setText(TEXTS.get(again ? "rewind.plan.again" : "rewind.plan"));
        // once there is something to set, that is the next step
        plan.getStyleClass().remove("accent");
        if (!again) {
            plan.getStyleClass().add("accent");
        }
        understood();
        showing = false;
    }

    private void understood() {
        boolean asked = model.question().way() == Way.FINDING
                || !model.question().answer().isBlank();
        boolean wrong = asked && model.question().complaint().isPresent();
        understood.setText(
                wrong
                        ? model.question().complaint().orElse("")
                        : model.question()
                                .aim()
                                .filter(aim -> asked)
                                .map(this::words)
                                .orElse(TEXTS.get(
                                        "rewind.hint." + key(model.question().way()))));
        understood.setGraphic(wrong ? Icon.SUSPECT.node(Tone.SUSPECT) : null);
    }

    private String words(RewindAim aim) {
        return aim instanceof RewindAim.AtTime time
                ? TEXTS.get("rewind.understood.time", formats.dateTime(time.millis()), formats.zoneName())
                : TEXTS.get("rewind.hint." + key(model.question().way()));
    }

    private static String key(Way way) {
        return way.name().toLowerCase(Locale.ROOT);
    }

    private static void shown(boolean shown, Node node) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
