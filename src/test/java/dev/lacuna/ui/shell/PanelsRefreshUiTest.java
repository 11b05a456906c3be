package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.ui.gallery.Nodes;
import dev.lacuna.ui.gallery.Samples;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Ui;
import dev.lacuna.ui.timeline.Axis;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javafx.scene.Parent;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the window's tables keep when what they show is told anew.
@Tag("ui")
class PanelsRefreshUiTest {

    private final Formats formats = new Formats(ZoneId.of("Asia/Tokyo"));
    private final List<Finding> chosen = new ArrayList<>();

    private static GroupOffset group(String name, int number, long lag, Optional<Finding> finding) {
        PartitionRef partition = Samples.ORDERS.partition(number);
        return new GroupOffset(
                name, partition, Position.offset(100 - lag), Position.offset(100), OptionalLong.of(lag), 0, finding);
    }

    @SuppressWarnings("unchecked")
    private static <T> TableView<T> table(Parent root) {
        return Nodes.find(root, TableView.class);
    }

    private static <T> TableColumn<T, ?> column(TableView<T> table, String title) {
        return table.getColumns().stream()
                .filter(column -> column.getText().equals(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void groupsThatAreReadAnewTakeNobodyToTheirFinding() {
        Ui.run(() -> {
            var view = new GroupsView(formats, InstantSource.system(), chosen::add, group -> {});
            var rows = List.of(
                    group("billing", 0, 5, Optional.of(Samples.lostRun())), group("audit", 0, 9, Optional.empty()));
            view.show(rows);
            TableView<GroupOffset> table = table((Parent) view.node());
            table.getSelectionModel().select(0);
            assertThat(chosen).hasSize(1);

            view.show(List.copyOf(rows));

            assertThat(chosen).hasSize(1);
            assertThat(table.getSelectionModel().getSelectedItem().group()).isEqualTo("billing");
        });
    }

    @Test
    void groupsKeepTheirOrder() {
        Ui.run(() -> {
            var view = new GroupsView(formats, InstantSource.system(), chosen::add, group -> {});
            var rows = List.of(group("billing", 0, 5, Optional.empty()), group("audit", 0, 9, Optional.empty()));
            view.show(rows);
            TableView<GroupOffset> table = table((Parent) view.node());
            table.getSortOrder().add(column(table, "Group"));
            assertThat(table.getItems()).extracting(GroupOffset::group).containsExactly("audit", "billing");

            view.show(List.copyOf(rows));

            assertThat(table.getItems()).extracting(GroupOffset::group).containsExactly("audit", "billing");
        });
    }

    @Test
    void groupsAreOrderedByNumbersAndNotByTheirDigits() {
        Ui.run(() -> {
            var view = new GroupsView(formats, InstantSource.system(), chosen::add, group -> {});
            view.show(List.of(
                    group("billing", 10, 9, Optional.empty()),
                    group("audit", 2, 1_200, Optional.of(Samples.lostRun())),
                    group("search", 1, 30, Optional.empty())));
            TableView<GroupOffset> table = table((Parent) view.node());

            table.getSortOrder().setAll(List.of(column(table, "Lag ≤")));
            assertThat(table.getItems()).extracting(GroupOffset::group).containsExactly("billing", "search", "audit");
            table.getSortOrder().setAll(List.of(column(table, "Partition")));
            assertThat(table.getItems()).extracting(GroupOffset::group).containsExactly("search", "audit", "billing");
            table.getSortOrder().setAll(List.of(column(table, "Finding")));
            assertThat(table.getItems().getFirst().group()).isEqualTo("audit");
        });
    }

    private static Note note(String id, String text) {
        return new Note(id, "orders", Set.of(), Axis.TIME, 1_000, 2_000, text, 3_000);
    }

    @Test
    void aNoteNamesItsTopicWhereSeveralAreShownThoughAllNotesAreOfOne() {
        Ui.run(() -> {
            var view = new NotesView(
                    formats,
                    InstantSource.system(),
                    new NotesView.Actions(note -> {}, note -> {}, note -> {}, words -> {}));
            Stage stage = Nodes.show((Parent) view.node(), 900, 300);
            view.show(List.of(note("1", "deploy")), true);
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
            assertThat(Nodes.texts((Parent) view.node(), TableCell.class)).contains("orders, all partitions");

            view.show(List.of(note("1", "deploy")), false);
            stage.getScene().getRoot().layout();
            assertThat(Nodes.texts((Parent) view.node(), TableCell.class)).contains("all partitions");
            stage.close();
        });
    }

    @Test
    void theNoteThatWasChosenStaysChosenWhenItsWordsChange() {
        Ui.run(() -> {
            var view = new NotesView(
                    formats,
                    InstantSource.system(),
                    new NotesView.Actions(note -> {}, note -> {}, note -> {}, words -> {}));
            view.show(List.of(note("1", "deploy"), note("2", "restart")), false);
            TableView<Note> table = table((Parent) view.node());
            table.getSelectionModel().select(1);

            view.show(List.of(note("1", "deploy"), note("2", "restart of the broker")), false);

            assertThat(table.getSelectionModel().getSelectedItem().text()).isEqualTo("restart of the broker");
        });
    }

    @Test
    void theZoneKeyTakesTheNextOfTheOneThatHoldsWhoeverHasChosenIt() {
        Ui.run(() -> {
            var bar = new StatusBar(formats, new FxPulse(), () -> {}, formats.zoneProperty()::set);
            formats.zoneProperty().set(formats.zones().getLast());

            bar.nextZone();

            assertThat(formats.zone()).isEqualTo(ZoneOffset.UTC);
            assertThat(Nodes.texts((Parent) bar.node(), MenuButton.class)).contains("UTC");
        });
    }
}
