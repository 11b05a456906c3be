package dev.lacuna.ui.shell;

import java.util.Locale;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/// A stripe at the window's upper edge in the colour that a profile gives its cluster (`lacuna.color`), or, for
/// production without one, in that of loss: whoever has several windows open sees before reading which one it is.
final class EnvironmentBand {

    private static final double THICKNESS = 4;

    private EnvironmentBand() {}

    /// @param root of the window
    static void show(Region root, @Nullable Connection connection) {
        String color = connection == null ? "" : color(connection);
        root.setStyle(
                color.isEmpty()
                        ? ""
                        : "-fx-border-width: " + THICKNESS + " 0 0 0; -fx-border-color: " + color
                                + " transparent transparent transparent;");
    }

    private static String color(Connection connection) {
        String asked = web(connection.spec().color());
        return !asked.isEmpty() ? asked : connection.production().isEmpty() ? "" : "-tone-loss";
    }

    /// As stylesheets have it; empty for none, and for what is no colour.
    static String web(String text) {
        if (text.isEmpty()) {
            return "";
        }
        try {
            Color color = Color.web(text);
            return String.format(
                    Locale.ROOT,
                    "#%02x%02x%02x",
                    Math.round(color.getRed() * 255),
                    Math.round(color.getGreen() * 255),
                    Math.round(color.getBlue() * 255));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
