package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Selection;
import dev.lacuna.model.StreamRef;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The bar under a selection, and the menu with the same actions.
@Tag("ui")
class SelectionBarUiTest {

    private final MadeUpSource source = new MadeUpSource(6).withIncident();
    private final TimelineModel model = new TimelineModel(() -> Instant.EPOCH);

    private TimelineView shown() {
        var view = new TimelineView(model, new FxPulse(), new DirectWorker(), new Formats());
        var scene = new Scene(view, 1_144, 470);
        Theme.dress(scene);
        view.setSource(source);
        scene.snapshot(null);
        return view;
    }

    @Test
    void theBarUnderASelectionOffersTheActions() {
        Ui.run(() -> {
            TimelineView view = shown();
            List<Selection> replayed = new ArrayList<>();
            view.setActions(new Actions(replayed, true));
            var bar = view.lookup(".selbar");
            view.layout();
            assertThat(bar.isVisible()).isFalse();

            view.selectedFindingProperty().set(source.findings().getFirst().id());
            view.getScene().snapshot(null);
            assertThat(bar.isVisible()).isTrue();
            ((Button) bar.lookup(".accent")).fire();
            assertThat(replayed).containsExactly(view.selectionProperty().get());
        });
    }

    @Test
    void whatItsMenusOfferCanBeDoneOnceSomethingIsSelected() {
        Ui.run(() -> {
            TimelineView view = shown();
            view.setActions(new Actions(new ArrayList<>(), true));
            view.selectedFindingProperty().set(source.findings().getFirst().id());
            view.getScene().snapshot(null);

            List<MenuItem> choices = view.lookup(".selbar").lookupAll(".menu-button").stream()
                    .flatMap(menu -> ((MenuButton) menu).getItems().stream())
                    .toList();
            assertThat(choices).hasSize(6).noneMatch(MenuItem::isDisable);
        });
    }

    @Test
    void theBarOffersNoReplayWhereNothingCanBeWrittenTo() {
        Ui.run(() -> {
            TimelineView view = shown();
            view.setActions(new Actions(new ArrayList<>(), false));
            view.selectedFindingProperty().set(source.findings().getFirst().id());
            view.getScene().snapshot(null);

            assertThat(view.lookup(".selbar").isVisible()).isTrue();
            assertThat(view.lookup(".selbar .accent").isDisabled()).isTrue();
        });
    }

    /// Keeps what is to be replayed, and does nothing else.
    private record Actions(List<Selection> replayed, boolean canReplay) implements SelectionActions {
        @Override
        public void removeFromView(StreamRef stream) {}

        @Override
        public void replay(Selection selection) {
            replayed.add(selection);
        }

        @Override
        public void exportFindings(Selection selection) {}

        @Override
        public void exportEvents(Selection selection, boolean csv) {}

        @Override
        public void note() {}

        @Override
        public void copy(Selection selection, CopyForm form) {}
    }

    @Test
    void theMenuPinsAndCollapsesTheLaneThatItWasOpenedOn() {
        Ui.run(() -> {
            shown();
            List<PartitionRef> lane = List.of(MadeUpSource.ORDERS.partition(3));
            choose(lane, "Pin partition 3");
            choose(lane, "Collapse partition 3");
            assertThat(model.lanes().shown().getFirst()).isEqualTo(lane.getFirst());
            assertThat(model.laneChoice().isCollapsed(lane.getFirst())).isTrue();

            choose(lane, "Unpin partition 3");
            assertThat(model.laneChoice().isPinned(lane.getFirst())).isFalse();
            choose(lane, "Expand partition 3");
            choose(List.of(), "Collapse all lanes");
            assertThat(model.lanes().shown()).allMatch(model.laneChoice()::isCollapsed);
            choose(List.of(), "Only lanes with findings");
            assertThat(model.showsOnlyLanesWithFindings()).isTrue();
            choose(List.of(), "Wheel zooms without Ctrl");
            assertThat(model.wheelZooms()).isTrue();
        });
    }

    private void choose(List<PartitionRef> lanes, String words) {
        var interpreter = new GestureInterpreter(
                model, () -> new TimelineLayout(1_000, 500), (x, y) -> Optional.empty(), id -> {}, action -> {});
        var bar = new SelectionBar(model, new Actions(new ArrayList<>(), true), interpreter::perform);
        bar.menu(lanes).getItems().stream()
                .filter(item -> words.equals(item.getText()))
                .findFirst()
                .orElseThrow()
                .fire();
    }
}
