package dev.lacuna.ui.kit;

import javafx.scene.paint.Color;

/// The colours of findings after Okabe and Ito, who chose them so that colour-blind people can tell them apart,
/// and for text in them variants that read on a light or a dark ground (contrast at least 4.5 to 1).
public final class Palette {

    public static final Color VERMILION = Color.web("#D55E00");
    public static final Color ORANGE = Color.web("#E69F00");
    public static final Color REDDISH_PURPLE = Color.web("#CC79A7");
    public static final Color BLUISH_GREEN = Color.web("#009E73");
    public static final Color SKY_BLUE = Color.web("#56B4E9");
    public static final Color GREY = Color.web("#8C959F");

    private Palette() {}

    /// For shapes and areas.
    public static Color shape(Tone tone) {
        return switch (tone) {
            case LOSS -> VERMILION;
            case SUSPECT -> ORANGE;
            case ANOMALY -> REDDISH_PURPLE;
            case OK -> BLUISH_GREEN;
            case INFO -> SKY_BLUE;
            case PLAIN -> GREY;
        };
    }

    /// For text on the ground of the theme. The same values stand in `lacuna.css` as `-tone-*-fg`.
    public static Color text(Tone tone, Theme theme) {
        boolean dark = theme == Theme.DARK;
        return switch (tone) {
            case LOSS -> Color.web(dark ? "#F08A3C" : "#B04C00");
            case SUSPECT -> Color.web(dark ? "#F0B429" : "#8A5D00");
            case ANOMALY -> Color.web(dark ? "#E095BF" : "#A0437A");
            case OK -> Color.web(dark ? "#2FC79A" : "#00755A");
            case INFO -> Color.web(dark ? "#79C7F2" : "#1F6FA3");
            case PLAIN -> Color.web(dark ? "#8B949E" : "#57606A");
        };
    }
}
