package dev.lacuna.ui.findings;

import dev.lacuna.model.Finding;
import dev.lacuna.ui.findings.FindingCell.Words;
import dev.lacuna.ui.findings.FindingLine.Shown;
import dev.lacuna.ui.kit.FindingStyle;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.InScene;
import dev.lacuna.ui.kit.Texts;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Scene;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// The columns of the findings table, what stands in them and how it is compared. A group's line has in each column
/// what its findings have in common, or their sum.
final class FindingTable {

    private static final Texts TEXTS = Texts.of(FindingTable.class);
    private static final double ROW_HEIGHT = 26;

    /// "partition 7", and what each further digit takes.
    private static final double PLACE = 84;

    private static final double DIGIT = 8;
    private static final double PLACE_AND_STREAM = 150;
    private static final double KIND = 200;
    private static final double CAUSE = 118;
    private static final double CAUSE_AT_EASE = 260;
    private static final double MISSING = 108;
    private static final double MISSING_AT_EASE = 132;
    private static final double KEPT = 100;
    private static final double STATUS = 80;
    private static final double SCROLL_BAR = 16;

    /// Wider than any screen. Without a bound the policy that shares the room out may make the column wider
    /// than can be counted, once others come back beside it, and they lie out of sight.
    private static final double ALL_ROOM = 20_000;

    private static final double TIME = 104;
    private static final double DATE_AND_TIME = 178;
    private static final List<String> GIVING_WAY = List.of("kept", "cause");

    private final Formats formats;
    private final InstantSource clock;
    private final KeptClock kept;
    private final Consumer<FindingGroup> toggle;
    private final Consumer<Runnable> later;
    private final TableView<FindingLine> table = new TableView<>();
    private @Nullable TableColumn<FindingLine, Shown> from;
    private @Nullable TableColumn<FindingLine, Shown> where;
    private boolean manyDays;
    private boolean several;
    private boolean isAwaited;

    /// @param clock tells how long ago a time was
    /// @param kept counts down how long what a repair needs is kept
    /// @param toggle opens or closes a group
    /// @param later runs on the FX thread what must not be done while the table is being laid out
    FindingTable(
            Formats formats,
            InstantSource clock,
            KeptClock kept,
            Consumer<FindingGroup> toggle,
            Consumer<Runnable> later) {
        this.formats = formats;
        this.clock = clock;
        this.kept = kept;
        this.toggle = toggle;
        this.later = later;
    }

