package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import java.util.List;
import java.util.Set;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/// Rule 9: what the headers of lanes do.
class HeaderGesturesTest extends GestureFixture {

    @Test
    void aClickOnThePinKeepsTheLaneAtTheTopAndASecondPutsItBack() {
        press(HeaderButton.PIN, 4);
        assertThat(model.lanes().shown()).containsExactly(p(4), p(0), p(1), p(2), p(3), p(5));
        assertThat(model.selection()).isEqualTo(new Selection.None());

        press(HeaderButton.PIN, 4);
        assertThat(model.lanes().shown()).containsExactly(p(0), p(1), p(2), p(3), p(4), p(5));
    }

    @Test
    void aClickOnTheChevronCollapsesTheLaneAndASecondExpandsIt() {
        press(HeaderButton.CHEVRON, 2);
        assertThat(model.lanes().height(2)).isEqualTo(Lanes.COLLAPSED);
        assertThat(model.lanes().top(3)).isEqualTo(2 * LANE + Lanes.COLLAPSED);

        press(HeaderButton.CHEVRON, 2);
        assertThat(model.lanes().height(2)).isEqualTo(LANE);
    }

    @Test
    void twoQuickClicksOnAChevronAreTwoClicks() {
        double[] at = button(HeaderButton.CHEVRON, 2);
        viewport.zoomAround(0.5, 8);
        AxisWindow before = viewport.window();
        doubleClick(at[0], at[1]);

        assertThat(model.laneChoice().isCollapsed(p(2))).isFalse();
        assertThat(viewport.window()).isEqualTo(before);
    }

    @Test
    void aDoubleClickBesideTheButtonsCollapsesTheLane() {
        doubleClick(70, laneY(2));

        assertThat(model.laneChoice().isCollapsed(p(2))).isTrue();
        assertThat(model.selection()).isEqualTo(new Selection.Partitions(Set.of(p(2))));
    }

    @Test
    void pAndCMeanTheHeaderPointedAtThenTheSelectionThenTheLanePointedAt() {
        gestures.hover(500, laneY(1));
        key(KeyCode.C);
        assertThat(model.laneChoice().isCollapsed(p(1))).isTrue();
        key(KeyCode.C);
        assertThat(model.laneChoice().isCollapsed(p(1)))
                .as("the same lane, though it moved")
                .isFalse();
        assertThat(model.laneChoice().isCollapsed(p(2))).isFalse();

        model.select(new Selection.Partitions(Set.of(p(3), p(4))));
        key(KeyCode.C);
        assertThat(model.laneChoice().isCollapsed(p(1))).isFalse();
        assertThat(model.laneChoice().isCollapsed(p(3)) && model.laneChoice().isCollapsed(p(4)))
                .isTrue();

        gestures.hover(70, laneY(0));
        key(KeyCode.P);
        assertThat(model.laneChoice().isPinned(p(0))).isTrue();
        assertThat(model.laneChoice().isPinned(p(3))).isFalse();
    }

    @Test
    void pMeansNothingOnceThePointerHasLeft() {
        gestures.hover(70, laneY(0));
        gestures.hover(-1, -1);
        key(KeyCode.P);

        assertThat(model.laneChoice().isPinned(p(0))).isFalse();
    }

    @Test
    void shiftAndClickAddsAllLanesInBetween() {
        click(70, laneY(1), NONE);
        click(70, laneY(4), Gesture.Modifiers.SHIFT);
        assertThat(model.selection()).isEqualTo(new Selection.Partitions(Set.of(p(1), p(2), p(3), p(4))));

        click(70, laneY(0), Gesture.Modifiers.SHIFT);
        assertThat(model.selectedPartitions()).containsExactlyInAnyOrder(p(0), p(1), p(2), p(3), p(4));

        click(70, laneY(5), NONE);
        assertThat(model.selection()).isEqualTo(new Selection.Partitions(Set.of(p(5))));
    }

    @Test
    void shiftAndClickOnAHeaderKeepsTheTimeThatIsSelected() {
        drag(400, laneY(2), 500, laneY(2));
        TimeSpan time = span().time();
        click(70, laneY(4), Gesture.Modifiers.SHIFT);

        assertThat(model.selection()).isEqualTo(new Selection.Span(time, Set.of(p(2), p(3), p(4))));
    }

    @Test
    void theHeadOfAGroupSelectsAndCollapsesItsLanes() {
        PartitionRef payment = MadeUpSource.PAYMENTS.partition(0);
        model.show(viewport.map(), List.of(p(0), p(1), payment), findings);
        double head = TimelineLayout.LANES_TOP + Lanes.GROUP / 2;
        click(70, head, NONE);
        assertThat(model.selection()).isEqualTo(new Selection.Partitions(Set.of(p(0), p(1))));

        click(HeaderButton.CHEVRON.centre(), head, NONE);
        assertThat(model.laneChoice().isCollapsed(p(0)) && model.laneChoice().isCollapsed(p(1)))
                .isTrue();
        assertThat(model.laneChoice().isCollapsed(payment)).isFalse();

        double other = head + Lanes.GROUP + 2 * Lanes.COLLAPSED;
        click(70, other, Gesture.Modifiers.CONTROL);
        assertThat(model.selection()).isEqualTo(new Selection.Partitions(Set.of(p(0), p(1), payment)));
    }
}
