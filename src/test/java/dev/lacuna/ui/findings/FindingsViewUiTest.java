package dev.lacuna.ui.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.ScanFixture;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.ui.gallery.Nodes;
import dev.lacuna.ui.gallery.NotedActions;
import dev.lacuna.ui.gallery.Samples;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.scene.Parent;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class FindingsViewUiTest extends FindingsFixture {

    private FindingsView view(Scan scan) {
        return Ui.on(() -> {
            FindingsView view = new FindingsView(pulse, formats);
            Nodes.show((Parent) view.node(), 900, 300);
            view.setScan(scan);
            return view;
        });
    }

    @SuppressWarnings("unchecked")
    private static TableView<FindingLine> table(FindingsView view) {
        return (TableView<FindingLine>) Nodes.find((Parent) view.node(), TableView.class);
    }

    @Test
    void drawsEveryThemeWithoutAComplaintOfTheStylesheet() throws Exception {
        Scan scan = scan(Samples.findings());
        for (Theme theme : Theme.values()) {
            assertThat(Ui.cssWarnings(() -> {
                        theme.apply();
                        FindingsView view = new FindingsView(pulse, formats);
                        view.showBenignProperty().set(true);
                        view.setScan(scan);
                        Nodes.show((Parent) view.node(), 900, 300);
                        FindingDetailView detail = new FindingDetailView(pulse, formats, new NotedActions(runner));
                        Nodes.show((Parent) detail.node(), 372, 600);
                        detail.show(Samples.lostRun(), scan);
                        detail.node().snapshot(null, null);
                        view.node().snapshot(null, null);
                        detail.show(null, null); // it would go on to look for sources once the test is over
                    }))
                    .isEmpty();
        }
    }

    /// In a window of 1280 pixels this much is left beside the tree and the details.
    @Test
    void cutsNothingOffThatTellsLinesApartBesideTheDetails() throws Exception {
        List<Finding> findings = new ArrayList<>(Samples.findings());
        findings.add(Samples.lostRun().withStatus(FindingStatus.DISMISSED));
        Scan scan = scan(findings);
        FindingsView view = Ui.on(() -> {
            FindingsView shown = new FindingsView(pulse, formats);
            shown.showBenignProperty().set(true);
            Nodes.show((Parent) shown.node(), 766, 400);
            shown.setScan(scan);
            return shown;
        });
        assertThat(Ui.on(() -> cut(view))).isEmpty();
        assertThat(Ui.on(() -> texts(view, "where"))).contains("partition 2").doesNotContain("orders / 2");
        assertThat(Ui.on(() -> texts(view, "status"))).contains("open", "dismissed");
        assertThat(Ui.on(() -> texts(view, "cause"))).contains("never written", "resent by app", "unreadable");

        ScanFixture upstream = new ScanFixture(runner, "orders-upstream", 6);
        Scan other = upstream.ended(List.of(), PartitionOutcome.End.COMPLETE, Optional.empty());
        Ui.run(() -> view.setScans(List.of(scan, other)));
        assertThat(Ui.on(() -> cut(view))).isEmpty();
        assertThat(Ui.on(() -> texts(view, "where"))).contains("orders / 2").doesNotContain("partition 2");
        assertThat(Ui.on(() -> texts(view, "status"))).contains("open", "dismissed");
    }

    @Test
    void everyColumnStaysInSightWhenDetailsOpenBesideTheTable() throws Exception {
        FindingsView view = Ui.on(() -> new FindingsView(pulse, formats));
        Stage stage = Ui.on(() -> Nodes.show((Parent) view.node(), 1_088, 400));
        Scan scan = scan(Samples.findings());
        Ui.run(() -> view.setScan(scan));
        assertThat(Ui.on(() -> seen(view))).contains("kept", "cause", "status");

        Ui.run(() -> stage.setWidth(766));
        Nodes.await(() -> table(view).getWidth() < 800 && !seen(view).contains("kept"));
        assertThat(Ui.on(() -> seen(view))).contains("cause", "status");

        Ui.run(() -> stage.setWidth(1_088));
        Nodes.await(() -> table(view).getWidth() > 1_000 && seen(view).contains("kept"));
    }

    @Test
    void everyColumnStaysInSightWhenAnotherStreamIsNamedInTheTable() throws Exception {
        Scan scan = scan(Samples.findings());
        FindingsView view = Ui.on(() -> new FindingsView(pulse, formats));
        Ui.run(() -> Nodes.show((Parent) view.node(), 1_088, 400));
        Ui.run(() -> view.setScan(scan));
        assertThat(Ui.on(() -> seen(view))).contains("status");

        Scan other = new ScanFixture(runner, "orders-upstream", 6)
                .ended(List.of(), PartitionOutcome.End.COMPLETE, Optional.empty());
        Ui.run(() -> view.setScans(List.of(scan, other)));
        Ui.run(() -> view.node().getScene().getRoot().layout());
        assertThat(Ui.on(() -> {
                    double all = 0;
                    for (TableColumn<?, ?> column : table(view).getVisibleLeafColumns()) {
                        all += column.getWidth();
                    }
                    return all;
                }))
                .isLessThanOrEqualTo(Ui.on(() -> table(view).getWidth()));
    }

    @Test
    void saysAllOfACauseWhereThereIsRoom() throws Exception {
        Scan scan = scan(Samples.findings());
        FindingsView view = Ui.on(() -> {
            FindingsView shown = new FindingsView(pulse, formats);
            Nodes.show((Parent) shown.node(), 1_400, 400);
            shown.setScan(scan);
            return shown;
        });
        assertThat(Ui.on(() -> texts(view, "cause"))).contains("resent by app, 41 duplicate events");
        assertThat(Ui.on(() -> texts(view, "missing"))).contains("≈ 900 estimated");
    }

    @Test
    void noFrameIsPaintedWithoutTheColumnsThatThereIsRoomFor() throws Exception {
        FindingsView view = Ui.on(() -> new FindingsView(pulse, formats));
        Stage stage = Ui.on(() -> Nodes.show((Parent) view.node(), 766, 400));
        Scan scan = scan(Samples.findings());
        Ui.run(() -> view.setScan(scan));
        Nodes.await(() -> !seen(view).contains("kept"));
        List<List<String>> frames = new ArrayList<>();
        Ui.run(() -> {
            // the last that happens before the frame is painted in which the table has become wide
            table(view)
                    .widthProperty()
                    .subscribe(
                            (before, now) -> stage.getScene().addPostLayoutPulseListener(() -> frames.add(seen(view))));
            stage.setWidth(1_400);
        });
        Nodes.await(() -> frames.size() > 2);

        assertThat(Ui.on(() -> List.copyOf(frames)))
                .allSatisfy(columns -> assertThat(columns).contains("kept", "cause", "status"));
        Ui.run(stage::close);
    }

    /// The columns that lie within the table as it is laid out now.
    private static List<String> seen(FindingsView view) {
        TableView<FindingLine> table = table(view);
        table.applyCss();
        table.layout();
        List<String> seen = new ArrayList<>();
        double right = 0;
        for (TableColumn<FindingLine, ?> column : table.getVisibleLeafColumns()) {
            right += column.getWidth();
            if (right <= table.getWidth() + 0.5) {
                seen.add(column.getId());
            }
        }
        return seen;
    }

    /// Cells of which less is shown than they say.
    private static List<String> cut(FindingsView view) {
        return cells(view)
                .filter(cell -> cell.getText() != null
                        && !cell.getText().isEmpty()
                        && cell.lookupAll(".text").stream()
                                .map(text -> ((Text) text).getText())
                                .noneMatch(cell.getText()::equals))
                .map(cell -> cell.getTableColumn().getId() + ": " + cell.getText())
                .toList();
    }

    private static List<String> texts(FindingsView view, String column) {
        return cells(view)
                .filter(cell -> cell.getTableColumn().getId().equals(column))
                .map(TableCell::getText)
                .toList();
    }

    private static Stream<TableCell<?, ?>> cells(FindingsView view) {
        Parent root = (Parent) view.node();
        root.applyCss();
        root.layout();
        return Nodes.all(root, TableCell.class).stream()
                .<TableCell<?, ?>>map(cell -> cell)
                .filter(cell -> !cell.isEmpty());
    }

    @Test
    void selectsBothWays() throws Exception {
        FindingsView view = view(scan(Samples.findings()));

        Ui.run(() -> view.selectedIdProperty().set(Samples.findings().get(2).id()));
        assertThat(Ui.on(() -> table(view).getSelectionModel().getSelectedItem().id()))
                .isEqualTo(Samples.findings().get(2).id());

        Ui.run(() -> table(view).getSelectionModel().clearAndSelect(0));
        assertThat(Ui.on(() -> view.selectedIdProperty().get()))
                .isEqualTo(Samples.lostRun().id());

        Ui.run(() -> view.selectedIdProperty().set(""));
        assertThat(Ui.on(() -> table(view).getSelectionModel().isEmpty())).isTrue();
    }

    @Test
    void keepsTheSelectionWhileFindingsStreamIn() throws Exception {
        Finding silence = Samples.findings().get(3);
        Scan scan = scan(List.of(silence));
        FindingsView view = view(scan);
        Ui.run(() -> view.selectedIdProperty().set(silence.id()));

        Samples.findings().forEach(scan.findings()::put);
        Nodes.await(() -> table(view).getItems().size() == 7);

        assertThat(Ui.on(() -> table(view).getSelectionModel().getSelectedItem().id()))
                .isEqualTo(silence.id());
        assertThat(Ui.on(() -> table(view).getSelectionModel().getSelectedIndex()))
                .isEqualTo(2);
        assertThat(Ui.on(() -> view.selectedIdProperty().get())).isEqualTo(silence.id());
    }

    @Test
    void keepsTheSelectionWhileFindingsArePutTogetherAndApart() throws Exception {
        FindingsView view = view(scan(Samples.findings()));
        String chosen = Samples.findings().get(3).id();
        Ui.run(() -> view.selectedIdProperty().set(chosen));
        MenuButton menu = Ui.on(() -> Nodes.find((Parent) view.node(), MenuButton.class));

        for (int grouping : List.of(2, 3, 1, 0)) {
            Ui.run(() -> menu.getItems().get(grouping).fire());
            String selected = Ui.on(
                    () -> table(view).getSelectionModel().getSelectedItem().id());
            assertThat(selected).as("grouping %s", grouping).isEqualTo(chosen);
            String id = Ui.on(() -> view.selectedIdProperty().get());
            assertThat(id).isEqualTo(chosen);
        }
    }

    @Test
    void sortsByAColumn() throws Exception {
        FindingsView view = view(scan(Samples.findings()));

        Ui.run(() -> {
            var column = table(view).getColumns().stream()
                    .filter(each -> each.getId().equals("missing"))
                    .findFirst()
                    .orElseThrow();
            table(view).getSortOrder().add(column);
        });

        assertThat(Ui.on(() -> table(view)
                        .getItems()
                        .getLast()
                        .findings()
                        .getFirst()
                        .missing()
                        .orElse(-1)))
                .isEqualTo(900);
    }

    @Test
    void offersToDismissThoseOfTheSelectedFindingsThatAreOpen() throws Exception {
        Scan scan = scan(Samples.findings());
        FindingsView view = view(scan);
        Ui.run(() -> {
            view.showBenignProperty().set(true);
            table(view).getSelectionModel().selectAll();
        });

        List<Finding> offered = Ui.on(view::dismissable);
        assertThat(offered)
                .hasSizeGreaterThan(1)
                .hasSizeLessThan(scan.findings().all().size())
                .allMatch(finding ->
                        finding.status() == FindingStatus.OPEN || finding.status() == FindingStatus.REOPENED);
    }

    @Test
    void saysATimeInFullWhereItIsPointedAt() throws Exception {
        FindingsView view = view(scan(List.of(Samples.lostRun())));
        String tip = Ui.on(() -> cells(view)
                .filter(cell -> cell.getTableColumn().getId().equals("from"))
                .map(cell -> cell.getTooltip().getText())
                .findFirst()
                .orElseThrow());

        assertThat(tip).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} UTC\\n.* ago|(?s).*in .*");
    }

    @Test
    void goesToTheFindingOnEnter() throws Exception {
        FindingsView view = view(scan(Samples.findings()));
        List<Finding> gone = new ArrayList<>();
        Ui.run(() -> {
            view.setOnActivate(gone::add);
            table(view).getSelectionModel().clearAndSelect(1);
            Event.fireEvent(
                    table(view), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
        });

        assertThat(gone)
                .extracting(Finding::id)
                .containsExactly(Samples.findings().get(1).id());
    }
}
