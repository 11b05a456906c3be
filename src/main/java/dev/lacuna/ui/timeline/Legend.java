package dev.lacuna.ui.timeline;

import dev.lacuna.ui.kit.FindingClass;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.MarkShape;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Tone;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;

/// Names the classes of findings that there are by shape, colour and word, and leaves a class out by a click.
public final class Legend extends FlowPane {

    private static final Texts TEXTS = Texts.of(Legend.class);
    private static final double GLYPH_WIDTH = 22;
    private static final double POINT_WIDTH = 16;
    private static final double GLYPH_HEIGHT = 16;

    private final TimelineModel model;
    private final Map<FindingClass, ToggleButton> buttons = new EnumMap<>(FindingClass.class);
    private final Label none = new Label(TEXTS.get("legend.none"));
    private final Label lacking = new Label();
    private TimelineColors colors = TimelineColors.of(Theme.LIGHT);

    public Legend(TimelineModel model) {
        this.model = model;
        getStyleClass().add("legend");
        none.getStyleClass().add("muted");
        lacking.getStyleClass().add("legend-lacking");
        for (FindingClass each : FindingClass.values()) {
            buttons.put(each, button(each));
        }
        model.listen(change -> {
            if (change == TimelineModel.Change.DATA || change == TimelineModel.Change.OPTIONS) {
                show();
            }
        });
        show();
    }

    private ToggleButton button(FindingClass each) {
        var button = new ToggleButton();
        button.getStyleClass().addAll("flat", "small", "legend-entry");
        button.setOnAction(event -> model.show(each, button.isSelected()));
        return button;
    }

    public void setColors(TimelineColors newColors) {
        colors = newColors;
        buttons.forEach((each, button) -> button.setGraphic(glyph(each)));
    }

    private void show() {
        Map<FindingClass, Integer> counts = model.findingCounts();
        List<Node> seen = new ArrayList<>();
        buttons.forEach((each, button) -> {
            int count = counts.getOrDefault(each, 0);
            if (count > 0) {
                seen.add(button);
                describe(each, button, Formats.number(count));
            }
        });
        if (seen.isEmpty()) {
            // where nothing was looked at, there is nothing to say
            none.setVisible(!model.lanes().rows().isEmpty());
            seen.add(none);
        }
        if (!lacking.getText().isEmpty()) {
            seen.add(lacking);
        }
        if (!getChildren().equals(seen)) {
            getChildren().setAll(seen);
        }
    }

    /// Says what has no lane; empty where all have.
    ///
    /// @param more all about it, for a tooltip
    /// @param amiss whether it should have one
    public void showLacking(String words, String more, boolean amiss) {
        lacking.setText(words);
        lacking.setTooltip(words.isEmpty() ? null : new Tooltip(more));
        lacking.setGraphic(amiss ? Icon.SUSPECT.node(Tone.SUSPECT) : null);
        show();
    }

    private void describe(FindingClass each, ToggleButton button, String count) {
        boolean shown = model.shows(each);
        button.setSelected(shown);
        button.setText(each.words() + " " + count);
        button.setAccessibleText(TEXTS.get(shown ? "legend.shown" : "legend.hidden", each.words(), count));
        if (button.getTooltip() == null) {
            button.setTooltip(new Tooltip());
        }
        button.getTooltip().setText(TEXTS.get(shown ? "legend.hide" : "legend.show", each.words()));
    }

    /// Drawn as on a collapsed lane, so that it is the same to the pixel.
    private Canvas glyph(FindingClass each) {
        var mark = new LaneMark("", 0, 0, each.sample(), 0);
        boolean area = switch (each.sample().shape()) {
            case HATCH, THIN_HATCH, BRACKET, CHECK -> true;
            default -> false;
        };
        boolean wide = area || each.sample().shape() == MarkShape.ZIGZAG;
        double width = wide ? GLYPH_WIDTH : POINT_WIDTH;
        var canvas = new Canvas(width, GLYPH_HEIGHT);
        var ink = new Ink(canvas.getGraphicsContext2D(), colors);
        canvas.getGraphicsContext2D().translate(-TimelineLayout.HEADER_WIDTH, 2);
        double from = area ? 2 : width / 2;
        double to = area ? width - 2 : width / 2;
        var placed = new MarkLayout.Placed(mark, from, to, 2, width - 2, "", 0, 0);
        new MarkPainter(ink, width, GLYPH_HEIGHT - 2).paint(List.of(placed), 0);
        return canvas;
    }
}
