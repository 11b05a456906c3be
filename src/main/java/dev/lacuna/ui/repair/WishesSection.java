package dev.lacuna.ui.repair;

import dev.lacuna.model.HeaderRules;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// All that can be wished of a replay, closed up unless somebody asks for it. What is typed is understood at once, or
/// said where it goes wrong.
final class WishesSection extends VBox {

    private static final Texts TEXTS = Texts.of(WishesSection.class);
    private static final double LABEL_WIDTH = 92;
    private static final double RATE_WIDTH = 110;

    private final ReplayViewModel model;
    private final Map<Wish, TextField> fields = new EnumMap<>(Wish.class);
    private final Map<Wish, Label> slips = new EnumMap<>(Wish.class);
    private final ComboBox<String> topic = editable();
    private final ComboBox<String> cluster = editable();
    private final PartitionChoice partition;
    private final CheckBox safe = new CheckBox(TEXTS.get("wish.safe"));
    private final EditRows edits;
    private final Label filterHint = Lines.muted("");
    private final List<Node> ofThePlan = new ArrayList<>();
    private final List<Node> ofTheRun = new ArrayList<>();
    /// From the start: what empty controls hold is no wish.
    private boolean showing = true;

    WishesSection(ReplayViewModel model) {
        super(6);
        this.model = model;
        this.partition = new PartitionChoice(text -> wish(Wish.TO_PARTITION, text));
        this.edits = new EditRows(changed -> ask(() -> model.wish(wishes().withEdits(changed))));
        getStyleClass().addAll("way", "wishes");
        build(model.basis().asked());
        wire();
        show();
    }

    private ReplayWishes wishes() {
        return model.wished().wishes();
    }

