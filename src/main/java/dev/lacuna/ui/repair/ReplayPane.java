package dev.lacuna.ui.repair;

import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.PlanFile;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import dev.lacuna.ui.records.CodePane;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The whole replay on one pane: the plan, its hazards, how far it is, what came of it, and what can be done next.
final class ReplayPane extends BorderPane {

    private static final Texts TEXTS = Texts.of(ReplayPane.class);

    private static final Set<ReplayStep> NEWS_AT_THE_END = EnumSet.of(
            ReplayStep.DRY_RUN, ReplayStep.REHEARSING, ReplayStep.COPYING, ReplayStep.VERIFYING, ReplayStep.DONE);

    private static final double OLD = 0.45;
    private static final double JSON_HEIGHT = 220;

    private final ReplayViewModel model;
    private final Formats formats;

    private final Label title = new Label(TEXTS.get("title.planning"));
    private final Label made = Lines.muted("");
    private final VBox planArea = new VBox();
    private final WishesSection wishes;
    private final HazardSection hazards;
    private final ConfirmSection confirm;
    private final ProgressSection progress;
    private final OutcomeSection outcome;
    private final Label hint = Lines.muted("");
    private final VBox jsonArea = new VBox();
    private final ToggleButton showJson = new ToggleButton(TEXTS.get("button.json"));
    private final Button options = new Button(TEXTS.get("button.options"));
    private final Button command = new Button(TEXTS.get("button.command"), Icon.COMMAND.node());
    private final Button save = new Button(TEXTS.get("button.save"), Icon.SAVE.node());
    private final Button close = new Button(TEXTS.get("button.close"));
    private final Button dryRun = new Button(TEXTS.get("button.dry"));
    private final Button rehearse = new Button(TEXTS.get("button.rehearse"));
    private final Button verify = new Button(TEXTS.get("button.verify"));
    private final Button copy = new Button();
    private @Nullable CodePane json;
    private @Nullable ReplayPlan shownPlan;
    private boolean isNewsAtTheEnd;

    /// @param onClose takes the pane off the screen
    ReplayPane(ReplayViewModel model, Formats formats, Runnable onClose) {
        this.model = model;
        this.formats = formats;
        wishes = new WishesSection(model);
        hazards = new HazardSection(model);
        confirm = new ConfirmSection(model::confirm);
        progress = new ProgressSection(model);
        outcome = new OutcomeSection(model);
        getStyleClass().add("replay-pane");
        getStylesheets()
                .add(Objects.requireNonNull(ReplayPane.class.getResource("repair.css"))
                        .toExternalForm());
        wire(onClose);
        setTop(header());
        setCenter(body());
        setBottom(buttons());
        model.changesProperty().subscribe(change -> show());
        RepairWindow.whileShown(this, formats.zoneProperty()).subscribe(zone -> showMade());
    }

    private void wire(Runnable onClose) {
        close.setOnAction(event -> onClose.run());
        close.setCancelButton(true);
        dryRun.setOnAction(event -> model.dryRun());
        verify.setOnAction(event -> model.verify());
        copy.setOnAction(event -> model.copy());
        copy.setGraphic(Icon.PLAY.node());
        copy.getStyleClass().add("accent");
        copy.setTooltip(new Tooltip(TEXTS.get("button.primary.tip")));
        rehearse.setOnAction(event -> model.rehearse());
        rehearse.setTooltip(new Tooltip(TEXTS.get("button.rehearse.tip")));
        command.getStyleClass().add("flat");
        command.setOnAction(event -> model.copyCommand());
        options.getStyleClass().addAll("flat", "options-button");
        options.setOnAction(event -> open(!wishes.isVisible()));
        open(false);
        save.getStyleClass().add("flat");
        save.setOnAction(event -> model.save());
        showJson.getStyleClass().add("flat");
        showJson.setGraphic(Icon.SEARCH.node());
    }

    private void open(boolean open) {
        options.setGraphic((open ? Icon.COLLAPSE : Icon.EXPAND).node());
        shown(open, wishes);
    }

    private Node header() {
        title.getStyleClass().add("h1");
        VBox header = new VBox(3, title, made);
        header.getStyleClass().add("replay-header");
        return header;
    }

    private Node body() {
        shown(false, jsonArea);
        showJson.selectedProperty().subscribe((before, now) -> showJson());
        VBox body = new VBox(14, planArea, tools(), wishes, jsonArea, hazards, confirm, progress, outcome);
        body.getStyleClass().add("replay-body");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("edge-to-edge", "replay-scroll");
        // once it is under way, the news comes at the end
        body.heightProperty().subscribe(height -> {
            if (isNewsAtTheEnd) {
                scroll.setVvalue(1);
            }
        });
        return scroll;
    }

