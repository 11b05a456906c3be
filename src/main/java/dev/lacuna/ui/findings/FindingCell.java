package dev.lacuna.ui.findings;

import dev.lacuna.model.Finding;
import dev.lacuna.ui.findings.FindingLine.Shown;
import dev.lacuna.ui.kit.Chip;
import dev.lacuna.ui.kit.FindingStyle;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// A cell of the findings table: the words of one column, and a tooltip with all of them.
class FindingCell extends TableCell<FindingLine, Shown> {

    private static final Texts TEXTS = Texts.of(FindingCell.class);
    private static final PseudoClass GROUP = PseudoClass.getPseudoClass("group");

    /// What a column says of a finding, and of a group.
    record Words(Function<Finding, String> finding, Function<FindingGroup, String> group) {

        String of(Shown shown) {
            return shown.group() == null ? finding.apply(shown.finding()) : group.apply(shown.group());
        }
    }

    private final Words text;
    private final Tooltip tip = new Tooltip();

    FindingCell(Words text) {
        this.text = text;
    }

    @Override
    protected void updateItem(@Nullable Shown shown, boolean empty) {
        super.updateItem(shown, empty);
        pseudoClassStateChanged(GROUP, shown != null && shown.group() != null);
        if (empty || shown == null) {
            setText(null);
            setGraphic(null);
            setTooltip(null);
            return;
        }
        String words = text.of(shown);
        show(shown, words);
        tip.setText(tip(shown, words));
        boolean saysSomething = tip.getText().codePoints().anyMatch(Character::isLetterOrDigit);
        setTooltip(saysSomething ? tip : null);
    }

    void show(Shown shown, String words) {
        setText(words);
    }

    String tip(Shown shown, String words) {
        return words;
    }

    /// Says less where it has no room for all of it.
    static final class Fitting extends FindingCell {

        private final Words brief;
        private final Text measure = new Text();
        private String whole = "";
        private String less = "";

        Fitting(Words text, Words brief) {
            super(text);
            this.brief = brief;
            widthProperty().subscribe(width -> fit());
            fontProperty().subscribe(font -> fit());
        }

        @Override
        void show(Shown shown, String words) {
            whole = words;
            less = brief.of(shown);
            fit();
        }

        private void fit() {
            if (isEmpty()) {
                return;
            }
            measure.setFont(getFont());
            measure.setText(whole);
            double room = getWidth() - snappedLeftInset() - snappedRightInset();
            setText(measure.getLayoutBounds().getWidth() <= room ? whole : less);
        }
    }

    /// Cut off in front where there is no room: the partition tells lines apart, the stream seldom does.
    static final class Place extends FindingCell {

        Place(Words text) {
            super(text);
            setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        }

        @Override
        String tip(Shown shown, String words) {
            FindingGroup group = shown.group();
            return group == null ? FindingWords.where(shown.finding()) : group.where();
        }
    }

    /// Says in its tooltip when it was in the other zone, too, and how long ago.
    static final class Moment extends FindingCell {

        private final Words inFull;

        Moment(Words text, Words inFull) {
            super(text);
            this.inFull = inFull;
        }

        @Override
        String tip(Shown shown, String words) {
            return inFull.of(shown);
        }
    }

    static final class Kind extends FindingCell {

        private final Consumer<FindingGroup> toggle;

        Kind(Words text, Consumer<FindingGroup> toggle) {
            super(text);
            this.toggle = toggle;
            getStyleClass().add("kind-cell");
        }

        @Override
        void show(Shown shown, String words) {
            FindingStyle style = FindingStyle.of(shown.finding());
            FindingGroup group = shown.group();
            setText(words);
            setGraphic(group == null ? style.icon().node(style.tone()) : arrow(group));
            setAccessibleText(style.verdict() + ": " + words);
        }

        private Node arrow(FindingGroup group) {
            Node arrow = (group.open() ? Icon.COLLAPSE : Icon.EXPAND).node();
            arrow.setOnMousePressed(press -> {
                toggle.accept(group);
                press.consume();
            });
            return arrow;
        }

        @Override
        String tip(Shown shown, String words) {
            return shown.group() == null ? shown.finding().explanation().summary() : words;
        }
    }

    static final class Kept extends FindingCell {
        private final KeptClock kept;
        private Tone tone = Tone.PLAIN;

        Kept(Words text, KeptClock kept) {
            super(text);
            this.kept = kept;
        }

        @Override
        void show(Shown shown, String words) {
            super.show(shown, words);
            getStyleClass().remove(tone.textClass());
            FindingGroup group = shown.group();
            tone = kept.tone(group == null ? List.of(shown.finding()) : group.findings());
            if (tone != Tone.PLAIN) {
                getStyleClass().add(tone.textClass());
            }
        }

        @Override
        String tip(Shown shown, String words) {
            return shown.group() == null ? kept.tip(shown.finding()) : words;
        }
    }

    static final class Verdict extends FindingCell {

        private final Chip chip = new Chip("", Tone.PLAIN);

        Verdict(Words text) {
            super(text);
        }

        @Override
        void show(Shown shown, String words) {
            chip.show(words, FindingStyle.of(shown.finding()).tone());
            setGraphic(chip);
            setAccessibleText(words);
        }

        @Override
        String tip(Shown shown, String words) {
            return TEXTS.get("severity." + shown.finding().severity().id());
        }
    }
}
