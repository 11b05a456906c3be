package dev.lacuna.ui.connect;

import dev.lacuna.source.StreamGlance;
import dev.lacuna.source.StreamSummary;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The choice of a topic, once a source is open.
public final class TopicsView {

    private static final Texts TEXTS = Texts.of(TopicsView.class);
    private static final double WIDTH = 980;

    /// Lines are ordered anew as what they are ordered by becomes known.
    private final ObservableList<TopicRow> all =
            FXCollections.observableArrayList(row -> new Observable[] {row.glanceProperty()});
    private final FilteredList<TopicRow> shown = new FilteredList<>(all);
    private final TableView<TopicRow> table;
    private final TextField search = new TextField();
    private final CheckBox internal = new CheckBox(TEXTS.get("topics.internal"));
    private final Label title = new Label();
    private final Label count = new Label();
    private final Label none = new Label();
    private final Button openChosen = new Button(TEXTS.get("topics.open"));
    private final StackPane page = new StackPane();
    private final Consumer<String> open;
    private final Map<String, TopicRow> byName = new HashMap<>();
    private List<StreamSummary> summaries = List.of();
    private String progress = "";
    private boolean awaitsFocus;

    /// @param open gets the name of the topic that was chosen
    public TopicsView(Consumer<String> open, Clock clock) {
        this.open = open;
        table = new TopicTable(new SortedList<>(shown), clock).node();
        title.getStyleClass().add("start-title");
        buildSearch();
        buildTable();
        var hint = new Label(TEXTS.get("topics.hint"));
        hint.getStyleClass().add("muted");
        hint.setWrapText(true);
        count.getStyleClass().add("muted");
        count.setMinWidth(0);
        HBox.setHgrow(search, Priority.ALWAYS);
        var bar = new HBox(10, search, internal);
        bar.setAlignment(Pos.CENTER_LEFT);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var foot = new HBox(10, count, gap, openChosen);
        foot.setAlignment(Pos.CENTER_LEFT);
        var column = new VBox(10, new VBox(4, title, hint), bar, table, foot);
        column.getStyleClass().add("topics-column");
        column.setMaxWidth(WIDTH);
        VBox.setVgrow(table, Priority.ALWAYS);
        page.getStyleClass().add("start-page");
        page.getChildren().add(column);
        filter();
    }

    private void buildSearch() {
        search.setId("topic-search");
        search.setPromptText(TEXTS.get("topics.search"));
        search.setAccessibleText(TEXTS.get("topics.search"));
        search.textProperty().subscribe(this::filter);
        search.sceneProperty().subscribe(scene -> {
            if (scene != null && awaitsFocus) {
                awaitsFocus = false;
                search.requestFocus();
            }
        });
        search.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN) {
                table.requestFocus();
                table.getSelectionModel().selectFirst();
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER && !table.getItems().isEmpty()) {
                open.accept(table.getItems().getFirst().name());
                event.consume();
            } else if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
                search.clear();
                event.consume();
            }
        });
        internal.selectedProperty().subscribe(this::filter);
    }

    private void buildTable() {
        none.getStyleClass().add("why-empty");
        none.setWrapText(true);
        table.setPlaceholder(none);
        table.setRowFactory(view -> {
            var row = new TableRow<TopicRow>();
            row.setOnMouseClicked(event -> {
                if (!row.isEmpty() && event.getClickCount() == 2) {
                    open.accept(row.getItem().name());
                }
            });
            return row;
        });
        table.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                openChosen();
                event.consume();
            } else if (event.getCode() == KeyCode.UP
                    && table.getSelectionModel().getSelectedIndex() <= 0) {
                search.requestFocus();
                event.consume();
            }
        });
        // who types goes on searching, wherever the focus is
        table.setOnKeyTyped(event -> {
            String letter = event.getCharacter();
            if (!event.isShortcutDown() && letter.length() == 1 && letter.charAt(0) > ' ' && letter.charAt(0) != '?') {
                search.requestFocus();
                search.appendText(letter);
                search.end();
                event.consume();
            }
        });
        openChosen.getStyleClass().add("accent");
        openChosen
                .disableProperty()
                .bind(table.getSelectionModel().selectedItemProperty().isNull());
        openChosen.setOnAction(event -> openChosen());
    }

    private void openChosen() {
        TopicRow chosen = table.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            open.accept(chosen.name());
        }
    }

    public Node node() {
        return page;
    }

    /// Shows the topics of a source; what is known of them already is kept.
    public void show(String source, List<StreamSummary> streams) {
        title.setText(TEXTS.get("topics.title", source));
        if (streams.equals(summaries)) {
            return;
        }
        summaries = List.copyOf(streams);
        TopicRow chosen = table.getSelectionModel().getSelectedItem();
        all.setAll(streams.stream().map(TopicRow::new).toList());
        byName.clear();
        all.forEach(row -> byName.put(row.name(), row));
        filter();
        TopicRow again = chosen == null ? null : byName.get(chosen.name());
        if (again != null && table.getItems().contains(again)) {
            table.getSelectionModel().select(again);
        }
    }

    /// Details are being looked up from now on.
    public void showLooking() {
        all.forEach(row -> row.glanceProperty().set(null));
        progress = TEXTS.get("topics.looking");
        showCount();
    }

    public void showGlance(StreamGlance glance) {
        TopicRow row = byName.get(glance.name());
        if (row != null) {
            row.glanceProperty().set(glance);
        }
    }

    /// No more details will come.
    ///
    /// @param failure why; empty where all were looked up
    public void showLooked(String failure) {
        progress = failure.isEmpty() ? "" : TEXTS.get("topics.failed", failure);
        showCount();
    }

    /// Lets somebody type at once. What a split pane holds joins the scene only once that is dressed, and takes no
    /// focus before.
    public void focus() {
        awaitsFocus = search.getScene() == null;
        search.requestFocus();
    }

    private void filter() {
        String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
        boolean withInternal = internal.isSelected();
        shown.setPredicate(row -> (withInternal || !row.summary().internal())
                && row.name().toLowerCase(Locale.ROOT).contains(wanted));
        none.setText(whyNone());
        showCount();
    }

    private String whyNone() {
        if (all.isEmpty()) {
            return TEXTS.get("topics.empty");
        }
        if (!search.getText().isBlank()) {
            return TEXTS.get("topics.none", search.getText().strip());
        }
        return TEXTS.get("topics.onlyinternal");
    }

    private void showCount() {
        String counted = TEXTS.get("topics.count", Formats.number(shown.size()), Formats.number(all.size()));
        count.setText(progress.isEmpty() ? counted : counted + " · " + progress);
    }
}
