package dev.lacuna.ui.repair;

import dev.lacuna.repair.GroupSnapshotFile;
import dev.lacuna.repair.rewind.PlannedRewind;
import dev.lacuna.repair.rewind.RewindReport;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The whole rewind on one pane: the question, the preview of every partition, its hazards, what came of it, and what
/// can be done next.
final class RewindPane extends BorderPane {

    private static final Texts TEXTS = Texts.of(RewindPane.class);
    private static final int MOST_REASONS = 5;

    private final RewindViewModel model;
    private final Function<PlannedRewind, Path> place;
    private final RewindForm form;
    private final RewindPreview preview = new RewindPreview();
    private final VBox hazardLines = new VBox(6);
    private final CheckBox agree = new CheckBox(TEXTS.get("rewind.agree"));
    private final VBox hazards = new VBox(6, hazardLines, agree);
    private final CheckBox agreeBack = new CheckBox(TEXTS.get("rewind.agree.back"));
    private final VBox outcomeLines = new VBox(6);
    private final VBox outcome = new VBox(6, outcomeLines, agreeBack);
    private final ConfirmSection confirm;
    private final HBox snapshot = new HBox();
    private final Label hint = Lines.muted("");
    private final Button copy = new Button(TEXTS.get("rewind.copy"), Icon.COMMAND.node());
    private final Button close = new Button(TEXTS.get("button.close"));
    private final Button dryRun = new Button(TEXTS.get("button.dry"));
    private final Button rollBack = new Button(TEXTS.get("rewind.roll-back"), Icon.REFRESH.node());
    private final Button set = new Button("", Icon.BACK.node());

    /// @param place where a plan is kept once it is run
    /// @param onClose takes the pane off the screen
    RewindPane(RewindViewModel model, Formats formats, Function<PlannedRewind, Path> place, Runnable onClose) {
        this.model = model;
        this.place = place;
        form = new RewindForm(model, formats);
        confirm = new ConfirmSection(model::confirm);
        getStyleClass().add("replay-pane");
        getStylesheets()
                .add(Objects.requireNonNull(RewindPane.class.getResource("repair.css"))
                        .toExternalForm());
        wire(onClose);
        setTop(header());
        setCenter(body());
        setBottom(buttons());
        model.changesProperty().subscribe(change -> show());
        RepairWindow.whileShown(this, formats.zoneProperty())
                .subscribe(zone -> model.changeZone(formats.zone(), formats::dateTime));
    }

    private void wire(Runnable onClose) {
        close.setOnAction(event -> onClose.run());
        close.setCancelButton(true);
        copy.getStyleClass().add("flat");
        copy.setOnAction(event -> model.copyCommand());
        dryRun.setOnAction(event -> model.dryRun());
        rollBack.setOnAction(event -> model.rollBack());
        set.getStyleClass().add("accent");
        set.setTooltip(new Tooltip(TEXTS.get("button.primary.tip")));
        set.setOnAction(event -> model.set());
        agreeBack.setWrapText(true);
        agreeBack.setOnAction(event -> model.agreeBack(agreeBack.isSelected()));
        agree.setWrapText(true);
        agree.setOnAction(event -> model.agree(agree.isSelected()));
    }

    private Node header() {
        Label title = new Label(TEXTS.get("rewind.title", model.subject().group()));
        title.getStyleClass().add("h1");
        VBox header = new VBox(3, title, Lines.muted(TEXTS.get("rewind.about")));
        header.getStyleClass().add("replay-header");
        return header;
    }

    private Node body() {
        VBox body = new VBox(14, form, outcome, preview, hazards, confirm, snapshot);
        body.getStyleClass().add("replay-body");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("edge-to-edge", "replay-scroll");
        return scroll;
    }

