package dev.lacuna.ui.connect;

import dev.lacuna.investigation.CheckReport;
import dev.lacuna.source.CheckRequest;
import dev.lacuna.ui.connect.ConnectActions.FileKind;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.TextClipboard;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.nio.file.Path;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Where a connection is put together and tried: fields to the left, the steps of a check to the right.
final class ConnectPane {

    private static final Texts TEXTS = Texts.of(ConnectPane.class);
    private static final double WIDTH = 900;
    private static final double FORM_WIDTH = 410;
    private static final double HEIGHT = 420;

    private final ConnectActions actions;
    private final ConnectForm form = new ConnectForm();
    private final ConnectFields fields = new ConnectFields(form);
    private final CheckList steps = new CheckList();
    private final Label about = new Label();
    private final HBox failureBox = new HBox(8);
    private final Label failure = new Label();
    private final Button check = new Button(TEXTS.get("check.start"), Icon.CHECKS.node());
    private final Button stop = new Button(TEXTS.get("check.stop"), Icon.STOP.node());
    private final CheckBox write = new CheckBox(TEXTS.get("check.write"));
    private final Button connect = new Button(TEXTS.get("form.connect"));
    private final StackPane page = new StackPane();
    private Runnable closed = () -> {};

    ConnectPane(ConnectActions actions) {
        this.actions = actions;
        var box = new VBox(12, head(), columns(), failureBox, foot());
        box.getStyleClass().addAll("start-card", "connect-pane");
        box.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        page.getStyleClass().add("start-busy");
        page.getChildren().add(box);
        page.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close();
                event.consume();
            }
        });
        failure.setId("failure");
        failure.setWrapText(true);
        failureBox.getStyleClass().add("start-failure");
        failureBox.getChildren().addAll(Icon.LOSS.node(Tone.LOSS), failure);
        HBox.setHgrow(failure, Priority.ALWAYS);
        fields.setOnEdit(() -> showFailure(""));
        fields.setOnSubmit(this::submit);
        fields.setOnChooseStore(() -> actions.chooseFile(FileKind.TRUST_STORE));
        showFailure("");
        showRunning(false);
        show(page, false);
    }

    private Node head() {
        var title = new Label(TEXTS.get("form.title"));
        title.getStyleClass().add("start-head");
        about.getStyleClass().add("muted");
        var load = new Button(TEXTS.get("form.load"), Icon.OPEN_FOLDER.node());
        load.setId("load-properties");
        load.setOnAction(event -> actions.chooseFile(FileKind.CLIENT_PROPERTIES).ifPresent(this::load));
        var paste = new Button(TEXTS.get("form.paste"), Icon.COPY.node());
        paste.setId("paste-properties");
        paste.setOnAction(event -> paste());
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var head = new HBox(8, title, about, gap, load, paste);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private Node columns() {
        fields.node().setMinWidth(FORM_WIDTH);
        fields.node().setPrefWidth(FORM_WIDTH);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var bar = new HBox(8, check, stop, gap, write);
        bar.setAlignment(Pos.CENTER_LEFT);
        VBox.setVgrow(steps.node(), Priority.ALWAYS);
        var right = new VBox(10, bar, steps.node());
        HBox.setHgrow(right, Priority.ALWAYS);
        right.setMinWidth(0);
        right.setPrefHeight(0); // as high as the form
        check.setId("check");
        check.disableProperty().bind(form.readyBinding().not());
        check.setOnAction(event -> check());
        stop.setOnAction(event -> stopCheck());
        var columns = new HBox(22, fields.node(), right);
        columns.setMinHeight(HEIGHT);
        return columns;
    }

    private Node foot() {
        connect.setId("connect");
        connect.getStyleClass().add("accent");
        connect.disableProperty().bind(form.readyBinding().not());
        connect.setOnAction(event -> submit());
        var cancel = new Button(TEXTS.get("form.cancel"));
        cancel.setOnAction(event -> close());
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var foot = new HBox(8, gap, cancel, connect);
        foot.setAlignment(Pos.CENTER_RIGHT);
        return foot;
    }

    Node node() {
        return page;
    }

    boolean isOpen() {
        return page.isVisible();
    }

    /// Called when it is closed without connecting.
    void setOnClose(Runnable action) {
        closed = action;
    }

    /// Opens it empty, or as it was left.
    void open() {
        show(page, true);
        fields.focus();
    }

    /// Opens it with what was opened before, and tries that at once: it did not go.
    void openAndCheck(ConnectRequest request) {
        open();
        if (request.propertiesFile().isEmpty()) {
            form.fill(request);
            fields.refresh();
            check();
        } else {
            load(Path.of(request.propertiesFile()), this::check);
        }
    }

    void close() {
        stopCheck();
        show(page, false);
        closed.run();
    }

    /// It has led to what is open now.
    void dismiss() {
        if (isOpen()) {
            close();
        }
        form.load("", java.util.Map.of());
        form.serversProperty().set("");
        fields.refresh();
        steps.showNothing();
        about.setText("");
    }

    private void load(Path file) {
        load(file, () -> {});
    }

    private void load(Path file, Runnable then) {
        actions.readProperties(
                file,
                properties -> {
                    form.load(file.toString(), properties);
                    loaded(TEXTS.get("form.loaded", file.getFileName()));
                    then.run();
                },
                this::showFailure);
    }

    private void paste() {
        if (form.paste(TextClipboard.text())) {
            loaded(TEXTS.get("form.pasted"));
        } else {
            showFailure(TEXTS.get("form.paste.nothing"));
        }
    }

    private void loaded(String words) {
        about.setText(words);
        steps.showNothing();
        fields.refresh();
        showFailure("");
    }

    private void submit() {
        if (form.readyBinding().get()) {
            stopCheck();
            actions.connect(form.order());
        } else {
            fields.showProblems();
        }
    }

    private void check() {
        if (!form.readyBinding().get()) {
            fields.showProblems();
            return;
        }
        showFailure("");
        showRunning(true);
        boolean toWrite = write.isSelected();
        var last = new CheckReport[] {CheckReport.NONE};
        steps.show(CheckReport.NONE, true, toWrite);
        actions.check(
                new CheckRequest(form.spec(), Optional.empty(), toWrite),
                report -> {
                    last[0] = report;
                    steps.show(report, true, toWrite);
                },
                broke -> {
                    steps.show(last[0], false, toWrite);
                    showRunning(false);
                    showFailure(broke);
                });
    }

    private void stopCheck() {
        if (stop.isVisible()) {
            actions.cancelCheck();
            showRunning(false);
        }
    }

    private void showRunning(boolean running) {
        show(stop, running);
        show(check, !running);
    }

    void showFailure(String why) {
        failure.setText(why);
        show(failureBox, !why.isEmpty());
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
