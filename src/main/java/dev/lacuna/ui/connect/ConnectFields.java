package dev.lacuna.ui.connect;

import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The fields of a connection. Those that the chosen security has no use for are not there.
final class ConnectFields {

    private static final Texts TEXTS = Texts.of(ConnectFields.class);
    private static final double OTHERS_HEIGHT = 92;

    private final ConnectForm form;
    private final TextField servers = new TextField();
    private final Label serversProblem = problem();
    private final ChoiceBox<String> protocol = new ChoiceBox<>();
    private final ChoiceBox<String> mechanism = new ChoiceBox<>();
    private final TextField user = new TextField();
    private final PasswordField password = new PasswordField();
    private final TextField store = new TextField();
    private final PasswordField storePassword = new PasswordField();
    private final VBox others = new VBox(1);
    private final Node mechanismField = field("form.mechanism", mechanism);
    private final HBox loginFields = row(field("form.user", user), field("form.password", password));
    private final HBox storeFields;
    private final Node othersField;
    private final CheckBox readOnly = new CheckBox(TEXTS.get("form.readonly"));
    private final CheckBox production = new CheckBox(TEXTS.get("form.production"));
    private final CheckBox saving = new CheckBox(TEXTS.get("form.save"));
    private final TextField name = new TextField();
    private final Label nameProblem = problem();
    private final VBox box = new VBox(9);
    private Runnable edited = () -> {};
    private Runnable submitted = () -> {};
    private Supplier<Optional<Path>> storeChooser = Optional::empty;

    ConnectFields(ConnectForm form) {
        this.form = form;
        var choose = new Button(null, Icon.OPEN_FOLDER.node());
        choose.setTooltip(new Tooltip(TEXTS.get("form.store.choose")));
        choose.setAccessibleText(TEXTS.get("form.store.choose"));
        choose.setOnAction(event -> storeChooser.get().ifPresent(path -> store.setText(path.toString())));
        HBox.setHgrow(store, Priority.ALWAYS);
        storeFields = row(
                field("form.store", new HBox(4, store, choose), store), field("form.store.password", storePassword));
        var scroll = new ScrollPane(others);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.setMaxHeight(OTHERS_HEIGHT);
        scroll.getStyleClass().add("edge-to-edge");
        othersField = new VBox(3, label("form.others"), scroll);
        protocol.getItems().setAll(ConnectForm.PROTOCOLS);
        mechanism.getItems().setAll(ConnectForm.MECHANISMS);
        name.setAccessibleText(TEXTS.get("form.save.name"));
        name.setPromptText(TEXTS.get("form.save.name"));
        HBox.setHgrow(name, Priority.ALWAYS);
        var save = new HBox(8, saving, name);
        save.setAlignment(Pos.CENTER_LEFT);
        readOnly.setTooltip(new Tooltip(TEXTS.get("form.readonly.tip")));
        production.setTooltip(new Tooltip(TEXTS.get("form.production.tip")));
        servers.setId("servers");
        servers.setPromptText(TEXTS.get("form.servers.prompt"));
        box.getChildren()
                .addAll(
                        new VBox(3, field("form.servers", servers), serversProblem),
                        row(field("form.protocol", protocol), mechanismField),
                        loginFields,
                        storeFields,
                        othersField,
                        new HBox(18, readOnly, production),
                        new VBox(3, save, nameProblem));
        bind();
        refresh();
    }

