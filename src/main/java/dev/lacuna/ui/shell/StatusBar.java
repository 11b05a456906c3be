package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Chip;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Tone;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The last line of the window: where one is connected, what was scanned, and the few switches that hold everywhere.
final class StatusBar {

    private static final Texts TEXTS = Texts.of(StatusBar.class);

    /// Long enough to be read twice.
    private static final Duration HINT = Duration.ofSeconds(8);

    private final Formats formats;
    private final HBox box = new HBox();
    private final Label source = new Label();
    private final Chip production = new Chip(TEXTS.get("status.production"), Tone.LOSS);
    private final Label lock = new Label();
    private final Label coverage = new Label();
    private final Label heap = new Label();
    private final MenuButton zone = new MenuButton();
    private final Button theme = new Button();
    private final FxPulse pulse;
    private final Label hint = new Label();
    private Subscription saying = Subscription.EMPTY;

    /// @param chooseZone takes the zone that all times are to be written in
    StatusBar(Formats formats, FxPulse pulse, Runnable toggleTheme, Consumer<ZoneId> chooseZone) {
        this.formats = formats;
        this.pulse = pulse;
        production.setTooltip(new Tooltip(TEXTS.get("status.production.tip")));
        coverage.setMinWidth(0);
        hint.setMinWidth(0);
        hint.setGraphic(Icon.INFO.node());
        hint.getStyleClass().add("status-hint");
        Controls.show(hint, false);
        for (Region fixed : Set.of(source, lock, heap, zone, theme)) {
            fixed.setMinWidth(Region.USE_PREF_SIZE);
        }
        heap.setTooltip(new Tooltip(TEXTS.get("status.heap.tip")));
        theme.getStyleClass().addAll("flat", "button-icon");
        theme.setOnAction(event -> toggleTheme.run());
        buildZones(chooseZone);
        box.getStyleClass().add("status");
        box.getChildren().addAll(production, source, lock, hint, coverage, Controls.gap(), heap, zone, theme);
        formats.zoneProperty().subscribe(now -> zone.setText(formats.zoneName()));
        show((Connection) null);
    }

    private void buildZones(Consumer<ZoneId> chooseZone) {
        zone.getStyleClass().add("flat");
        zone.setTooltip(new Tooltip(TEXTS.get("status.zone.tip")));
        zone.setAccessibleText(TEXTS.get("status.zone.tip"));
        var group = new ToggleGroup();
        for (ZoneId choice : formats.zones()) {
            String name = choice.equals(ZoneOffset.UTC) ? "UTC" : TEXTS.get("status.zone.local", choice.getId());
            var item = new RadioMenuItem(name);
            item.setToggleGroup(group);
            formats.zoneProperty().subscribe(now -> item.setSelected(choice.equals(now)));
            item.setOnAction(event -> chooseZone.accept(choice));
            zone.getItems().add(item);
        }
    }

    Node node() {
        return box;
    }

    /// Writes all times in the next of the zones that the menu offers.
    void nextZone() {
        List<RadioMenuItem> choices =
                zone.getItems().stream().map(RadioMenuItem.class::cast).toList();
        for (int i = 0; i < choices.size(); i++) {
            if (choices.get(i).isSelected()) {
                RadioMenuItem next = choices.get((i + 1) % choices.size());
                next.setSelected(true);
                next.fire();
                return;
            }
        }
    }

    void show(@Nullable Connection connection) {
        Controls.show(source, connection != null);
        Controls.show(lock, connection != null);
        Controls.show(production, connection != null && !connection.production().isEmpty());
        if (connection == null) {
            return;
        }
        if (connection.recording().isPresent()) {
            source.setText(TEXTS.get("status.recorded", connection.name()));
            source.setGraphic(Icon.DISCONNECT.node());
            Controls.show(lock, false);
            return;
        }
        var info = connection.investigation().source();
        source.setText(TEXTS.get("status.source", connection.place(), info.nodes(), info.product()));
        source.setGraphic(Icon.SOURCE.node());
        boolean locked = connection.isReadOnly();
        lock.setText(TEXTS.get(locked ? "status.readonly" : "status.writable"));
        lock.setGraphic((locked ? Icon.READ_ONLY : Icon.WRITABLE).node());
    }

    /// Says for a while why something was asked for in vain. What was scanned gives way: it says the same
    /// for hours.
    void say(String words) {
        saying.unsubscribe();
        hint.setText(words);
        hint.setTooltip(new Tooltip(words));
        showHint(true);
        saying = pulse.after(HINT, () -> showHint(false));
    }

    private void showHint(boolean on) {
        Controls.show(hint, on);
        Controls.show(coverage, !on);
    }

    void showCoverage(String text) {
        coverage.setText(text);
    }

    void showTheme(Theme now) {
        theme.setGraphic((now == Theme.DARK ? Icon.LIGHT : Icon.DARK).node());
        Controls.describe(theme, TEXTS.get(now == Theme.DARK ? "status.theme.light" : "status.theme.dark"));
    }

    void showHeap(long bytes) {
        heap.setText(TEXTS.get("status.heap", Formats.size(bytes)));
    }
}
