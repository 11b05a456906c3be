package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.records.CodePane;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/// The kinds of control that the workbench is made of, each made, styled and laid out once where nobody sees it. For
/// the first of a kind JavaFX takes many times as long as for all others, and somebody would have to wait for it.
final class FirstControls {

    private static final double WIDTH = 900;
    private static final double HEIGHT = 600;
    private static final String WORD = "word";

    private final StackPane root = new StackPane();

    FirstControls() {
        Theme.dress(new Scene(root, WIDTH, HEIGHT));
    }

    List<Runnable> steps() {
        return Stream.<Supplier<Node>>of(
                        () -> new TextField(WORD),
                        () -> new HBox(new ToggleButton(WORD), new CheckBox(WORD)),
                        () -> new HBox(new Hyperlink(WORD), new ProgressBar(0)),
                        () -> new MenuButton(WORD, null, new MenuItem(WORD)),
                        FirstControls::choice,
                        () -> new ScrollPane(new ScrollBar()),
                        () -> new SplitPane(new Label(WORD), new Label(WORD)),
                        FirstControls::tree,
                        () -> new TabPane(new Tab(WORD), new Tab(WORD)),
                        TableView::new,
                        FirstControls::table,
                        FirstControls::code)
                .<Runnable>map(part -> () -> show(part.get()))
                .toList();
    }

    private void show(Node part) {
        root.getChildren().setAll(part);
        root.applyCss();
        root.layout();
        root.getChildren().clear();
    }

    private static Node choice() {
        var choice = new ChoiceBox<String>();
        choice.getItems().add(WORD);
        return choice;
    }

    private static Node tree() {
        var top = new TreeItem<>(WORD);
        top.getChildren().add(new TreeItem<>(WORD));
        top.setExpanded(true);
        return new TreeView<>(top);
    }

    private static Node table() {
        var table = new TableView<String>();
        for (int i = 0; i < 2; i++) {
            var column = new TableColumn<String, String>(WORD);
            column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
            table.getColumns().add(column);
        }
        table.getItems().add(WORD);
        var bar = new ScrollBar();
        bar.setOrientation(Orientation.VERTICAL);
        return new HBox(table, bar);
    }

    private static Node code() {
        var code = new CodePane();
        code.show("{\"a\": 1}", true);
        return code.node();
    }
}
