package dev.lacuna.ui.findings;

import dev.lacuna.investigation.ReplaySource;
import dev.lacuna.model.Finding;
import dev.lacuna.ui.kit.Chip;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The sources that hold missing events, a card each, one of them chosen; by mouse, arrow keys or Space.
final class WayCards extends VBox {

    private static final Texts TEXTS = Texts.of(WayCards.class);
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final Clock clock;
    private final Consumer<ReplaySource> showBeside;
    private final ObjectProperty<@Nullable ReplaySource> chosen = new SimpleObjectProperty<>(this, "chosen");
    private final List<VBox> cards = new ArrayList<>();
    private final List<Runnable> offers = new ArrayList<>();
    private List<ReplaySource> sources = List.of();

    /// @param showBeside shows a source's stream beside the finding's
    WayCards(Clock clock, Consumer<ReplaySource> showBeside) {
        super(8);
        this.clock = clock;
        this.showBeside = showBeside;
        chosen.subscribe(source -> mark());
    }

    /// The one whose events would be replayed; null when there is none.
    ObjectProperty<@Nullable ReplaySource> chosenProperty() {
        return chosen;
    }

    void show(Finding finding, List<ReplaySource> newSources) {
        sources = newSources;
        cards.clear();
        offers.clear();
        for (int i = 0; i < sources.size(); i++) {
            cards.add(card(finding, sources.get(i), i == 0));
        }
        getChildren().setAll(cards);
        chosen.set(sources.isEmpty() ? null : sources.getFirst());
        mark();
    }

    /// Counts down how long the sources still keep the events.
    void tick() {
        offers.forEach(Runnable::run);
    }

    private VBox card(Finding finding, ReplaySource source, boolean best) {
        Label title = new Label(WayWords.title(source));
        title.setWrapText(true);
        title.setMinHeight(Region.USE_PREF_SIZE);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        HBox head = new HBox(6, source.isWhole() ? Icon.OK.node(Tone.OK) : Icon.POSSIBLE.node(Tone.PLAIN), title);
        head.setAlignment(Pos.CENTER_LEFT);
        if (best) {
            Chip mark = new Chip(TEXTS.get("way.best"), Tone.OK);
            mark.setMinWidth(Region.USE_PREF_SIZE);
            head.getChildren().add(mark);
        }
        Button beside = new Button(TEXTS.get("way.beside"), Icon.STREAM.node());
        beside.getStyleClass().addAll("flat", "small");
        beside.setAccessibleText(
                TEXTS.get("way.beside.of", source.stream().stream().name()));
        beside.setOnAction(event -> showBeside.accept(source));
        Label offer = new Label();
        offer.setWrapText(true);
        offer.setMinHeight(Region.USE_PREF_SIZE);
        offer.getStyleClass().add("muted");
        VBox card = new VBox(head, offer, beside);
        card.getStyleClass().addAll("way", "way-card");
        card.setFocusTraversable(true);
        card.setAccessibleRole(AccessibleRole.RADIO_BUTTON);
        Runnable tell = () -> {
            offer.setText(WayWords.offer(source, finding, clock.millis()));
            card.setAccessibleText(title.getText() + ". " + offer.getText());
        };
        tell.run();
        offers.add(tell);
        card.setOnMouseClicked(click -> choose(source, card));
        card.addEventHandler(KeyEvent.KEY_PRESSED, event -> keyPressed(event, card));
        return card;
    }

    private void choose(ReplaySource source, VBox card) {
        chosen.set(source);
        card.requestFocus();
    }

    private void keyPressed(KeyEvent event, VBox card) {
        int index = cards.indexOf(card);
        int step = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
        int target = index + step;
        boolean here = event.getCode() == KeyCode.SPACE || event.getCode() == KeyCode.ENTER;
        if ((step != 0 || here) && target >= 0 && target < cards.size()) {
            choose(sources.get(target), cards.get(target));
            event.consume();
        }
    }

    private void mark() {
        for (int i = 0; i < cards.size(); i++) {
            cards.get(i).pseudoClassStateChanged(CHOSEN, sources.get(i) == chosen.get());
        }
    }
}
