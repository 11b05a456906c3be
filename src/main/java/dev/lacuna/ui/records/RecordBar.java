package dev.lacuna.ui.records;

import dev.lacuna.investigation.RecordOrder;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The bar above the records: filter, going somewhere, columns, order, export. It holds no state but what its controls
/// show.
final class RecordBar {

    private static final Texts TEXTS = Texts.of(RecordBar.class);
    private static final int FIELDS_IN_MENU = 40;

    /// What it asks for.
    interface Asked {
        void search();

        void find(boolean forward);

        void showAll();

        void stop();

        void goTo(String words);

        void export(boolean csv);

        void columns(List<RecordColumn> columns);

        void list(RecordOrder order, boolean markers);
    }

    private final Asked asked;
    private final FilterField filter;
    private final Button search = button(Icon.SEARCH, "search");
    private final Button all = button(Icon.CLOSE, "show-all-records");
    private final Button earlier = button(Icon.BACK, "find.before");
    private final Button later = button(Icon.FORWARD, "find.next");
    private final TextField place = new TextField();
    private final MenuButton columns = menu(Icon.CHECKS, "columns");
    private final MenuButton more = menu(Icon.MORE, "more");
    private final RadioMenuItem byTime = new RadioMenuItem(TEXTS.get("order.time"));
    private final RadioMenuItem byPartition = new RadioMenuItem(TEXTS.get("order.partition"));
    private final CheckMenuItem markers = new CheckMenuItem(TEXTS.get("markers"));
    private final Label problem = new Label();
    private final VBox root = new VBox();
    private boolean searching;

    /// @param chosen the columns that are shown now
    /// @param fields those that can be read out of the records at hand
    RecordBar(
            FilterField filter,
            Asked asked,
            Supplier<List<RecordColumn>> chosen,
            Supplier<List<RecordColumn.Field>> fields) {
        this.asked = asked;
        this.filter = filter;
        HBox.setHgrow(filter.node(), Priority.ALWAYS);
        filter.node().setMinWidth(120);
        filter.node().setOnAction(event -> asked.search());
        search.setOnAction(event -> {
            if (searching) {
                asked.stop();
            } else {
                asked.search();
            }
        });
        all.setOnAction(event -> {
            filter.node().clear();
            asked.showAll();
        });
        earlier.setOnAction(event -> asked.find(false));
        later.setOnAction(event -> asked.find(true));
        place.setPromptText(TEXTS.get("goto.prompt"));
        place.setAccessibleText(TEXTS.get("goto"));
        place.setTooltip(new Tooltip(TEXTS.get("goto.tip")));
        place.getStyleClass().add("small");
        place.setPrefWidth(132);
        place.setMinWidth(100);
        place.setOnAction(event -> asked.goTo(place.getText()));
        columns.setOnShowing(event -> fillColumns(chosen.get(), fields.get()));
        columns.getItems().setAll(new MenuItem()); // else it never shows
        fillMore();
        problem.getStyleClass().addAll("filter-problem", "mono");
        problem.setMinWidth(0);
        filter.problemProperty().subscribe(this::tell);
        var bar = new HBox(4, filter.node(), search, all, earlier, later, place, columns, more);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("records-bar");
        root.getChildren().setAll(bar, problem);
        show(false, false);
    }