    private static ComboBox<String> editable() {
        ComboBox<String> box = new ComboBox<>();
        box.setEditable(true);
        box.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private void build(Set<Wish> asked) {
        if (asked.contains(Wish.FILTER)) {
            add("wish.filter", true, field(Wish.FILTER));
            getChildren().add(below(filterHint));
            ofThePlan.add(filterHint);
        }
        if (asked.contains(Wish.SKIP_EXISTING)) {
            add("wish.skip-existing", true, field(Wish.SKIP_EXISTING));
        }
        if (asked.contains(Wish.TO_TOPIC)) {
            topic.getItems().setAll(model.basis().topics());
            topic.setAccessibleText(TEXTS.get("wish.to-topic"));
            cluster.getItems().setAll(model.basis().clusters());
            cluster.setAccessibleText(TEXTS.get("wish.to-cluster"));
            cluster.setPromptText(TEXTS.get("wish.to-cluster.prompt"));
            add("wish.to-topic", true, topic, word("wish.to-cluster"), cluster);
        }
        if (asked.contains(Wish.TO_PARTITION)) {
            add("wish.to-partition", true, partition);
        }
        if (asked.contains(Wish.DROP_HEADERS)) {
            safe.setTooltip(new Tooltip(String.join("\n", HeaderRules.NOT_OF_A_COPY)));
            add("wish.headers", true, safe);
            add(
                    "",
                    true,
                    word("wish.drop-headers"),
                    field(Wish.DROP_HEADERS),
                    word("wish.keep-headers"),
                    field(Wish.KEEP_HEADERS));
        }
        if (model.basis().takesEdits()) {
            add("wish.edits", true, edits);
        }
        TextField events = field(Wish.RATE);
        TextField bytes = field(Wish.BYTE_RATE);
        events.setMaxWidth(RATE_WIDTH);
        bytes.setMaxWidth(RATE_WIDTH);
        add("wish.rate", false, events, word("wish.rate.events"), bytes, word("wish.rate.bytes"));
        for (Wish wish : fields.keySet()) {
            if (wish != Wish.FILTER) {
                slip(wish);
            }
        }
        slip(Wish.TO_TOPIC);
        slip(Wish.TO_PARTITION);
    }

    /// Below the others: a line for each slip would make the form jump.
    private void slip(Wish wish) {
        Label line = Lines.text("");
        line.getStyleClass().add(Tone.LOSS.textClass());
        line.setGraphic(Icon.SUSPECT.node(Tone.LOSS));
        slips.put(wish, line);
        getChildren().add(below(line));
    }

    private static Node below(Label line) {
        HBox row = new HBox(8, spacer(), line);
        row.visibleProperty().bind(line.textProperty().isNotEmpty());
        row.managedProperty().bind(line.textProperty().isNotEmpty());
        return row;
    }

    private static Region spacer() {
        Region spacer = new Region();
        spacer.setMinWidth(LABEL_WIDTH);
        return spacer;
    }

    private static Label word(String key) {
        Label label = new Label(TEXTS.get(key));
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.getStyleClass().add("muted");
        return label;
    }

    private TextField field(Wish wish) {
        TextField field = new TextField();
        String key = "wish." + wish.name().toLowerCase(Locale.ROOT).replace('_', '-');
        field.setPromptText(TEXTS.get(key + ".prompt"));
        field.setAccessibleText(TEXTS.get(key));
        HBox.setHgrow(field, Priority.ALWAYS);
        fields.put(wish, field);
        return field;
    }

    private void add(String key, boolean planned, Node... controls) {
        Label label = new Label(key.isEmpty() ? "" : TEXTS.get(key));
        label.setMinWidth(LABEL_WIDTH);
        label.setPrefWidth(LABEL_WIDTH);
        HBox row = new HBox(8, label);
        row.getChildren().addAll(controls);
        row.setAlignment(controls[0] instanceof EditRows ? Pos.TOP_LEFT : Pos.CENTER_LEFT);
        (planned ? ofThePlan : ofTheRun).addAll(List.of(controls));
        getChildren().add(row);
    }

    private void wire() {
        fields.forEach((wish, field) -> field.textProperty().subscribe(text -> wish(wish, text)));
        topic.getEditor().textProperty().subscribe(text -> wish(Wish.TO_TOPIC, text));
        cluster.getEditor().textProperty().subscribe(text -> wish(Wish.TO_CLUSTER, text));
        safe.selectedProperty().subscribe(on -> wish(Wish.KEEP_ALL_HEADERS, on ? "" : "true"));
    }

    private void wish(Wish wish, String text) {
        ask(() -> model.wish(wishes().with(wish, text)));
    }

    /// What the model says is shown, and no new wish.
    private void ask(Runnable change) {
        if (!showing) {
            change.run();
        }
    }

    void show() {
        showing = true;
        fields.forEach((wish, field) -> put(field, wishes().answers().getOrDefault(wish, "")));
        put(topic.getEditor(), wishes().answers().getOrDefault(Wish.TO_TOPIC, ""));
        put(cluster.getEditor(), wishes().answers().getOrDefault(Wish.TO_CLUSTER, ""));
        partition.show(wishes().get(Wish.TO_PARTITION));
        safe.setSelected(!wishes().keepsAllHeaders());
        edits.show(wishes());
        ofThePlan.forEach(node -> node.setDisable(!model.canWish()));
        ofTheRun.forEach(node -> node.setDisable(!model.canChooseRate()));
        slips.forEach((wish, line) -> line.setText(wishes().complaint(wish)
                .map(slip ->
                        TEXTS.get("wish." + wish.name().toLowerCase(Locale.ROOT).replace('_', '-')) + ": " + slip)
                .orElse("")));
        showFilter();
        showing = false;
    }

    private static void put(TextField field, String text) {
        if (!field.getText().equals(text)) {
            field.setText(text);
        }
    }

    private void showFilter() {
        String filter = wishes().get(Wish.FILTER);
        WishesModel.Fault fault = model.wished().fault().orElse(null);
        filterHint.getStyleClass().removeAll("muted", Tone.LOSS.textClass());
        filterHint.getStyleClass().add(fault == null ? "muted" : Tone.LOSS.textClass());
        if (fault != null) {
            filterHint.setText(
                    TEXTS.get("wish.filter.fault", fault.position() + 1, fault.problem(), spot(filter, fault)));
            filterHint.setGraphic(Icon.SUSPECT.node(Tone.LOSS));
        } else {
            boolean right = model.wished().isFilterRight();
            filterHint.setText(filter.isEmpty() ? "" : TEXTS.get(right ? "wish.filter.right" : "wish.filter.checking"));
            filterHint.setGraphic(right ? Icon.OK.node(Tone.OK) : null);
        }
    }

    /// What stands just before the fault, with a mark at the place.
    private static String spot(String filter, WishesModel.Fault fault) {
        int at = Math.min(fault.position(), filter.length());
        int from = Math.max(0, at - 12);
        int to = Math.min(filter.length(), at + 8);
        return (from > 0 ? "…" : "") + filter.substring(from, at) + "▸" + filter.substring(at, to)
                + (to < filter.length() ? "…" : "");
    }
}
