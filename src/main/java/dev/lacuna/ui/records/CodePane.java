package dev.lacuna.ui.records;

import dev.lacuna.ui.kit.Theme;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Insets;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Font;
import javafx.util.Duration;
import jfx.incubator.scene.control.richtext.CodeArea;
import jfx.incubator.scene.control.richtext.TextPos;
import jfx.incubator.scene.control.richtext.model.CodeTextModel;

/// Read-only text in fixed-width type that stays quick with hundreds of thousands of lines. The one place that
/// knows the control behind it.
public final class CodePane {

    private static final double FONT_SIZE = 11.5;

    private final CodeArea area = new CodeArea();
    private final StackPane root = new StackPane(area);

    public CodePane() {
        area.setEditable(false);
        // a caret that blinks goes on for ever, and the toolkit's clock would hold the window long after it was closed
        area.setCaretBlinkPeriod(Duration.ZERO);
        area.setWrapText(true);
        area.setFont(Font.font(Theme.monoFamily(), FONT_SIZE));
        area.setContentPadding(new Insets(6, 8, 6, 8));
        area.getStyleClass().addAll("code-pane", "mono");
        area.backgroundProperty().subscribe(ground -> colourAnew());
        root.getStylesheets()
                .add(Objects.requireNonNull(CodePane.class.getResource("records.css"))
                        .toExternalForm());
    }

    /// The ground tells of another theme; coloured words would keep the colours of the one before.
    private void colourAnew() {
        if (area.getModel() instanceof CodeTextModel model && model.getDecorator() != null) {
            model.setDecorator(new JsonColours());
        }
    }

    public Region node() {
        return root;
    }

    /// What a screen reader calls it.
    public void name(String accessibleText) {
        area.setAccessibleText(accessibleText);
    }

    /// Whether each line has its number before it.
    public void numberLines(boolean numbered) {
        area.setLineNumbersEnabled(numbered);
    }

    /// Whether lines that are too wide are broken, as text may be and columns must not.
    public void wrap(boolean wrapped) {
        area.setWrapText(wrapped);
    }

    /// Shows a short text.
    ///
    /// @param json whether names and values of JSON are told apart by colour
    public void show(String text, boolean json) {
        show(text.lines().toList(), json);
    }

    /// Shows lines that were prepared elsewhere; takes no time that grows with them.
    public void show(List<String> lines, boolean json) {
        CodeTextModel model = new CodeTextModel(new ReadOnlyLines(lines));
        model.setDecorator(json ? new JsonColours() : null);
        area.setModel(model);
        area.select(TextPos.ZERO);
    }

    /// How many lines it shows.
    public int lineCount() {
        return area.getParagraphCount();
    }

    /// One line's text.
    public String line(int index) {
        return area.getPlainText(index);
    }
}
