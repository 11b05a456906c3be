package dev.lacuna.ui.timeline;

import dev.lacuna.ui.kit.Palette;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Tone;
import javafx.scene.paint.Color;

/// The colours of the canvas, which stylesheets can't reach.
///
/// @param ground behind lanes
/// @param groundOdd behind every second lane
/// @param frame behind overview, axis and headers
/// @param text names
/// @param muted numbers and captions
/// @param grid lines of the axis and between lanes
/// @param density bars
/// @param accent the selection, the viewport box, peaks that were cut
/// @param shade over the overview outside the viewport box
/// @param unknown hatch where nothing was scanned
/// @param bubble ground of the time at the crosshair
/// @param bubbleText text on it
public record TimelineColors(
        Theme theme,
        Color ground,
        Color groundOdd,
        Color frame,
        Color text,
        Color muted,
        Color grid,
        Color density,
        Color accent,
        Color shade,
        Color unknown,
        Color bubble,
        Color bubbleText) {

    public static TimelineColors of(Theme theme) {
        return theme == Theme.DARK ? dark() : light();
    }

    private static TimelineColors light() {
        return new TimelineColors(
                Theme.LIGHT,
                Color.web("#ffffff"),
                Color.web("#f8fafb"),
                Color.web("#f6f8fa"),
                Color.web("#24292f"),
                Color.web("#57606a"),
                Color.web("#e6eaef"),
                Color.web("#8db7e6"),
                Color.web("#0969da"),
                Color.web("#24292f", 0.10),
                Color.web("#d5dbe2"),
                Color.web("#24292f"),
                Color.web("#ffffff"));
    }

    private static TimelineColors dark() {
        return new TimelineColors(
                Theme.DARK,
                Color.web("#0d1117"),
                Color.web("#11161d"),
                Color.web("#161b22"),
                Color.web("#c9d1d9"),
                Color.web("#8b949e"),
                Color.web("#21262d"),
                Color.web("#3d6ea8"),
                Color.web("#58a6ff"),
                Color.web("#000000", 0.45),
                Color.web("#2a313a"),
                Color.web("#c9d1d9"),
                Color.web("#0d1117"));
    }

    /// For shapes.
    Color shape(Tone tone) {
        return Palette.shape(tone);
    }

    /// For words.
    Color words(Tone tone) {
        return Palette.text(tone, theme);
    }

    /// A colour mixed into the ground, so that bars below don't shine through.
    Color mixed(Color color, double share) {
        return ground.interpolate(color, share);
    }
}
