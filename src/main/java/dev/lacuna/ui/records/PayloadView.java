package dev.lacuna.ui.records;

import dev.lacuna.investigation.PayloadReading;
import dev.lacuna.investigation.RecordList;
import dev.lacuna.investigation.RecordPage;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One record in full: what it is, its key, its headers, its value as indented JSON, text or hex. Of a large value the
/// beginning is shown at once, the rest on demand; the work on it is done in the background.
final class PayloadView {

    /// What is shown without being asked for.
    static final int PREVIEW_BYTES = 64 * 1024;

    /// Of a value up to this size the rest is fetched, where the table has only kept its beginning.
    private static final int FETCHED_UNASKED = 1 << 20;

    /// Pixels of a few lines of the value.
    private static final double LEAST_VALUE = 76;

    private static final Texts TEXTS = Texts.of(PayloadView.class);

    private final FxPulse pulse;
    private final Formats formats;
    private final TaskRunner runner;
    private final List<MenuItem> copies;
    private final Label reference = new Label();
    private final Label facts = new Label();
    private final HBox badges = new HBox(4);
    private final Label key = new Label();
    private final Label headersHead = head("headers");
    private final HeaderTable headers = new HeaderTable();
    private final Runnable compare;
    private final CodePane code = new CodePane();
    private final Label instead = new Label();
    private final Label cut = new Label();
    private final Button showAll = new Button(TEXTS.get("show-all"));
    private final HBox cutBar = new HBox(10, cut, showAll);
    private final ToggleGroup modes = new ToggleGroup();
    private final VBox content = new VBox(6);
    private final Label nothing = new Label(TEXTS.get("payload.none"));
    private final ScrollPane scroll = new ScrollPane(content);
    private final StackPane root = new StackPane(nothing, scroll);

    /// What was asked for, of which [#row] may have all of the value meanwhile.
    private RecordPage.@Nullable Row asked;

    private RecordPage.@Nullable Row row;
    private Optional<RecordList> list = Optional.empty();
    private PayloadReading reading = PayloadReading.none();
    private @Nullable TaskHandle<Made> making;

    /// @param row with as much of its value as was fetched
    private record Made(RecordPage.Row row, PayloadText text) {}

    /// @param copies what its copy button offers
    /// @param compare keeps the record that is shown, for others to be compared with it
    PayloadView(FxPulse pulse, Formats formats, TaskRunner runner, List<MenuItem> copies, Runnable compare) {
        this.copies = copies;
        this.compare = compare;
        this.pulse = pulse;
        this.formats = formats;
        this.runner = runner;
        build();
        show(null, reading, Optional.empty());
        formats.zoneProperty().subscribe(zone -> fillFacts());
    }