    private Node tools() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox row = new HBox(4, options, gap, command, showJson, save);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("replay-tools");
        return row;
    }

    private Node buttons() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        for (Region button : List.of(options, command, save, showJson, close, verify, rehearse, dryRun)) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox row = new HBox(8, gap, close, verify, rehearse, dryRun, copy);
        row.setAlignment(Pos.CENTER_LEFT);
        VBox bottom = new VBox(8, hint, row);
        bottom.getStyleClass().add("replay-buttons");
        return bottom;
    }

    private void show() {
        model.plan().ifPresent(this::showPlan);
        // what a trial has shown stays in sight until something else is wished for
        isNewsAtTheEnd = NEWS_AT_THE_END.contains(model.step()) || isNewsAtTheEnd && model.step() == ReplayStep.READY;
        boolean planned = model.plan().isPresent();
        showTitle(planned);
        shown(planned, hazards, save, showJson, made);
        if (planned) {
            hazards.show();
        }
        wishes.show();
        long given = model.wished().wishes().count(model.basis().asked());
        options.setText(given == 0 ? TEXTS.get("button.options") : TEXTS.get("button.options.given", given));
        shown(model.command().isPresent(), command);
        ReplayConsent consent = model.consent();
        confirm.show(
                !consent.names().isEmpty() && !model.isReadOnly() && !model.isVerified(),
                consent.names(),
                consent.typed(),
                model.step() == ReplayStep.READY || model.step() == ReplayStep.DONE);
        progress.show();
        outcome.show();
        showButtons(planned);
    }

    /// A plan that is no longer wished for stays in sight, dimmed, until there is another.
    private void showTitle(boolean planned) {
        planArea.setOpacity(planned ? 1 : OLD);
        shown(model.step() != ReplayStep.REFUSED, planArea);
        if (planned && shownPlan != null) {
            title.setText(ReplayWords.title(shownPlan));
        } else if (!planned) {
            title.setText(TEXTS.get(
                    switch (model.step()) {
                        case REFUSED -> "title.refused";
                        case ASKING -> "title.asking";
                        default -> "title.planning";
                    }));
        }
    }

    private void showPlan(ReplayPlan plan) {
        if (plan == shownPlan) {
            return;
        }
        shownPlan = plan;
        showMade();
        planArea.getChildren().setAll(new PlanSection(plan));
        showJson();
        copy.setText(TEXTS.get("button.copy", ReplayWords.events(plan.events())));
    }

    /// The pane is made once somebody wants to see it: the first one takes longer than all else here.
    private void showJson() {
        shown(showJson.isSelected(), jsonArea);
        if (shownPlan == null || !showJson.isSelected()) {
            return;
        }
        CodePane pane = json;
        if (pane == null) {
            pane = new CodePane();
            pane.node().setPrefHeight(JSON_HEIGHT);
            pane.node().setMinHeight(JSON_HEIGHT);
            jsonArea.getChildren().setAll(pane.node());
            json = pane;
        }
        pane.show(PlanFile.text(shownPlan), true);
    }

    private void showMade() {
        ReplayPlan plan = shownPlan;
        if (plan != null) {
            made.setText(ReplayWords.made(plan, formats));
        }
    }

    private void showButtons(boolean planned) {
        boolean done = model.isVerified();
        boolean writing = model.step() == ReplayStep.COPYING || model.step() == ReplayStep.VERIFYING;
        boolean seen = model.step() == ReplayStep.DONE;
        shown(planned && !done && !writing, copy);
        shown(planned && !seen && !writing, dryRun, rehearse);
        rehearse.setDisable(!model.canRehearse());
        shown(model.canVerify(), verify);
        verify.setText(TEXTS.get(seen ? "button.verify.again" : "button.verify"));
        dryRun.setDisable(!model.canDryRun());
        copy.setDisable(!model.canCopy());
        close.setText(TEXTS.get(model.isRunning() ? "button.background" : "button.close"));
        String why = hintText(planned);
        hint.setText(why);
        hint.setGraphic(model.isReadOnly() && planned && !done ? Icon.READ_ONLY.node(Tone.PLAIN) : null);
        shown(!why.isEmpty(), hint);
    }

    /// Why nothing can be written now, or what to know before it is.
    private String hintText(boolean planned) {
        if (!planned || model.isVerified()) {
            return "";
        }
        if (model.isReadOnly()) {
            return TEXTS.get("hint.read-only");
        }
        if (model.consent().isBlocked() && !model.consent().isAgreed()) {
            return TEXTS.get("hint.blocked");
        }
        if (model.canVerify()
                || model.step() != ReplayStep.READY
                || model.consent().isConfirmed()) {
            return stepHint();
        }
        return TEXTS.get("hint.confirm", model.consent().names().getFirst());
    }

    private String stepHint() {
        return switch (model.step()) {
            case READY -> TEXTS.get(model.isBegun() ? "hint.again" : "hint.ready");
            case COPYING -> TEXTS.get("hint.copying");
            case VERIFYING -> TEXTS.get("hint.verifying");
            case DONE -> TEXTS.get("hint.done");
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
