package dev.lacuna.ui.connect;

import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import javafx.fxml.FXML;
import javafx.fxml.FXMLLoader;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The start page: the sample incident, the form for a source, the sources used last.
public final class ConnectView {

    private static final Texts TEXTS = Texts.of(ConnectView.class);

    private final ConnectActions actions;
    private final ConnectForm form = new ConnectForm();

    @FXML
    private StackPane page;

    @FXML
    private Button back;

    @FXML
    private Button openSample;

    @FXML
    private TextField servers;

    @FXML
    private Label serversProblem;

    @FXML
    private TextField file;

    @FXML
    private Button chooseFile;

    @FXML
    private CheckBox readOnly;

    @FXML
    private Button connect;

    @FXML
    private HBox failureBox;

    @FXML
    private Label failure;

    @FXML
    private VBox recentBox;

    @FXML
    private VBox recent;

    @FXML
    private StackPane busy;

    @FXML
    private Label busyTitle;

    @FXML
    private Label busyNote;

    @FXML
    private Button busyCancel;

    public ConnectView(ConnectActions actions) {
        this.actions = actions;
        load();
        back.setGraphic(Icon.BACK.node());
        back.setOnAction(event -> actions.back());
        openSample.setGraphic(Icon.PLAY.node());
        chooseFile.setGraphic(Icon.OPEN_FOLDER.node());
        failureBox.getChildren().addFirst(Icon.LOSS.node(Tone.LOSS));
        bindForm();
        openSample.setOnAction(event -> actions.openSample());
        chooseFile.setOnAction(
                event -> actions.choosePropertiesFile().ifPresent(path -> file.setText(path.toString())));
        connect.setOnAction(event -> submit());
        servers.setOnAction(event -> submit());
        busyCancel.setOnAction(event -> actions.cancel());
        showFailure("");
        showIdle();
        showRecent(List.of());
        showBack("");
    }

    private void load() {
        var url = ConnectView.class.getResource("connect.fxml");
        var loader = new FXMLLoader(url, ResourceBundle.getBundle("dev.lacuna.ui.connect.connect", Locale.ROOT));
        loader.setController(this);
        try {
            loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException("connect.fxml is part of the program", e);
        }
    }

    private void bindForm() {
        servers.textProperty().bindBidirectional(form.serversProperty());
        file.textProperty().bindBidirectional(form.propertiesFileProperty());
        readOnly.selectedProperty().bindBidirectional(form.readOnlyProperty());
        connect.disableProperty().bind(form.readyBinding().not());
        // while somebody types, an unfinished address is no mistake yet
        servers.focusedProperty().addListener((property, was, focused) -> showProblem());
        servers.textProperty().addListener((property, was, text) -> {
            show(serversProblem, false);
            showFailure("");
        });
        showProblem();
    }

    private void showProblem() {
        String problem = form.problemBinding().get();
        serversProblem.setText(problem);
        show(serversProblem, !problem.isEmpty() && !servers.isFocused());
    }

    private void submit() {
        if (form.readyBinding().get()) {
            actions.connect(form.request());
        } else {
            serversProblem.setText(form.problemBinding().get());
            show(serversProblem, !form.problemBinding().get().isEmpty());
        }
    }

    public Node node() {
        return page;
    }

    /// Puts the caret where typing begins.
    public void focus() {
        servers.requestFocus();
    }

    /// Says why the last attempt failed; empty takes the message away.
    public void showFailure(String why) {
        failure.setText(why);
        show(failureBox, !why.isEmpty());
    }

    /// Offers to go back to what is open already; empty offers nothing.
    public void showBack(String source) {
        back.setText(TEXTS.get("back", source));
        show(back, !source.isEmpty());
    }

    /// Covers the page while a source is being opened.
    public void showBusy(String title, String note) {
        busyTitle.setText(title);
        busyNote.setText(note);
        show(busyNote, !note.isEmpty());
        show(busy, true);
        busyCancel.requestFocus();
    }

    public void showIdle() {
        show(busy, false);
    }

    /// Lists the sources used last, newest first.
    public void showRecent(List<ConnectRequest> requests) {
        recent.getChildren().setAll(requests.stream().map(this::recentRow).toList());
        show(recentBox, !requests.isEmpty());
    }

    private Node recentRow(ConnectRequest request) {
        var link = new Hyperlink(request.name());
        link.setGraphic(Icon.SOURCE.node());
        link.setOnAction(event -> {
            form.fill(request);
            actions.connect(request);
        });
        var about = new Label(about(request));
        about.getStyleClass().add("muted");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var forget = new Button(null, Icon.CLOSE.node());
        forget.getStyleClass().addAll("flat", "button-icon");
        forget.setTooltip(new Tooltip(TEXTS.get("recent.forget")));
        forget.setAccessibleText(TEXTS.get("recent.forget.of", request.name()));
        forget.setOnAction(event -> actions.forget(request));
        var row = new HBox(8, link, about, gap, forget);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static String about(ConnectRequest request) {
        String file = request.servers().isEmpty() ? "" : request.propertiesFile();
        String lock = request.readOnly() ? TEXTS.get("recent.readonly") : "";
        return file.isEmpty() || lock.isEmpty() ? file + lock : file + " · " + lock;
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
