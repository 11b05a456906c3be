package dev.lacuna.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.ui.gallery.Nodes;
import dev.lacuna.ui.kit.Palette;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Tone;
import dev.lacuna.ui.kit.Ui;
import java.util.List;
import java.util.Objects;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Paint;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class CodePaneUiTest {

    @SuppressWarnings("NullAway.Init") // set on the FX thread by the test
    private Stage stage;

    @AfterEach
    void close() {
        Ui.run(() -> {
            stage.hide();
            Theme.LIGHT.apply();
        });
    }

    @Test
    void coloursOfJsonFollowTheTheme() {
        var pane = Ui.on(CodePane::new);
        Ui.run(() -> {
            Theme.LIGHT.apply();
            stage = Nodes.show(new StackPane(pane.node()), 300, 200);
            pane.show("{\"id\": \"a\"}", true);
        });
        Nodes.await(() -> !fills().isEmpty());
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK, Theme.LIGHT)) {
            Ui.run(() -> {
                theme.apply();
                stage.getScene().snapshot(null);
            });
            Nodes.await(() -> {
                stage.getScene().snapshot(null);
                return fills().contains(Palette.text(Tone.INFO, theme));
            });
            assertThat(Ui.on(this::fills)).contains(Palette.text(Tone.INFO, theme), Palette.text(Tone.OK, theme));
        }
    }

    private List<Paint> fills() {
        return Nodes.all(stage.getScene().getRoot(), Text.class).stream()
                .map(Text::getFill)
                .filter(Objects::nonNull)
                .toList();
    }
}