    private Node buttons() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        for (Region button : List.of(copy, close, dryRun, rollBack)) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox row = new HBox(8, copy, gap, close, dryRun, rollBack, set);
        row.setAlignment(Pos.CENTER_LEFT);
        VBox bottom = new VBox(8, hint, row);
        bottom.getStyleClass().add("replay-buttons");
        return bottom;
    }

    private void show() {
        form.show();
        model.planned().ifPresent(this::showPlan);
        boolean settled = model.step() == RewindStep.SET || model.step() == RewindStep.BACK;
        shown(model.planned().isPresent(), preview, snapshot);
        shown(model.planned().isPresent() && !settled, hazards);
        boolean asked = model.asksForName() && !settled && !model.isReadOnly() && !model.isActive();
        confirm.show(asked, model.names(), model.confirmed(), !model.isRunning());
        showOutcome();
        showButtons();
    }

    private void showPlan(PlannedRewind planned) {
        preview.show(planned, model.report().orElse(null));
        boolean settled = model.step() == RewindStep.SET || model.step() == RewindStep.BACK;
        Label head = new Label(TEXTS.get("hazards"));
        head.getStyleClass().add("h2");
        hazardLines.getChildren().setAll(head);
        planned.hazards().forEach(hazard -> hazardLines.getChildren().add(HazardSection.line(hazard)));
        if (planned.hazards().isEmpty()) {
            hazardLines.getChildren().add(Lines.icon(Icon.OK, Tone.OK, TEXTS.get("rewind.hazards.none")));
        }
        // the box itself stays where it is, and with it the focus
        agree.setSelected(model.isAgreed());
        shown(model.isBlocked() && !model.isActive() && !model.isReadOnly() && !settled, agree);
        Path before = GroupSnapshotFile.before(place.apply(planned));
        snapshot.getChildren()
                .setAll(Lines.icon(
                        Icon.SAVE, Tone.PLAIN, TEXTS.get(settled ? "rewind.kept" : "rewind.keep", before.toString())));
    }

    private void showOutcome() {
        outcomeLines.getChildren().clear();
        model.report().ifPresent(this::addReport);
        model.problem()
                .filter(words -> !words.isEmpty())
                .ifPresent(words -> outcomeLines.getChildren().add(Lines.icon(Icon.LOSS, Tone.LOSS, words)));
        if (model.isRunning()) {
            String key = "rewind.phase."
                    + model.step().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            outcomeLines.getChildren().setAll(Lines.icon(Icon.WAITING, Tone.PLAIN, TEXTS.get(key)));
        }
        agreeBack.setSelected(model.isAgreedBack());
        shown(model.isBackBlocked(), agreeBack);
        shown(!outcomeLines.getChildren().isEmpty() || model.isBackBlocked(), outcome);
    }

    private void addReport(RewindReport report) {
        boolean good = report.isComplete();
        Tone tone = !good ? Tone.LOSS : report.dryRun() ? Tone.INFO : Tone.OK;
        Label head = Lines.text(RewindWords.head(report));
        head.getStyleClass().addAll("strong", tone.textClass());
        head.setGraphic((!good ? Icon.LOSS : report.dryRun() ? Icon.CHECKS : Icon.VERIFIED).node(tone));
        VBox card = new VBox(4, head, Lines.text(RewindWords.details(report)));
        report.rows().stream()
                .filter(row -> !row.reason().isEmpty())
                .limit(MOST_REASONS)
                .forEach(row -> card.getChildren()
                        .add(Lines.text(
                                TEXTS.get("rewind.reason", row.partition().toString(), row.reason()))));
        report.notes().forEach(note -> card.getChildren().add(Lines.muted(note)));
        card.getStyleClass()
                .addAll("outcome", !good ? "outcome-bad" : report.dryRun() ? "outcome-plain" : "outcome-good");
        outcomeLines.getChildren().add(card);
        report.hazards().stream()
                .filter(hazard -> report.rollBack() || model.planned().isEmpty())
                .forEach(hazard -> outcomeLines.getChildren().add(HazardSection.line(hazard)));
    }

    private void showButtons() {
        boolean planned = model.planned().isPresent();
        boolean settled = model.step() == RewindStep.SET
                || model.step() == RewindStep.BACK
                || model.step() == RewindStep.ROLLING_BACK;
        shown(planned && !settled, set, dryRun);
        shown(model.offersRollBack(), rollBack);
        rollBack.setDisable(!model.canRollBack());
        model.plannedPlan().ifPresent(plan -> set.setText(RewindWords.set(plan)));
        set.setDisable(!model.canSet());
        dryRun.setDisable(!model.canDryRun());
        copy.setDisable(model.question().aim().isEmpty());
        String why = hintText(planned);
        hint.setText(why);
        hint.setGraphic(model.isReadOnly() && planned ? Icon.READ_ONLY.node(Tone.PLAIN) : null);
        shown(!why.isEmpty(), hint);
    }

    /// Why nothing can be set now, or what to know before it is.
    private String hintText(boolean planned) {
        if (!planned) {
            return TEXTS.get("rewind.hint.ask");
        }
        if (model.isReadOnly()) {
            return TEXTS.get("rewind.hint.read-only");
        }
        return switch (model.step()) {
            case READY ->
                model.isActive()
                        ? TEXTS.get("rewind.hint.active")
                        : model.isBlocked() && !model.isAgreed()
                                ? TEXTS.get("rewind.hint.blocked")
                                : model.isConfirmed()
                                        ? TEXTS.get("rewind.hint.ready")
                                        : TEXTS.get(
                                                "hint.confirm", model.names().getFirst());
            case SET ->
                TEXTS.get(
                        model.isBackBlocked() && !model.isAgreedBack()
                                ? "rewind.hint.back.blocked"
                                : "rewind.hint.set");
            case BACK -> TEXTS.get("rewind.hint.back");
            default -> "";
        };
    }

    private static void shown(boolean shown, Node... nodes) {
        for (Node node : nodes) {
            node.setVisible(shown);
            node.setManaged(shown);
        }
    }
}
