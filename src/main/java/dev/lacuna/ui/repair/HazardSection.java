package dev.lacuna.ui.repair;

import dev.lacuna.repair.Hazard;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What could go wrong with a plan, the worst first, each with an icon for its weight.
final class HazardSection extends VBox {

    private static final Texts TEXTS = Texts.of(HazardSection.class);

    private final ReplayViewModel model;
    private final VBox lines = new VBox(6);
    private final CheckBox agree = new CheckBox(TEXTS.get("hazards.agree"));
    private @Nullable Object shown;

    HazardSection(ReplayViewModel model) {
        super(6);
        this.model = model;
        Label head = new Label(TEXTS.get("hazards"));
        head.getStyleClass().add("h2");
        agree.setOnAction(event -> model.agree(agree.isSelected()));
        agree.setWrapText(true);
        getChildren().setAll(head, lines, agree);
    }

    void show() {
        boolean ask = model.consent().isBlocked() && !model.isReadOnly();
        agree.setVisible(ask);
        agree.setManaged(ask);
        agree.setDisable(model.step() != ReplayStep.READY);
        Object now = List.of(model.consent().hazards(), model.consent().problem());
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        Optional<String> problem = model.consent().problem();
        if (problem.isPresent()) {
            Button again = new Button(TEXTS.get("hazards.again"), Icon.REFRESH.node());
            again.setOnAction(event -> model.preflightAgain());
            lines.getChildren()
                    .setAll(Lines.icon(Icon.SUSPECT, Tone.SUSPECT, TEXTS.get("hazards.failed", problem.get())), again);
        } else if (model.consent().hazards().isEmpty()) {
            lines.getChildren().setAll(Lines.muted(TEXTS.get("hazards.looking")));
        } else if (model.consent().hazards().get().isEmpty()) {
            lines.getChildren().setAll(Lines.icon(Icon.OK, Tone.OK, TEXTS.get("hazards.none")));
        } else {
            lines.getChildren()
                    .setAll(model.consent().hazards().get().stream()
                            .map(HazardSection::line)
                            .toList());
        }
    }

    static Node line(Hazard hazard) {
        Label title = new Label(hazard.title());
        title.getStyleClass().add("strong");
        title.setWrapText(true);
        VBox words = new VBox(1, title, Lines.muted(hazard.explanation()));
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox line = new HBox(8, icon(hazard.level()), words);
        line.setAlignment(Pos.TOP_LEFT);
        line.setAccessibleText(TEXTS.get("hazard." + hazard.level().name().toLowerCase(java.util.Locale.ROOT)) + ": "
                + hazard.title());
        return line;
    }

    private static Node icon(Hazard.Level level) {
        return switch (level) {
            case BLOCKING -> Icon.LOSS.node(Tone.LOSS);
            case WARNING -> Icon.SUSPECT.node(Tone.SUSPECT);
            case NOTE -> Icon.HINT.node(Tone.INFO);
        };
    }
}
