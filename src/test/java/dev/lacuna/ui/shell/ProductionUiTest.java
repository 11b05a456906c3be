package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.source.Access;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.ui.gallery.Nodes;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import dev.lacuna.ui.timeline.TimelineView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Nobody has to find out by a refusal that it is production that a window shows.
@Tag("ui")
class ProductionUiTest {

    /// Kept beside those of all views, to be looked at.
    private static final Path PICTURES = Path.of("target/pictures");

    private final Shop shop = new Shop();
    private WorkspaceModel workspace;
    private MainWindow window;
    private Stage stage;

    @BeforeEach
    void show() {
        Start start = shop.start(new Opening.StartPage());
        var pulse = Ui.on(FxPulse::new);
        workspace = Ui.on(() -> new WorkspaceModel(start, WindowState.FIRST, pulse::post));
        stage = Ui.on(Stage::new);
        window = Ui.on(() -> {
            var shown = new MainWindow(stage, start, workspace, pulse, EarlierWork.NoFiles::new);
            shown.show();
            return shown;
        });
    }

    private void open(SourceSpec spec, Theme theme) {
        Ui.run(() -> {
            theme.apply();
            workspace.open(new Opening.Open(spec, Optional.of("orders")));
        });
        Nodes.await(() -> stage.getTitle().contains("orders"));
    }

    @AfterEach
    void close() {
        Ui.run(() -> {
            window.close();
            List.copyOf(Window.getWindows()).forEach(Window::hide);
            Theme.LIGHT.apply();
        });
        workspace.close();
        shop.journal.close();
    }

    private List<String> shown() {
        return Nodes.texts(window.scene().getRoot(), Label.class);
    }

    private Color band() {
        return Ui.on(() -> {
            var root = (BorderPane)
                    window.scene().getRoot().getChildrenUnmodifiable().getFirst();
            root.applyCss();
            return root.getBorder() == null
                    ? Color.TRANSPARENT
                    : (Color) root.getBorder().getStrokes().getFirst().getTopStroke();
        });
    }

    @ParameterizedTest
    @EnumSource
    void saysThatItIsProductionAndItsNameAlsoToWhomCameByABareAddress(Theme theme) throws Exception {
        new EarlierWork(shop).production();
        open(SourceSpec.of(Shop.URI), theme);

        Nodes.await(() -> shown().containsAll(List.of("PRODUCTION", "PROD", "shop-eu"))); // below, and in the tree
        assertThat(shown()).anyMatch(words -> words.startsWith("shop-eu, "));
        assertThat(Ui.on(stage::getTitle)).contains("shop-eu");
        assertThat(band()).isEqualTo(Color.web("#D55E00"));
        Nodes.await(() -> workspace.streams().scan() != null
                && !workspace.streams().busyProperty().get());
        Nodes.await(() -> ((TimelineView) window.scene().getRoot().lookup(".timeline")).isUpToDate());
        Ui.run(() -> {
            window.showTheme(theme);
            window.resize(1280, 800);
        });
        Nodes.await(() -> window.scene().getWidth() == 1280 && window.scene().getHeight() == 800);
        Nodes.await(() -> ((TimelineView) window.scene().getRoot().lookup(".timeline")).isUpToDate());
        var picture = Ui.on(() -> WindowShot.take(window.scene()));
        WindowShot.write(picture, Files.createDirectories(PICTURES).resolve("production-" + theme.id() + ".png"));
    }

    @Test
    void givesTheWindowTheColourOfTheProfile() {
        open(
                new SourceSpec(Shop.URI, Map.of(SourceSpec.COLOR, "#8250df"), new Access(false, "staging", false)),
                Theme.LIGHT);

        assertThat(band()).isEqualTo(Color.web("#8250df"));
        assertThat(shown()).doesNotContain("PRODUCTION", "PROD").anyMatch(words -> words.startsWith("staging, "));
    }

    @Test
    void marksNothingThatNobodyHasMarked() {
        open(new SourceSpec(Shop.URI, Map.of(SourceSpec.COLOR, "red; -fx-opacity: 0"), Access.PLAIN), Theme.LIGHT);

        assertThat(band()).isEqualTo(Color.TRANSPARENT);
        assertThat(shown()).doesNotContain("PRODUCTION", "PROD");
    }
}