    private void build() {
        reference.getStyleClass().addAll("strong", "mono");
        reference.setMinWidth(0);
        facts.getStyleClass().add("muted");
        facts.setWrapText(true);
        facts.setMinHeight(Region.USE_PREF_SIZE);
        badges.setAlignment(Pos.CENTER_LEFT);
        key.getStyleClass().add("mono");
        key.setMinWidth(0);
        instead.getStyleClass().addAll("muted", "why-empty");
        cut.getStyleClass().add("muted");
        cutBar.setAlignment(Pos.CENTER_LEFT);
        cutBar.getStyleClass().add("cut-bar");
        showAll.getStyleClass().add("small");
        showAll.setOnAction(event -> fillValue(Integer.MAX_VALUE));
        nothing.getStyleClass().addAll("muted", "why-empty");
        nothing.setWrapText(true);
        code.name(TEXTS.get("value"));
        StackPane value = new StackPane(code.node(), instead);
        value.getStyleClass().add("payload-value");
        value.setMinHeight(LEAST_VALUE);
        VBox.setVgrow(value, Priority.ALWAYS);
        HBox keyLine = new HBox(8, head("key"), key);
        keyLine.setAlignment(Pos.CENTER_LEFT);
        content.getStyleClass().add("payload");
        // where there is too little room it begins with what says which record it is
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinHeight(0);
        scroll.getStyleClass().addAll("edge-to-edge", "payload-scroll");
        // where there is little room the value is seen first, and the rest by scrolling
        content.getChildren().setAll(title(), facts, keyLine, valueBar(), value, cutBar, headersHead, headers.node());
        modes.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null && before != null) {
                before.setSelected(true); // one of them always holds
            } else {
                fillValue(PREVIEW_BYTES);
            }
        });
    }

    private Node title() {
        MenuButton copy = new MenuButton(TEXTS.get("copy"), Icon.COPY.node());
        copy.getStyleClass().addAll("flat", "small");
        copy.getItems().setAll(copies);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button compared = new Button(TEXTS.get("compare"), Icon.COMPARE.node());
        compared.getStyleClass().addAll("flat", "small");
        compared.setMinWidth(Region.USE_PREF_SIZE);
        compared.setTooltip(new Tooltip(TEXTS.get("compare.tip")));
        compared.setOnAction(event -> compare.run());
        copy.setMinWidth(Region.USE_PREF_SIZE);
        HBox title = new HBox(4, reference, badges, gap, compared, copy);
        title.setAlignment(Pos.CENTER_LEFT);
        return title;
    }

    private Node valueBar() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox switches = new HBox(
                mode(PayloadMode.PRETTY, "left-pill"),
                mode(PayloadMode.TEXT, "center-pill"),
                mode(PayloadMode.HEX, "right-pill"));
        HBox bar = new HBox(8, head("value.head"), gap, switches);
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private ToggleButton mode(PayloadMode mode, String style) {
        String name = "mode." + mode.name().toLowerCase(Locale.ROOT);
        ToggleButton button = new ToggleButton(TEXTS.get(name));
        button.setTooltip(new Tooltip(TEXTS.get(name + ".tip")));
        button.getStyleClass().addAll(style, "small");
        button.setUserData(mode);
        button.setToggleGroup(modes);
        button.setSelected(mode == PayloadMode.PRETTY);
        return button;
    }

    private static Label head(String key) {
        Label head = new Label(TEXTS.get("head." + key));
        head.getStyleClass().add("h2");
        head.setMinWidth(Region.USE_PREF_SIZE);
        return head;
    }

    Node node() {
        return root;
    }

    /// Shows a record; null shows none.
    ///
    /// @param newReading how its value is read
    /// @param newList where the rest of a long value is fetched
    void show(RecordPage.@Nullable Row newRow, PayloadReading newReading, Optional<RecordList> newList) {
        if (newRow != null && newRow.equals(asked) && newReading == reading) {
            return;
        }
        asked = newRow;
        row = newRow;
        reading = newReading;
        list = newList;
        scroll.setVisible(newRow != null);
        nothing.setVisible(newRow == null);
        if (newRow == null) {
            forget();
            return;
        }
        Event event = newRow.event();
        reference.setText(RecordWords.reference(event));
        Node marks = RecordTable.badges(newRow);
        badges.getChildren().setAll(marks == null ? List.of() : List.of(marks));
        key.setText(RecordWords.key(event));
        key.pseudoClassStateChanged(RecordTable.REMARK, RecordWords.isRemark(event.key()));
        headers.show(event.headers());
        boolean any = !event.headers().isEmpty();
        headersHead.setVisible(any);
        headersHead.setManaged(any);
        fillFacts();
        fillValue(PREVIEW_BYTES);
    }

    private void fillFacts() {
        RecordPage.Row current = row;
        if (current != null) {
            Event event = current.event();
            String time = TEXTS.get(
                    "time." + event.timestamps().name().toLowerCase(Locale.ROOT),
                    formats.dateTime(event.millis()),
                    formats.zoneName());
            Bytes value = event.value();
            facts.setText(value == null ? time : TEXTS.get("facts", time, Formats.size(current.valueLength())));
        }
    }

    private PayloadMode mode() {
        Toggle chosen = modes.getSelectedToggle();
        return chosen == null ? PayloadMode.PRETTY : (PayloadMode) chosen.getUserData();
    }

    /// Short values are made ready at once, longer ones in the background, where the rest of them is fetched, too.
    private void fillValue(int limit) {
        forget();
        RecordPage.Row of = row;
        Bytes value = of == null ? null : of.event().value();
        boolean shown = value != null && !value.isEmpty();
        code.node().setVisible(shown);
        instead.setVisible(!shown);
        showCut(false, "");
        if (of == null || value == null || value.isEmpty()) {
            boolean marker = of != null && of.isMarker();
            instead.setText(TEXTS.get(marker ? "marker.words" : value == null ? "tombstone.words" : "empty.words"));
            return;
        }
        PayloadMode mode = mode();
        PayloadReading asRead = reading;
        boolean more = of.isCut() && (limit > PREVIEW_BYTES || of.valueLength() <= FETCHED_UNASKED);
        if (!more && Math.min(limit, value.length()) <= PREVIEW_BYTES) {
            show(PayloadText.of(of.event(), asRead, mode, limit), of);
            return;
        }
        showCut(false, TEXTS.get("preparing", Formats.size(of.valueLength())));
        Optional<RecordList> from = list;
        TaskHandle<Made> task = runner.start(TEXTS.get("task"), context -> {
            RecordPage.Row whole = more ? RecordCopying.atHand(of, from, context) : of;
            return new Made(whole, PayloadText.of(whole.event(), asRead, mode, limit));
        });
        making = task;
        task.onEnd(ended -> pulse.post(() -> made(task)));
    }

    private void made(TaskHandle<Made> task) {
        if (task == making) {
            making = null;
            showCut(false, "");
            task.result().ifPresent(made -> {
                row = made.row();
                show(made.text(), made.row());
            });
            task.failure().ifPresent(failure -> showCut(true, TEXTS.get("failed.payload")));
        }
    }

    private void show(PayloadText text, RecordPage.Row of) {
        code.wrap(!text.columns());
        code.show(text.lines(), text.json());
        if (text.cut() || of.isCut()) {
            Bytes value = of.event().value();
            int shown = value == null ? 0 : Math.min(PREVIEW_BYTES, value.length());
            showCut(true, TEXTS.get("cut", Formats.size(shown), Formats.size(of.valueLength())));
        } else if (text.note() != null) {
            showCut(false, text.note());
        }
    }

    private void showCut(boolean more, String words) {
        cut.setText(words);
        showAll.setVisible(more);
        showAll.setManaged(more);
        cutBar.setVisible(!words.isEmpty());
        cutBar.setManaged(!words.isEmpty());
    }

    private void forget() {
        TaskHandle<Made> task = making;
        making = null;
        if (task != null) {
            task.cancel();
        }
    }
}
