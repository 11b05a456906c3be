package dev.lacuna.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.javafx.application.PlatformImpl;
import com.sun.javafx.application.preferences.PlatformPreferences;
import com.sun.javafx.application.preferences.PreferenceMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.css.CssMetaData;
import javafx.css.PseudoClass;
import javafx.css.Styleable;
import javafx.scene.Scene;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class MotionUiTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/lacuna/ui");
    private static final PseudoClass WAITING = PseudoClass.getPseudoClass("waiting");
    private static final Pattern MOVES = Pattern.compile(
            "import javafx\\.animation\\.|new ProgressIndicator\\(|\\.setProgress\\(|\\.setAnimated\\(true");

    private static final String SYSTEM_KEY = "lacuna.test.still";

    @AfterEach
    void letMove() {
        Ui.run(() -> {
            Motion.setReduced(false);
            systemAsksForRest(false);
        });
    }

    /// Tells JavaFX what a desktop tells it; there is no other way in from outside, and none for a test
    /// that is not one.
    private static void systemAsksForRest(boolean on) {
        PlatformPreferences system = PlatformImpl.getPlatformPreferences();
        system.initialize(
                Map.of(SYSTEM_KEY, Boolean.class),
                Map.of(SYSTEM_KEY, new PreferenceMapping<>("reducedMotion", Boolean.class)));
        system.update(Map.of(SYSTEM_KEY, on));
    }

    @Test
    void theSystemsWishHoldsWhereTheWindowHasNone() {
        Ui.run(() -> {
            ProgressIndicator ring = Motion.ring(16);
            var bar = new ProgressBar();
            systemAsksForRest(true);
            assertThat(Motion.reducedProperty().get()).isTrue();
            assertThat(ring.isVisible()).isFalse();
            Motion.show(bar, -1);
            assertThat(bar.isIndeterminate()).isFalse();

            Motion.setReduced(true);
            systemAsksForRest(false);
            assertThat(Motion.reducedProperty().get())
                    .as("the window's own wish")
                    .isTrue();

            Motion.setReduced(false);
            assertThat(ring.isVisible()).isTrue();
        });
    }

    @Test
    void aBarRunsToAndFroOnlyWhereThingsMayMove() {
        Ui.run(() -> {
            var bar = new ProgressBar();
            Motion.show(bar, -1);
            assertThat(bar.isIndeterminate()).isTrue();
            Motion.setReduced(true);
            Motion.show(bar, -1);
            assertThat(bar.isIndeterminate()).isFalse();
            assertThat(bar.getPseudoClassStates()).contains(WAITING);
            Motion.show(bar, 0.4);
            assertThat(bar.getProgress()).isEqualTo(0.4);
            assertThat(bar.getPseudoClassStates()).doesNotContain(WAITING);
        });
    }

    @Test
    void aRingIsGoneWhereNothingMayMoveAndComesBack() {
        Ui.run(() -> {
            ProgressIndicator ring = Motion.ring(16);
            assertThat(ring.isVisible()).isTrue();
            Motion.setReduced(true);
            assertThat(ring.isVisible()).isFalse();
            assertThat(ring.isManaged()).isFalse();
            Motion.setReduced(false);
            assertThat(ring.isVisible()).isTrue();
        });
    }

    @Test
    void stylesheetsLetTabsMoveOnlyWhereThingsMay() {
        assertThat(tabAnimation(false)).isEqualTo("GROW");
        assertThat(tabAnimation(true)).isNotEqualTo("GROW");
    }

    private static String tabAnimation(boolean reduced) {
        return Ui.on(() -> {
            Theme.LIGHT.apply();
            Motion.setReduced(reduced);
            var tabs = new TabPane(new Tab("one"));
            var scene = new Scene(new VBox(tabs), 200, 100);
            Theme.dress(scene);
            Motion.apply(scene);
            scene.snapshot(null);
            return tabs.getCssMetaData().stream()
                    .filter(meta -> meta.getProperty().equals("-fx-open-tab-animation"))
                    .map(meta -> valueOf(meta, tabs))
                    .findFirst()
                    .orElseThrow();
        });
    }

    @SuppressWarnings("unchecked") // what a tab pane lists is its own
    private static String valueOf(CssMetaData<? extends Styleable, ?> meta, TabPane tabs) {
        return String.valueOf(
                ((CssMetaData<TabPane, ?>) meta).getStyleableProperty(tabs).getValue());
    }

    /// The pulse is a clock, and the application measures by one when it was painted.
    @Test
    void nothingMovesButHere() throws IOException {
        List<String> moving = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(SOURCES)) {
            for (Path file :
                    tree.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (MOVES.matcher(Files.readString(file)).find()) {
                    moving.add(String.valueOf(file.getFileName()));
                }
            }
        }
        assertThat(moving).containsExactlyInAnyOrder("Motion.java", "FxPulse.java", "LacunaApp.java");
    }
}
