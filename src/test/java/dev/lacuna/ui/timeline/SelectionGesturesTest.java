package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Test;

/// Rule 3, with what a selection means along offsets and across lanes of all heights.
class SelectionGesturesTest extends GestureFixture {

    @Test
    void aDragOnLanesSelectsTimeAcrossTheLanesTouched() {
        long from = millisAt(300);
        long to = millisAt(500);
        AxisWindow before = viewport.window();
        drag(300, laneY(1), 500, laneY(3));

        assertThat(span().time()).isEqualTo(new TimeSpan(from, to));
        assertThat(span().partitions()).containsExactlyInAnyOrder(p(1), p(2), p(3));
        assertThat(viewport.window()).as("a drag never zooms").isEqualTo(before);
    }

    @Test
    void aDragToTheLeftAndUpSelectsTheSame() {
        drag(300, laneY(1), 500, laneY(3));
        Selection forward = model.selection();
        model.clear();
        drag(500, laneY(3), 300, laneY(1));

        assertThat(model.selection()).isEqualTo(forward);
    }

    @Test
    void theSelectionChangesOnlyWhenTheDragEnds() {
        press(300, laneY(1), MouseButton.PRIMARY, NONE);
        gestures.handle(new Gesture.Drag(500, laneY(1)));
        assertThat(model.selection()).isEqualTo(new Selection.None());
        assertThat(model.draft()).isPresent();

        gestures.handle(new Gesture.Release(500, laneY(1)));
        assertThat(model.selection()).isInstanceOf(Selection.Span.class);
        assertThat(model.draft()).isEmpty();
    }

    @Test
    void escapeGivesUpADragAndThenTheSelection() {
        drag(300, laneY(1), 500, laneY(3));
        Selection before = model.selection();
        press(600, laneY(1), MouseButton.PRIMARY, NONE);
        gestures.handle(new Gesture.Drag(700, laneY(1)));
        key(KeyCode.ESCAPE);
        gestures.handle(new Gesture.Release(700, laneY(1)));
        assertThat(model.selection()).isEqualTo(before);

        key(KeyCode.ESCAPE);
        assertThat(model.selection()).isEqualTo(new Selection.None());
    }

    @Test
    void aDragUnderFourPixelsIsAClick() {
        mark = Optional.of(findings.getFirst().id());
        drag(300, laneY(2), 303, laneY(2));
        assertThat(model.selectedFinding()).contains(findings.getFirst().id());

        drag(300, laneY(2), 304, laneY(2));
        assertThat(model.selection()).isInstanceOf(Selection.Span.class);
    }

    @Test
    void aClickOnNothingClearsTheSelection() {
        drag(300, laneY(1), 500, laneY(3));
        click(800, laneY(5), NONE);

        assertThat(model.selection()).isEqualTo(new Selection.None());
    }

    @Test
    void theEdgesOfASelectionCanBeDragged() {
        drag(300, laneY(1), 500, laneY(3));
        TimeSpan before = span().time();
        drag(500, laneY(2), 640, laneY(5));
        assertThat(span().time()).isEqualTo(new TimeSpan(before.fromMillis(), millisAt(640)));
        assertThat(span().partitions()).containsExactlyInAnyOrder(p(1), p(2), p(3));

        drag(300, laneY(2), 200, laneY(2));
        assertThat(span().time()).isEqualTo(new TimeSpan(millisAt(200), millisAt(640)));
    }

    @Test
    void anEdgeMayBeDraggedPastTheOther() {
        drag(300, laneY(1), 500, laneY(1));
        drag(500, laneY(1), 200, laneY(1));

        assertThat(span().time()).isEqualTo(new TimeSpan(millisAt(200), millisAt(300)));
    }

    @Test
    void shiftClickExtendsTheSelection() {
        drag(300, laneY(1), 500, laneY(1));
        TimeSpan before = span().time();
        click(700, laneY(3), Gesture.Modifiers.SHIFT);

        assertThat(span().time()).isEqualTo(new TimeSpan(before.fromMillis(), millisAt(700)));
        assertThat(span().partitions()).containsExactlyInAnyOrder(p(1), p(3));
    }

    @Test
    void shiftClickExtendsFromTheLastClickWhenNothingIsSelected() {
        click(300, laneY(1), NONE);
        click(500, laneY(1), Gesture.Modifiers.SHIFT);

        assertThat(span()).isEqualTo(new Selection.Span(new TimeSpan(millisAt(300), millisAt(500)), Set.of(p(1))));
    }