    private void bind() {
        servers.textProperty().bindBidirectional(form.serversProperty());
        protocol.valueProperty().bindBidirectional(form.protocolProperty());
        mechanism.valueProperty().bindBidirectional(form.mechanismProperty());
        user.textProperty().bindBidirectional(form.userProperty());
        password.textProperty().bindBidirectional(form.passwordProperty());
        store.textProperty().bindBidirectional(form.storeProperty());
        storePassword.textProperty().bindBidirectional(form.storePasswordProperty());
        readOnly.selectedProperty().bindBidirectional(form.readOnlyProperty());
        production.selectedProperty().bindBidirectional(form.productionProperty());
        saving.selectedProperty().bindBidirectional(form.savingProperty());
        name.textProperty().bindBidirectional(form.profileNameProperty());
        name.disableProperty().bind(saving.selectedProperty().not());
        for (TextField each : List.of(servers, user, password, store, storePassword, name)) {
            each.setOnAction(event -> submitted.run());
            each.textProperty().subscribe(() -> edited.run());
        }
        protocol.valueProperty().subscribe(this::refresh);
        mechanism.valueProperty().subscribe(this::refresh);
        user.textProperty().subscribe(this::refresh);
        form.loadedProperty().subscribe(this::refresh);
        // while somebody types, an unfinished address is no mistake yet
        servers.focusedProperty().addListener((property, was, focused) -> {
            if (!focused) {
                showProblems();
            }
        });
        servers.textProperty().subscribe(() -> show(serversProblem, false));
        saving.selectedProperty().subscribe(() -> show(nameProblem, false));
        name.textProperty().subscribe(() -> show(nameProblem, false));
        saving.selectedProperty().subscribe(on -> {
            if (on && name.getText().isEmpty()) {
                name.setText(proposedName());
            }
        });
    }

    /// The first server's host is what people call a cluster.
    private String proposedName() {
        return servers.getText()
                .strip()
                .replaceFirst("^[a-z]+://", "")
                .replaceFirst("[:,].*", "")
                .replaceAll("[^A-Za-z0-9._-]", "-");
    }

    void setOnEdit(Runnable action) {
        edited = action;
    }

    void setOnSubmit(Runnable action) {
        submitted = action;
    }

    void setOnChooseStore(Supplier<Optional<Path>> chooser) {
        storeChooser = chooser;
    }

    Region node() {
        return box;
    }

    void focus() {
        servers.requestFocus();
    }

    /// Says what is wrong in the fields, if anything is.
    void showProblems() {
        serversProblem.setText(form.problemBinding().get());
        show(serversProblem, !serversProblem.getText().isEmpty());
        nameProblem.setText(form.nameProblemBinding().get());
        show(nameProblem, !nameProblem.getText().isEmpty());
    }

    /// Shows what the chosen security has a use for, and what was loaded besides.
    void refresh() {
        show(mechanismField, form.isSasl());
        show(loginFields, form.hasLoginByName());
        show(storeFields, form.hasTls());
        password.setPromptText(form.hasLogin() && user.getText().isEmpty() ? TEXTS.get("form.login.loaded") : "");
        user.setPromptText(form.hasLogin() ? TEXTS.get("form.login.loaded") : "");
        store.setPromptText(TEXTS.get("form.store.prompt"));
        var shown = form.others();
        List<Node> lines = new ArrayList<>();
        shown.forEach((key, value) -> lines.add(other(key, value)));
        others.getChildren().setAll(lines);
        show(othersField, !lines.isEmpty());
    }

    private Node other(String key, String value) {
        var words = new Label(key + " = " + value.replaceAll("\\s+", " "));
        words.getStyleClass().add("mono");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        var remove = new Button(null, Icon.CLOSE.node());
        remove.getStyleClass().addAll("flat", "button-icon");
        remove.setTooltip(new Tooltip(TEXTS.get("form.others.remove", key)));
        remove.setAccessibleText(TEXTS.get("form.others.remove", key));
        remove.setOnAction(event -> form.remove(key));
        var line = new HBox(6, words, remove);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static VBox field(String key, javafx.scene.control.Control control) {
        return field(key, control, control);
    }

    private static VBox field(String key, Region shown, javafx.scene.control.Control control) {
        control.setAccessibleText(TEXTS.get(key));
        shown.setMaxWidth(Double.MAX_VALUE);
        var field = new VBox(3, label(key), shown);
        HBox.setHgrow(field, Priority.ALWAYS);
        field.setPrefWidth(0);
        return field;
    }

    private static HBox row(Node... fields) {
        return new HBox(10, fields);
    }

    private static Label label(String key) {
        var label = new Label(TEXTS.get(key));
        label.getStyleClass().add("field-label");
        return label;
    }

    private static Label problem() {
        var label = new Label();
        label.getStyleClass().add("problem");
        label.setWrapText(true);
        show(label, false);
        return label;
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
