package dev.lacuna.ui.connect;

import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.InScene;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The start page: the ways to begin, and the sources opened last.
public final class ConnectView {

    private static final Texts TEXTS = Texts.of(ConnectView.class);
    private static final double WIDTH = 980;

    private final ConnectActions actions;
    private final RecentList recent;
    private final VBox column = new VBox();
    private final VBox head = new VBox(4);
    private final Button back = new Button(null, Icon.BACK.node());
    private final HBox tiles = new HBox(12);
    private final HBox failureBox = new HBox(8);
    private final Label failure = new Label();
    private final Button why = new Button(TEXTS.get("failure.check"));
    private final StackPane page = new StackPane();
    private @Nullable Node below;
    private @Nullable ConnectPane pane;
    private @Nullable BusyCover cover;
    private @Nullable ConnectRequest tried;
    private boolean failed;

    public ConnectView(ConnectActions actions, Clock clock) {
        this.actions = actions;
        recent = new RecentList(actions, clock);
        back.getStyleClass().add("flat");
        back.setOnAction(event -> actions.back());
        addTile(new StartTile(
                "open-sample",
                Icon.PLAY,
                TEXTS.get("sample.title"),
                TEXTS.get("sample.about"),
                TEXTS.get("sample.open"),
                actions::openSample));
        addTile(new StartTile(
                "open-kafka",
                Icon.CONNECT,
                TEXTS.get("kafka.title"),
                TEXTS.get("kafka.about"),
                TEXTS.get("kafka.open"),
                this::showConnect));
        addTile(new StartTile(
                "open-folder",
                Icon.FOLDER,
                TEXTS.get("folder.title"),
                TEXTS.get("folder.about"),
                TEXTS.get("folder.open"),
                this::openFolder));
        page.getStyleClass().add("start-page");
        page.getChildren().add(scroll());
        showRecent(List.of());
        showBack("");
    }

    private Node scroll() {
        var title = new Label(TEXTS.get("app.name"));
        title.getStyleClass().add("start-title");
        var tagline = new Label(TEXTS.get("app.tagline"));
        tagline.getStyleClass().add("muted");
        failure.setWrapText(true);
        failure.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(failure, Priority.ALWAYS);
        why.setMinWidth(Region.USE_PREF_SIZE);
        why.setOnAction(event -> {
            if (tried != null) {
                pane().openAndCheck(tried);
            }
        });
        failureBox.getStyleClass().add("start-failure");
        failureBox.setAlignment(Pos.CENTER_LEFT);
        failureBox.getChildren().addAll(Icon.LOSS.node(Tone.LOSS), failure, why);
        head.getChildren().addAll(title, tagline);
        column.getStyleClass().add("start-column");
        column.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        var middle = new StackPane(column);
        var scroll = new ScrollPane(middle);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("edge-to-edge");
        return scroll;
    }

    public Node node() {
        return page;
    }

    /// Adds a way to begin behind those that are there.
    public void addTile(StartTile tile) {
        tiles.getChildren().add(tile.node(tiles.getChildren().isEmpty()));
    }

    /// Opens the form for a cluster.
    public void showConnect() {
        pane().open();
    }

    /// Made when it is first needed: the page is seen sooner without it.
    private ConnectPane pane() {
        ConnectPane made = pane;
        if (made == null) {
            made = new ConnectPane(actions);
            made.setOnClose(this::focus);
            made.showFailure(failure.getText());
            page.getChildren().add(1, made.node());
            pane = made;
        }
        return made;
    }

    /// Makes what is behind its buttons before one of them is pressed.
    public void getReady() {
        pane();
    }

    private boolean isPaneOpen() {
        return pane != null && pane.isOpen();
    }

    private void openFolder() {
        actions.chooseFolder().ifPresent(folder -> connect(folderRequest(folder)));
    }

    private static ConnectRequest folderRequest(Path folder) {
        return new ConnectRequest(ConnectRequest.FOLDER + folder, "", true);
    }

    private void connect(ConnectRequest request) {
        actions.connect(request);
    }

    /// Puts the focus where somebody goes on.
    public void focus() {
        if (isPaneOpen()) {
            pane().open();
        } else {
            tiles.lookup(".button").requestFocus();
        }
    }

    /// Closes what lies above the page.
    ///
    /// @return whether there was something
    public boolean closePane() {
        boolean open = isPaneOpen();
        if (open) {
            pane().close();
        }
        return open;
    }

    /// Notes what is being opened, so that the way there can be checked when it fails.
    public void showTried(ConnectRequest request) {
        tried = request;
    }

    /// Says why the last attempt failed; empty takes the message away.
    public void showFailure(String reason) {
        if (pane != null) {
            pane.showFailure(reason);
        }
        failure.setText(reason);
        why.setVisible(tried != null);
        why.setManaged(tried != null);
        failed = !reason.isEmpty() && !isPaneOpen();
        fillColumn();
    }

    private void fillColumn() {
        InScene.hold(
                column,
                back.getText().isEmpty() ? null : back,
                head,
                tiles,
                failed ? failureBox : null,
                recent.node(),
                below);
    }

    /// What was asked for is open.
    public void showOpened() {
        tried = null;
        if (pane != null) {
            pane.dismiss();
        }
    }

    /// Offers to go back to what is open already; empty offers nothing.
    public void showBack(String source) {
        back.setText(source.isEmpty() ? "" : TEXTS.get("back", source));
        fillColumn();
    }

    /// Puts something more below the sources used last.
    public void addBelow(Node more) {
        below = more;
        fillColumn();
    }

    /// Covers the page while a source is being opened.
    public void showBusy(String title, String note) {
        BusyCover shown = cover;
        boolean first = shown == null;
        if (shown == null) {
            shown = new BusyCover(actions::cancel);
            cover = shown;
        }
        shown.show(title, note);
        if (first) {
            page.getChildren().add(shown.node());
            shown.focus();
        }
    }

    public void showIdle() {
        if (cover != null) {
            page.getChildren().remove(cover.node());
            cover = null;
        }
    }

    /// Lists the sources opened last, newest first.
    public void showRecent(List<RecentSource> sources) {
        recent.show(sources);
    }
}
