package dev.lacuna.ui.kit;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/// Light or dark: AtlantaFX Primer as the base, `lacuna.css` on top.
public enum Theme {
    LIGHT,
    DARK;

    /// The first of these that is installed; without one of them the system's own.
    private static final List<String> FAMILIES =
            List.of("Inter", "Segoe UI", "SF Pro Text", "Helvetica Neue", "Noto Sans", "DejaVu Sans");

    private static final List<String> MONO_FAMILIES =
            List.of("JetBrains Mono", "Cascadia Mono", "SF Mono", "Menlo", "DejaVu Sans Mono", "Consolas");

    /// Makes it the look of the whole application. Scenes need [#dress(Scene)] once, too.
    public void apply() {
        Application.setUserAgentStylesheet(
                this == DARK ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
    }

    public Theme other() {
        return this == DARK ? LIGHT : DARK;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The theme of that id, else light.
    public static Theme of(String id) {
        return DARK.id().equals(id) ? DARK : LIGHT;
    }

    /// Gives a scene our stylesheets. They hold for both themes: their colours come from the base theme's.
    public static void dress(Scene scene) {
        scene.getStylesheets().setAll(stylesheets());
    }

    /// Gives a part, a dialog pane for one, our stylesheets.
    public static void dress(Parent parent) {
        parent.getStylesheets().setAll(stylesheets());
    }

    /// The family that texts are drawn in, for canvases, which the stylesheet can't reach.
    public static String family() {
        return installed(FAMILIES).orElseGet(() -> Font.getDefault().getFamily());
    }

    /// The family for code, payloads and aligned numbers.
    public static String monoFamily() {
        return installed(MONO_FAMILIES).orElse("Monospaced");
    }

    private static Optional<String> installed(List<String> wanted) {
        List<String> families = Font.getFamilies();
        return wanted.stream().filter(families::contains).findFirst();
    }

    private static List<String> stylesheets() {
        return stylesheets(Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW));
    }

    /// @param seenThrough whether a popup's shadow and corners show what lies behind it
    static List<String> stylesheets(boolean seenThrough) {
        List<String> sheets = new ArrayList<>(List.of(url("lacuna.css"), fonts()));
        if (!seenThrough) {
            sheets.add(url("opaque.css"));
        }
        return sheets;
    }

    private static String url(String sheet) {
        return Objects.requireNonNull(Theme.class.getResource(sheet)).toExternalForm();
    }

    /// A stylesheet of its own for the families: JavaFX takes no list of families to choose from.
    private static String fonts() {
        String css = ".root{-fx-font-family:\"%s\";} .mono,.mono .label,.mono .text{-fx-font-family:\"%s\";}"
                .formatted(family(), monoFamily());
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
    }
}