    private static Button button(Icon icon, String key) {
        var button = new Button(null, icon.node());
        button.getStyleClass().addAll("flat", "button-icon", "small");
        button.setTooltip(new Tooltip(TEXTS.get(key)));
        button.setAccessibleText(TEXTS.get(key));
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private static MenuButton menu(Icon icon, String key) {
        var menu = new MenuButton(null, icon.node());
        menu.getStyleClass().addAll("flat", "button-icon", "small", "no-arrow");
        menu.setTooltip(new Tooltip(TEXTS.get(key)));
        menu.setAccessibleText(TEXTS.get(key));
        menu.setMinWidth(Region.USE_PREF_SIZE);
        return menu;
    }

    Node node() {
        return root;
    }

    TextField place() {
        return place;
    }

    /// Says what is wrong with what was typed; empty for nothing.
    void tell(String words) {
        problem.setText(words);
        problem.setVisible(!words.isEmpty());
        problem.setManaged(!words.isEmpty());
    }

    /// @param onlyHits whether only hits are shown, so that there is something to be taken back
    void show(boolean nowSearching, boolean onlyHits) {
        if (searching != nowSearching || search.getGraphic() == null) {
            searching = nowSearching;
            search.setGraphic((searching ? Icon.STOP : Icon.SEARCH).node());
            String words = TEXTS.get(searching ? "search.stop" : "search");
            search.getTooltip().setText(words);
            search.setAccessibleText(words);
        }
        all.setVisible(onlyHits || searching);
        all.setManaged(onlyHits || searching);
    }

    private void fillMore() {
        var orders = new ToggleGroup();
        byTime.setToggleGroup(orders);
        byPartition.setToggleGroup(orders);
        byTime.setSelected(true);
        byTime.setOnAction(event -> list());
        byPartition.setOnAction(event -> list());
        markers.setOnAction(event -> list());
        more.getItems()
                .setAll(
                        byTime,
                        byPartition,
                        markers,
                        new SeparatorMenuItem(),
                        item("export.jsonl", Icon.SAVE, () -> asked.export(false)),
                        item("export.csv", Icon.EXPORT, () -> asked.export(true)));
    }

    private void list() {
        asked.list(byTime.isSelected() ? RecordOrder.TIME : RecordOrder.PARTITION, markers.isSelected());
    }

    private static MenuItem item(String key, Icon icon, Runnable action) {
        var item = new MenuItem(TEXTS.get(key), icon.node());
        item.setOnAction(event -> action.run());
        return item;
    }

    // Columns.

    private void fillColumns(List<RecordColumn> chosen, List<RecordColumn.Field> fields) {
        List<MenuItem> items = new ArrayList<>();
        for (RecordColumn.Part part : RecordColumn.Part.values()) {
            items.add(check(TEXTS.get("part." + part.id()), part, chosen));
        }
        items.add(new SeparatorMenuItem());
        for (RecordColumn column : chosen) {
            if (column instanceof RecordColumn.Field field) {
                items.add(check(field.id(), field, chosen));
            }
        }
        List<RecordColumn.Field> others =
                fields.stream().filter(field -> !chosen.contains(field)).toList();
        var menu = new Menu(TEXTS.get("columns.fields"));
        menu.setDisable(others.isEmpty());
        others.stream().limit(FIELDS_IN_MENU).forEach(field -> menu.getItems().add(check(field.id(), field, chosen)));
        items.add(menu);
        items.add(typed(chosen));
        if (!chosen.equals(RecordColumn.USUAL)) {
            var usual = new MenuItem(TEXTS.get("columns.usual"));
            usual.setOnAction(event -> asked.columns(RecordColumn.USUAL));
            items.add(usual);
        }
        columns.getItems().setAll(items);
    }

    private CheckMenuItem check(String words, RecordColumn column, List<RecordColumn> chosen) {
        var item = new CheckMenuItem(words);
        item.setMnemonicParsing(false);
        item.setSelected(chosen.contains(column));
        item.setOnAction(event -> asked.columns(
                item.isSelected() ? RecordColumn.with(chosen, column) : RecordColumn.without(chosen, column)));
        return item;
    }

    /// A field that the sample doesn't show can be typed.
    private CustomMenuItem typed(List<RecordColumn> chosen) {
        var field = new TextField();
        field.setPromptText(TEXTS.get("columns.type"));
        field.setAccessibleText(TEXTS.get("columns.type"));
        field.setPrefColumnCount(TEXTS.get("columns.type").length()); // all of what may be written
        field.getStyleClass().addAll("small", "mono");
        Consumer<String> add = text -> RecordColumn.parse(text.startsWith("/") ? "json:" + text : text)
                .ifPresent(column -> {
                    columns.hide();
                    asked.columns(RecordColumn.with(chosen, column));
                });
        field.setOnAction(event -> add.accept(field.getText().strip()));
        return new CustomMenuItem(field, false);
    }
}
