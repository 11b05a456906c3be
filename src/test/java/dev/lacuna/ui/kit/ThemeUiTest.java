package dev.lacuna.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.Background;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("ui")
class ThemeUiTest {

    @ParameterizedTest
    @EnumSource
    void dressesControlsWithoutAWarning(Theme theme) {
        List<String> warnings = Ui.cssWarnings(() -> {
            theme.apply();
            Scene scene = new Scene(controls(), 800, 600);
            Theme.dress(scene);
            scene.snapshot(null);
        });

        assertThat(warnings).isEmpty();
    }

    @Test
    void whatOpensOverOthersHasNoShadowWhereItCantBeSeenThrough() {
        Ui.run(() -> {
            Theme.DARK.apply();
            var tip = new Label("text");
            tip.getStyleClass().setAll("tooltip");
            Scene scene = new Scene(new HBox(tip), 200, 50);
            scene.getStylesheets().setAll(Theme.stylesheets(true));
            tip.applyCss();
            assertThat(tip.getEffect()).isNotNull();

            scene.getStylesheets().setAll(Theme.stylesheets(false));
            tip.applyCss();
            assertThat(tip.getEffect()).isNull();
            assertThat(tip.getBackground().getFills())
                    .allMatch(fill -> fill.getRadii().equals(CornerRadii.EMPTY));
        });
    }

    @Test
    void aWarningWouldBeNoticed() {
        List<String> warnings = Ui.cssWarnings(() -> {
            Theme.LIGHT.apply();
            var label = new Label("text");
            label.setStyle("-fx-text-fill: -no-such-colour;");
            new Scene(new HBox(label), 200, 50).snapshot(null);
        });

        assertThat(warnings).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void chipsAreReadable(Theme theme) {
        for (Tone tone : Tone.values()) {
            double contrast = Ui.on(() -> {
                theme.apply();
                var chip = new Chip("LOSS", tone);
                var scene = new Scene(new HBox(chip), 200, 50);
                Theme.dress(scene);
                scene.snapshot(null);
                Background ground = chip.getBackground();
                Color fill = (Color) ground.getFills().getFirst().getFill();
                return contrast((Color) chip.getTextFill(), fill);
            });
            assertThat(contrast).as("%s %s", theme, tone).isGreaterThan(4.5);
        }
    }

    /// What the stylesheets write words in, on the grounds that they stand on.
    @ParameterizedTest
    @EnumSource
    void wordsAreReadableOnEachGround(Theme theme) {
        for (String ground : List.of("-color-bg-default", "-color-bg-subtle", "-color-bg-overlay")) {
            for (String words : List.of("-color-fg-default", "-color-fg-muted", "-color-accent-fg")) {
                double contrast = Ui.on(() -> {
                    theme.apply();
                    var label = new Label("text");
                    label.setStyle("-fx-text-fill: " + words + "; -fx-background-color: " + ground + ";");
                    var scene = new Scene(new HBox(label), 200, 50);
                    Theme.dress(scene);
                    scene.snapshot(null);
                    Color fill =
                            (Color) label.getBackground().getFills().getFirst().getFill();
                    return contrast((Color) label.getTextFill(), fill);
                });
                assertThat(contrast).as("%s %s on %s", theme, words, ground).isGreaterThan(4.5);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void textInATonesColourIsReadable(Theme theme) {
        Color ground = Color.web(theme == Theme.DARK ? "#0d1117" : "#ffffff");
        for (Tone tone : Tone.values()) {
            assertThat(contrast(Palette.text(tone, theme), ground))
                    .as("%s %s", theme, tone)
                    .isGreaterThan(4.5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void paletteAndStylesheetAgreeOnTheColoursOfText(Theme theme) {
        for (Tone tone : Tone.values()) {
            Color styled = Ui.on(() -> {
                theme.apply();
                var label = new Label("text");
                label.getStyleClass().add(tone.textClass());
                var scene = new Scene(new HBox(label), 200, 50);
                Theme.dress(scene);
                scene.snapshot(null);
                return (Color) label.getTextFill();
            });
            assertThat(styled.toString())
                    .as("%s %s", theme, tone)
                    .isEqualTo(Palette.text(tone, theme).toString());
        }
    }

    @Test
    void everyIconIsDressedWithTheFontOfIcons() {
        Ui.run(() -> {
            for (Icon icon : Icon.values()) {
                var node = icon.node();
                var scene = new Scene(new HBox(new Button("words", node)), 200, 50);
                Theme.dress(scene);
                scene.getRoot().applyCss();
                assertThat(node.getFont().getFamily()).as(icon.name()).isEqualTo("Material Design Icons");
                assertThat(node.getFont().getSize()).as(icon.name()).isEqualTo(15);
            }
        });
    }

    private static VBox controls() {
        var table = new TableView<String>();
        table.getColumns().add(new TableColumn<>("Finding"));
        table.getItems().add("row");
        var tree = new TreeView<>(new TreeItem<>("orders"));
        var combo = new ComboBox<String>();
        combo.getItems().add("UTC");
        var dialog = new DialogPane();
        dialog.setHeaderText("Replay");
        dialog.setContent(new Label("content"));
        var accent = new Button("Scan", Icon.SCAN.node(Tone.OK));
        accent.getStyleClass().addAll("accent", "small");
        return new VBox(
                new HBox(accent, new TextField("filter"), combo, new ChoiceBox<>(), new CheckBox("x")),
                new SplitPane(table, tree, new ListView<>()),
                new TabPane(new Tab("Findings", new ScrollPane(new Chip("LOSS", Tone.LOSS)))),
                new ProgressBar(.5),
                dialog);
    }

    /// The contrast ratio of WCAG 2.1.
    private static double contrast(Color a, Color b) {
        double light = Math.max(luminance(a), luminance(b));
        double dark = Math.min(luminance(a), luminance(b));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