    /// Builds the table, empty.
    TableView<FindingLine> build() {
        table.setFixedCellSize(ROW_HEIGHT);
        table.getStyleClass().add("findings-table");
        table.setAccessibleText(TEXTS.get("table"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        table.getColumns().setAll(columns());
        table.widthProperty().subscribe(width -> makeRoomOnce());
        return table;
    }

    private void makeRoomOnce() {
        Scene scene = table.getScene();
        if (scene == null) {
            later.accept(this::makeRoom);
        } else if (!isAwaited) {
            isAwaited = true;
            InScene.beforePainted(scene, () -> {
                isAwaited = false;
                if (makeRoom()) {
                    table.applyCss();
                    table.layout();
                }
            });
        }
    }

    /// Where there is no room for all columns, those give way whose words stand beside the table, too, in the details.
    ///
    /// @return whether other columns are seen now
    private boolean makeRoom() {
        boolean changed = false;
        double needed = SCROLL_BAR;
        for (TableColumn<?, ?> column : table.getColumns()) {
            needed += column.getMinWidth();
        }
        for (String id : GIVING_WAY) {
            for (TableColumn<?, ?> column : table.getColumns()) {
                if (column.getId().equals(id)) {
                    boolean fits = table.getWidth() == 0 || table.getWidth() >= needed;
                    changed |= fits != column.isVisible();
                    column.setVisible(fits);
                    needed -= fits ? 0 : column.getMinWidth();
                }
            }
        }
        // the widths were shared out among those that were seen before, or at other widths
        table.getColumnResizePolicy().call(new TableView.ResizeFeatures<>(table, null, 0.0));
        return changed;
    }

    private List<TableColumn<FindingLine, Shown>> columns() {
        Comparator<Finding> byRank =
                Comparator.comparingInt(finding -> -FindingStyle.of(finding).rank());
        TableColumn<FindingLine, Shown> time = column(
                "from",
                TIME,
                new Words(this::from, group -> time(group.fromMillis())),
                Comparator.comparingLong((Finding finding) -> finding.time().fromMillis()),
                words -> new FindingCell.Moment(
                        words, new Words(this::fromInFull, group -> inFull(group.fromMillis()))));
        from = time;
        TableColumn<FindingLine, Shown> place = column(
                "where",
                PLACE,
                new Words(this::place, this::place),
                Comparator.comparing(Finding::partition),
                FindingCell.Place::new);
        where = place;
        time.textProperty().bind(formats.zoneProperty().map(zone -> TEXTS.get("column.from", formats.zoneBrief())));
        return List.of(
                column(
                        "kind",
                        KIND,
                        new Words(FindingStyle::kindName, FindingGroup::title),
                        byRank.thenComparing(FindingStyle::kindName),
                        words -> new FindingCell.Kind(words, toggle)),
                place,
                time,
                column(
                        "missing",
                        MISSING,
                        new Words(FindingTable::missing, FindingGroup::missing),
                        Comparator.comparingLong(finding -> finding.missing().orElse(-1)),
                        words -> new FindingCell.Fitting(
                                words, new Words(FindingTable::briefMissing, FindingGroup::briefMissing))),
                column(
                        "verdict",
                        92,
                        new Words(FindingTable::verdict, group -> verdict(group.lead())),
                        byRank.thenComparing(FindingTable::verdict),
                        FindingCell.Verdict::new),
                column(
                        "cause",
                        CAUSE,
                        new Words(FindingWords::cause, FindingGroup::cause),
                        Comparator.comparing(FindingWords::cause),
                        words -> new FindingCell.Fitting(
                                words, new Words(FindingWords::briefCause, FindingGroup::cause))),
                column(
                        "kept",
                        KEPT,
                        new Words(kept::words, group -> kept.words(group.findings())),
                        kept.order(),
                        words -> new FindingCell.Kept(words, kept)),
                column(
                        "status",
                        STATUS,
                        new Words(FindingWords::status, FindingGroup::status),
                        Comparator.comparing(Finding::status)));
    }

    private TableColumn<FindingLine, Shown> column(String key, double width, Words text, Comparator<Finding> order) {
        return column(key, width, text, order, FindingCell::new);
    }

    private TableColumn<FindingLine, Shown> column(
            String key,
            double width,
            Words text,
            Comparator<Finding> order,
            Function<Words, TableCell<FindingLine, Shown>> cell) {
        TableColumn<FindingLine, Shown> column = new TableColumn<>();
        column.setId(key);
        if (!key.equals("from")) {
            column.setText(TEXTS.get("column." + key));
        }
        fix(column, width);
        if (key.equals("cause")) {
            column.setMaxWidth(ALL_ROOM); // what room is left is for words
            column.setPrefWidth(CAUSE_AT_EASE);
        }
        if (key.equals("missing")) {
            column.setPrefWidth(MISSING_AT_EASE);
        }
        column.setCellValueFactory(line -> line.getValue().shownProperty());
        column.setComparator(Comparator.comparing(Shown::finding, order));
        column.setCellFactory(view -> cell.apply(text));
        return column;
    }

    /// What tells lines apart is never cut: only the wide columns give way.
    private static void fix(TableColumn<?, ?> column, double width) {
        column.setMaxWidth(width * 1.6);
        column.setMinWidth(width - 6);
        column.setPrefWidth(width);
    }

    private static String missing(Finding finding) {
        return Formats.missing(finding.missing(), finding.basis());
    }

    private static String briefMissing(Finding finding) {
        return Formats.briefMissing(finding.missing(), finding.basis());
    }

    private static String verdict(Finding finding) {
        return FindingStyle.of(finding).verdict();
    }

    private String from(Finding finding) {
        return finding.time().isKnown() ? time(finding.time().fromMillis()) : "";
    }

    private String fromInFull(Finding finding) {
        return finding.time().isKnown() ? inFull(finding.time().fromMillis()) : "";
    }

    private String time(long millis) {
        return manyDays ? formats.dateTime(millis) : formats.time(millis);
    }

    private String inFull(long millis) {
        return formats.inFull(millis, clock.millis());
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
            makeRoom();
        }
        return changed;
    }

    /// Names the streams, and gives room to that, where there are several.
    ///
    /// @param most partitions of a stream
    /// @return whether that changed, so that the cells have to be drawn anew
    boolean tellStreams(boolean severalStreams, int most) {
        boolean changed = several != severalStreams;
        several = severalStreams;
        if (where != null) {
            int digits = Integer.toString(Math.max(0, most - 1)).length();
            fix(where, several ? PLACE_AND_STREAM : PLACE + (digits - 1) * DIGIT);
            makeRoom();
        }
        return changed;
    }

    /// The stream is named where there is more than one.
    private String place(Finding finding) {
        return several ? FindingWords.where(finding) : FindingWords.partition(finding);
    }

    private String place(FindingGroup group) {
        return group.isOfOnePartition() ? place(group.lead()) : group.where();
    }
}
