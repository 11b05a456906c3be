package dev.lacuna.ui.connect;

import dev.lacuna.source.StreamSummary;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The choice of a topic, once a source is open.
public final class TopicsView {

    private static final Texts TEXTS = Texts.of(TopicsView.class);
    private static final double ROW_HEIGHT = 28;

    private final ObservableList<StreamSummary> all = FXCollections.observableArrayList();
    private final FilteredList<StreamSummary> shown = new FilteredList<>(all);
    private final TableView<StreamSummary> table = new TableView<>(shown);
    private final TextField search = new TextField();
    private final CheckBox internal = new CheckBox(TEXTS.get("topics.internal"));
    private final Label title = new Label();
    private final StackPane page = new StackPane();
    private final Consumer<String> open;

    /// @param open gets the name of the topic that was chosen
    public TopicsView(Consumer<String> open) {
        this.open = open;
        title.getStyleClass().add("start-title");
        search.setPromptText(TEXTS.get("topics.search"));
        search.setAccessibleText(TEXTS.get("topics.search"));
        search.textProperty().addListener(change -> filter());
        search.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.DOWN) {
                table.requestFocus();
                table.getSelectionModel().selectFirst();
            } else if (event.getCode() == KeyCode.ENTER && !shown.isEmpty()) {
                open.accept(shown.getFirst().name());
            }
        });
        internal.selectedProperty().addListener(change -> filter());
        buildTable();
        HBox.setHgrow(search, Priority.ALWAYS);
        var bar = new HBox(10, search, internal);
        bar.setAlignment(Pos.CENTER_LEFT);
        var hint = new Label(TEXTS.get("topics.hint"));
        hint.getStyleClass().add("muted");
        hint.setWrapText(true);
        var column = new VBox(10, title, hint, bar, table);
        column.getStyleClass().add("start-column");
        column.setMaxWidth(680);
        VBox.setVgrow(table, Priority.ALWAYS);
        page.getStyleClass().add("start-page");
        page.getChildren().add(column);
        filter();
    }

    private void buildTable() {
        table.setFixedCellSize(ROW_HEIGHT);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.setPlaceholder(new Label(TEXTS.get("topics.none")));
        table.setAccessibleText(TEXTS.get("topics.table"));
        var name = new TableColumn<StreamSummary, String>(TEXTS.get("topics.name"));
        name.setCellValueFactory(
                row -> new SimpleObjectProperty<>(row.getValue().name()));
        name.setPrefWidth(470);
        var partitions = new TableColumn<StreamSummary, String>(TEXTS.get("topics.partitions"));
        partitions.setCellValueFactory(
                row -> new SimpleObjectProperty<>(Formats.number(row.getValue().partitions())));
        partitions.setMinWidth(100);
        partitions.setMaxWidth(140);
        table.getColumns().setAll(List.of(name, partitions));
        table.setRowFactory(view -> {
            var row = new TableRow<StreamSummary>();
            row.setOnMouseClicked(event -> {
                if (!row.isEmpty() && event.getClickCount() == 2) {
                    open.accept(row.getItem().name());
                }
            });
            return row;
        });
        table.setOnKeyPressed(event -> {
            var chosen = table.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && chosen != null) {
                open.accept(chosen.name());
            }
        });
    }

    public Node node() {
        return page;
    }

    /// Shows the topics of a source.
    public void show(String source, List<StreamSummary> streams) {
        title.setText(TEXTS.get("topics.title", source));
        all.setAll(streams);
    }

    public void focus() {
        search.requestFocus();
    }

    private void filter() {
        String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
        boolean withInternal = internal.isSelected();
        shown.setPredicate(stream -> (withInternal || !stream.internal())
                && stream.name().toLowerCase(Locale.ROOT).contains(wanted));
    }
}