    @Test
    void ctrlClickAddsAPartitionAndTakesItOutAgain() {
        drag(300, laneY(1), 500, laneY(1));
        TimeSpan time = span().time();
        click(400, laneY(4), Gesture.Modifiers.CONTROL);
        assertThat(span()).isEqualTo(new Selection.Span(time, Set.of(p(1), p(4))));

        click(400, laneY(1), Gesture.Modifiers.CONTROL);
        assertThat(span()).isEqualTo(new Selection.Span(time, Set.of(p(4))));
    }

    @Test
    void aDragOnTheAxisSelectsAllLanes() {
        drag(300, 58, 500, 58);

        assertThat(span().partitions()).hasSize(6);
        assertThat(span().time()).isEqualTo(new TimeSpan(millisAt(300), millisAt(500)));
    }

    @Test
    void aClickOnAHeaderSelectsThePartition() {
        click(50, laneY(2), NONE);
        assertThat(model.selection()).isEqualTo(new Selection.Partitions(Set.of(p(2))));
        click(50, laneY(3), Gesture.Modifiers.CONTROL);
        assertThat(model.selection()).isEqualTo(new Selection.Partitions(Set.of(p(2), p(3))));
    }

    @Test
    void aDragAcrossCollapsedLanesTakesThemToo() {
        model.laneChoice().toggleCollapsed(List.of(p(1), p(2)));
        double y = TimelineLayout.LANES_TOP + LANE + Lanes.COLLAPSED / 2;
        drag(300, laneY(0), 500, y);
        assertThat(span().partitions()).containsExactlyInAnyOrder(p(0), p(1));

        drag(350, y, 450, y + Lanes.COLLAPSED);
        assertThat(span().partitions()).containsExactlyInAnyOrder(p(1), p(2));
    }

    @Test
    void aDragFromAPinnedLaneTakesOnlyTheLanesInSight() {
        show(40);
        model.laneChoice().togglePinned(List.of(p(30)));
        double height = model.lanes().laneHeight();
        viewport.scrollTo(10 * height);
        drag(300, TimelineLayout.LANES_TOP + height / 2, 500, TimelineLayout.LANES_TOP + 2.5 * height);
        assertThat(span().partitions()).containsExactlyInAnyOrder(p(30), p(10), p(11));

        drag(350, TimelineLayout.LANES_TOP + 1.5 * height, 450, TimelineLayout.LANES_TOP + height / 2);
        assertThat(span().partitions()).containsExactlyInAnyOrder(p(30), p(10));
    }

    @Test
    void aDragGoesOnFromItsLaneWhenTheWheelScrollsMeanwhile() {
        show(40);
        press(300, laneY(0), MouseButton.PRIMARY, NONE);
        viewport.scrollTo(4 * model.lanes().laneHeight());
        gestures.handle(new Gesture.Drag(500, laneY(0)));
        gestures.handle(new Gesture.Release(500, laneY(0)));

        assertThat(span().partitions()).containsExactlyInAnyOrder(p(0), p(1), p(2), p(3), p(4));
    }

    @Test
    void aDragAlongOffsetsSelectsPositionsOfTheLanesTouched() {
        gestures.handle(new Gesture.Key(KeyCode.O, NONE));
        drag(LEFT + 200, laneY(1), LEFT + 400, laneY(2));
        long from = viewport.scale().at(200);
        long to = viewport.scale().at(400);

        assertThat(model.selection())
                .isEqualTo(new Selection.Events(Set.of(
                        new PartitionRange(p(1), PositionRange.offsets(from, to)),
                        new PartitionRange(p(2), PositionRange.offsets(from, to)))));
    }

    @Test
    void theEdgesOfSelectedPositionsCanBeDragged() {
        gestures.handle(new Gesture.Key(KeyCode.O, NONE));
        drag(LEFT + 200, laneY(1), LEFT + 400, laneY(1));
        drag(LEFT + 400, laneY(1), LEFT + 500, laneY(1));

        assertThat(model.area().orElseThrow().span())
                .isEqualTo(
                        new AxisSpan(viewport.scale().at(200), viewport.scale().at(500)));
    }

    @Test
    void whatIsSelectedOnOneAxisIsSeenOnTheOther() {
        drag(LEFT + 200, laneY(1), LEFT + 400, laneY(2));
        AxisSpan time = Objects.requireNonNull(model.places().get(p(1)));
        gestures.handle(new Gesture.Key(KeyCode.O, NONE));

        assertThat(model.places())
                .containsEntry(
                        p(1),
                        new AxisSpan(
                                viewport.map().positionAt(p(1), time.from()).orElseThrow(),
                                viewport.map().positionAt(p(1), time.to()).orElseThrow()))
                .containsOnlyKeys(p(1), p(2));
        assertThat(model.area()).as("its edges belong to the other axis").isEmpty();
    }
}
