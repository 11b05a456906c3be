package dev.lacuna.ui.findings;

import dev.lacuna.model.Finding;
import dev.lacuna.ui.kit.Chip;
import dev.lacuna.ui.kit.FindingStyle;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/// The columns of the findings table and how their cells are drawn and compared.
final class FindingTable {

    private static final Texts TEXTS = Texts.of(FindingTable.class);
    private static final double ROW_HEIGHT = 26;
    private static final double TIME = 104;
    private static final double DATE_AND_TIME = 178;

    private final Formats formats;
    private @Nullable TableColumn<FindingRow, Finding> from;
    private boolean manyDays;

    FindingTable(Formats formats) {
        this.formats = formats;
    }

    /// Builds the table, empty.
    TableView<FindingRow> build() {
        TableView<FindingRow> table = new TableView<>();
        table.setFixedCellSize(ROW_HEIGHT);
        table.getStyleClass().add("findings-table");
        table.setAccessibleText(TEXTS.get("table"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        table.getColumns().setAll(columns());
        return table;
    }

    private List<TableColumn<FindingRow, Finding>> columns() {
        Comparator<Finding> byRank =
                Comparator.comparingInt(finding -> -FindingStyle.of(finding).rank());
        TableColumn<FindingRow, Finding> time = column(
                "from",
                TIME,
                this::from,
                Comparator.comparingLong((Finding finding) -> finding.time().fromMillis()));
        from = time;
        time.textProperty().bind(formats.zoneProperty().map(zone -> TEXTS.get("column.from", formats.zoneName())));
        return List.of(
                column("kind", 226, FindingTable::kind, byRank.thenComparing(FindingStyle::kindName), KindCell::new),
                column("where", 88, FindingWords::where, Comparator.comparing(Finding::partition), PlaceCell::new),
                time,
                column(
                        "missing",
                        124,
                        FindingTable::missing,
                        Comparator.comparingLong(finding -> finding.missing().orElse(-1))),
                column(
                        "verdict",
                        92,
                        FindingTable::verdict,
                        byRank.thenComparing(FindingTable::verdict),
                        VerdictCell::new),
                column("cause", 222, FindingWords::cause, Comparator.comparing(FindingWords::cause)),
                column("status", 84, FindingWords::status, Comparator.comparing(Finding::status)));
    }

    private TableColumn<FindingRow, Finding> column(
            String key, double width, Function<Finding, String> text, Comparator<Finding> order) {
        return column(key, width, text, order, TextCell::new);
    }

    private TableColumn<FindingRow, Finding> column(
            String key,
            double width,
            Function<Finding, String> text,
            Comparator<Finding> order,
            Function<Function<Finding, String>, TableCell<FindingRow, Finding>> cell) {
        TableColumn<FindingRow, Finding> column = new TableColumn<>();
        column.setId(key);
        if (!key.equals("from")) {
            column.setText(TEXTS.get("column." + key));
        }
        if (width <= 124) {
            fix(column, width);
        } else {
            column.setPrefWidth(width);
            column.setMinWidth(key.equals("kind") ? 136 : 80);
        }
        column.setCellValueFactory(line -> line.getValue().findingProperty());
        column.setComparator(order);
        column.setCellFactory(view -> cell.apply(text));
        return column;
    }

    /// What tells lines apart is never cut: only the wide columns give way.
    private static void fix(TableColumn<?, ?> column, double width) {
        column.setMaxWidth(width * 1.6);
        column.setMinWidth(width - 6);
        column.setPrefWidth(width);
    }

    private static String kind(Finding finding) {
        return FindingStyle.kindName(finding);
    }

    private static String missing(Finding finding) {
        return Formats.missing(finding.missing(), finding.basis());
    }

    private static String verdict(Finding finding) {
        return FindingStyle.of(finding).verdict();
    }

    private String from(Finding finding) {
        long millis = finding.time().fromMillis();
        return manyDays ? formats.dateTime(millis) : formats.time(millis);
    }

    /// Whether times need their date because the lines are of more than one day.
    ///
    /// @return whether that changed, so that the cells have to be drawn anew
    boolean spanDays(List<FindingRow> rows) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (FindingRow row : rows) {
            first = Math.min(first, row.finding().time().fromMillis());
            last = Math.max(last, row.finding().time().fromMillis());
        }
        boolean many = !rows.isEmpty() && !formats.date(first).equals(formats.date(last));
        boolean changed = many != manyDays;
        manyDays = many;
        if (changed && from != null) {
            fix(from, many ? DATE_AND_TIME : TIME);
        }
        return changed;
    }

    /// Cut off in front where there is no room: the partition tells lines apart, the stream seldom does.
    private static final class PlaceCell extends TextCell {

        PlaceCell(Function<Finding, String> text) {
            super(text);
            setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        }
    }

    private static class TextCell extends TableCell<FindingRow, Finding> {

        private final Function<Finding, String> text;
        private final Tooltip tip = new Tooltip();

        TextCell(Function<Finding, String> text) {
            this.text = text;
        }

        @Override
        protected void updateItem(@Nullable Finding finding, boolean empty) {
            super.updateItem(finding, empty);
            if (empty || finding == null) {
                setText(null);
                setGraphic(null);
                setTooltip(null);
                return;
            }
            show(finding, text.apply(finding));
            tip.setText(tip(finding));
            setTooltip(tip);
        }

        void show(Finding finding, String words) {
            setText(words);
        }

        String tip(Finding finding) {
            return text.apply(finding);
        }
    }

    private static final class KindCell extends TextCell {

        private @Nullable Tone tone;

        KindCell(Function<Finding, String> text) {
            super(text);
        }

        @Override
        void show(Finding finding, String words) {
            setText(words);
            Tone now = FindingStyle.of(finding).tone();
            if (now != tone || getGraphic() == null) {
                tone = now;
                setGraphic(FindingStyle.of(finding).icon().node(now));
            }
            setAccessibleText(FindingStyle.of(finding).verdict() + ": " + words);
        }

        @Override
        String tip(Finding finding) {
            return finding.explanation().summary();
        }
    }

    private static final class VerdictCell extends TextCell {

        private final Chip chip = new Chip("", Tone.PLAIN);

        VerdictCell(Function<Finding, String> text) {
            super(text);
        }

        @Override
        void show(Finding finding, String words) {
            chip.show(words, FindingStyle.of(finding).tone());
            setGraphic(chip);
            setAccessibleText(words);
        }

        @Override
        String tip(Finding finding) {
            return TEXTS.get("severity." + finding.severity().id());
        }
    }
}
