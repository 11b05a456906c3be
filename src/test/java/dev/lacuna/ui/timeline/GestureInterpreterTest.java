package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lacuna.model.Selection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Test;

/// The rules by which the view moves, but for selecting and the headers of lanes.
class GestureInterpreterTest extends GestureFixture {

    // Rule 1

    @Test
    void ctrlWheelZoomsAroundThePointer() {
        long under = viewport.scale().fineAt(300);
        long before = viewport.window().length();
        wheel(0, 3, Gesture.Modifiers.CONTROL);

        assertThat(viewport.window().length()).isEqualTo(Math.round(before * Math.pow(2, -0.75)));
        assertThat(viewport.scale().xOfFine(under)).isEqualTo(300, within(1.0));
    }

    @Test
    void pinchZoomsAroundThePointer() {
        long under = viewport.scale().fineAt(300);
        long before = viewport.window().length();
        gestures.handle(new Gesture.Pinch(LEFT + 300, 2));

        assertThat(viewport.window().length()).isCloseTo(before / 2, within(1L));
        assertThat(viewport.scale().xOfFine(under)).isEqualTo(300, within(1.0));
    }

    @Test
    void plainWheelScrollsTheLanesOnly() {
        show(40);
        AxisWindow before = viewport.window();
        wheel(0, -2, NONE);

        assertThat(viewport.window()).isEqualTo(before);
        assertThat(model.lanes().scrollY()).isPositive();
        wheel(0, 5, NONE);
        assertThat(model.lanes().scrollY()).isZero();
    }

    @Test
    void shiftWheelAndHorizontalWheelPan() {
        viewport.zoomAround(0.5, 8);
        AxisWindow start = viewport.window();
        wheel(0, -1, Gesture.Modifiers.SHIFT);
        AxisWindow later = viewport.window();
        assertThat(later.from()).isGreaterThan(start.from());
        assertThat(later.length()).isEqualTo(start.length());

        wheel(-1, 0, NONE);
        assertThat(viewport.window()).isEqualTo(start);
    }

    @Test
    void aSettingSwapsWheelAndCtrlWheel() {
        model.setWheelZooms(true);
        long before = viewport.window().length();
        wheel(0, 1, NONE);
        assertThat(viewport.window().length()).isLessThan(before);

        show(40);
        wheel(0, -1, Gesture.Modifiers.CONTROL);
        assertThat(model.lanes().scrollY()).isPositive();
    }

    // Rule 2

    @Test
    void wAndSZoomAsDoArrowsAndSigns() {
        for (List<KeyCode> pair : List.of(
                List.of(KeyCode.W, KeyCode.S),
                List.of(KeyCode.UP, KeyCode.DOWN),
                List.of(KeyCode.PLUS, KeyCode.MINUS))) {
            viewport.fitAll();
            viewport.zoomAround(0.5, 8);
            long before = viewport.window().length();
            assertThat(key(pair.getFirst())).isTrue();
            assertThat(viewport.window().length()).isLessThan(before);
            assertThat(key(pair.getLast())).isTrue();
            assertThat(viewport.window().length()).isCloseTo(before, within(2L));
        }
    }

    @Test
    void aAndDPanAsDoArrows() {
        for (List<KeyCode> pair : List.of(List.of(KeyCode.D, KeyCode.A), List.of(KeyCode.RIGHT, KeyCode.LEFT))) {
            viewport.fitAll();
            viewport.zoomAround(0.5, 8);
            AxisWindow before = viewport.window();
            key(pair.getFirst());
            assertThat(viewport.window().from()).isGreaterThan(before.from());
            key(pair.getLast());
            assertThat(viewport.window()).isEqualTo(before);
        }
    }

    @Test
    void homeFitsAllAndEndJumpsToTheNewest() {
        viewport.zoomAround(0, 12);
        key(KeyCode.END);
        assertThat(viewport.window().to()).isEqualTo(viewport.limits().to());
        key(KeyCode.HOME);
        assertThat(viewport.window()).isEqualTo(viewport.limits());
    }

    @Test
    void shiftDragAndMiddleDragPan() {
        viewport.zoomAround(0.5, 8);
        long under = viewport.scale().fineAt(500 - LEFT);
        drag(500, laneY(1), 450, laneY(1), MouseButton.PRIMARY, Gesture.Modifiers.SHIFT);
        assertThat(viewport.scale().xOfFine(under)).isEqualTo(450 - LEFT, within(1.0));

        drag(450, laneY(1), 520, laneY(1), MouseButton.MIDDLE, NONE);
        assertThat(viewport.scale().xOfFine(under)).isEqualTo(520 - LEFT, within(1.0));
        assertThat(model.selection()).isEqualTo(new Selection.None());
    }

    // Rule 4 and 5

    @Test
    void enterAndZZoomToTheSelection() {
        for (KeyCode code : List.of(KeyCode.ENTER, KeyCode.Z)) {
            viewport.fitAll();
            model.select(new Selection.Span(findings.getFirst().time(), Set.of(p(2))));
            key(code);
            assertThat(viewport.window())
                    .isEqualTo(AxisWindow.around(AxisSpan.of(findings.getFirst().time()), 0.10));
        }
    }

    @Test
    void aDoubleClickOnAFindingZoomsToItAndActivatesIt() {
        mark = Optional.of(findings.getFirst().id());
        doubleClick(400, laneY(2));

        assertThat(viewport.window())
                .isEqualTo(AxisWindow.around(AxisSpan.of(findings.getFirst().time()), 0.10));
        assertThat(activated).containsExactly(findings.getFirst().id());
    }

    @Test
    void aDoubleClickOnNothingFitsAll() {
        viewport.zoomAround(0.5, 8);
        doubleClick(400, laneY(2));

        assertThat(viewport.window()).isEqualTo(viewport.limits());
        assertThat(activated).isEmpty();
    }

    @Test
    void fCentresTheSelectionAndThenFitsIt() {
        viewport.zoomAround(0.3, 6);
        model.selectFinding(findings.getFirst().id());
        long length = viewport.window().length();
        key(KeyCode.F);
        assertThat(viewport.window().length()).isEqualTo(length);
        key(KeyCode.F);
        assertThat(viewport.window())
                .isEqualTo(AxisWindow.around(AxisSpan.of(findings.getFirst().time()), 0.10));
    }

    @Test
    void nStepsToTheNextFindingAndShiftNBack() {
        key(KeyCode.N);
        Optional<String> first = model.selectedFinding();
        key(KeyCode.N);
        assertThat(model.selectedFinding()).isPresent().isNotEqualTo(first);
        gestures.handle(new Gesture.Key(KeyCode.N, Gesture.Modifiers.SHIFT));
        assertThat(model.selectedFinding()).isEqualTo(first);
    }

    // Rule 6 to 8

    @Test
    void altArrowsGoThroughTheHistory() {
        AxisWindow all = viewport.window();
        viewport.zoomAround(0.5, 8);
        AxisWindow near = viewport.window();
        gestures.handle(new Gesture.Key(KeyCode.LEFT, Gesture.Modifiers.ALT));
        assertThat(viewport.window()).isEqualTo(all);
        gestures.handle(new Gesture.Key(KeyCode.RIGHT, Gesture.Modifiers.ALT));
        assertThat(viewport.window()).isEqualTo(near);
    }

    private double boxX(long micros) {
        return LEFT + new AxisScale(viewport.limits(), LAYOUT.plotWidth()).xOfFine(micros);
    }

    @Test
    void theViewportBoxCanBeDragged() {
        viewport.zoomAround(0.5, 8);
        AxisWindow before = viewport.window();
        double middle = boxX(before.centre());
        drag(middle, 20, middle + 100, 20);

        assertThat(viewport.window().length()).isEqualTo(before.length());
        assertThat(boxX(viewport.window().centre())).isEqualTo(middle + 100, within(1.0));
    }

    @Test
    void theEdgesOfTheViewportBoxCanBeDragged() {
        viewport.zoomAround(0.5, 8);
        AxisWindow before = viewport.window();
        drag(boxX(before.to()), 20, boxX(before.to()) + 60, 20);
        assertThat(viewport.window().from()).isEqualTo(before.from());
        assertThat(boxX(viewport.window().to())).isEqualTo(boxX(before.to()) + 60, within(1.0));

        drag(boxX(before.from()), 20, boxX(before.from()) - 60, 20);
        assertThat(boxX(viewport.window().from())).isEqualTo(boxX(before.from()) - 60, within(1.0));
    }

    @Test
    void aClickOnTheOverviewCentresTheView() {
        viewport.zoomAround(0.5, 12);
        long length = viewport.window().length();
        click(LEFT + 200, 20, NONE);

        assertThat(boxX(viewport.window().centre())).isEqualTo(LEFT + 200, within(1.0));
        assertThat(viewport.window().length()).isEqualTo(length);
    }

    @Test
    void xTogglesTheCrosshair() {
        key(KeyCode.X);
        assertThat(model.hasCrosshair()).isFalse();
        key(KeyCode.X);
        assertThat(model.hasCrosshair()).isTrue();
    }

    @Test
    void theMenuIsAboutTheLaneUnderThePointerOrByKeyTheSelectedOnes() {
        model.select(new Selection.Partitions(Set.of(p(3), p(4))));
        assertThat(gestures.menuLanes(500, laneY(1), false)).containsExactly(p(1));
        assertThat(gestures.menuLanes(500, laneY(1), true)).containsExactly(p(3), p(4));
        assertThat(gestures.menuLanes(500, 20, false)).isEmpty();
    }

    @Test
    void leavesKeysOfTheWindowAlone() {
        assertThat(gestures.handle(new Gesture.Key(KeyCode.F, Gesture.Modifiers.CONTROL)))
                .isFalse();
        assertThat(gestures.handle(new Gesture.Key(KeyCode.C, Gesture.Modifiers.CONTROL)))
                .isFalse();
        assertThat(key(KeyCode.TAB)).isFalse();
        assertThat(key(KeyCode.SLASH)).isFalse();
    }

    @Test
    void oTurnsToOffsetsAndBackToTheTimeThatWasSeen() {
        viewport.zoomTo(new AxisSpan(MadeUpSource.at("08:00:00"), MadeUpSource.at("08:30:00")), 0);
        gestures.handle(new Gesture.Key(KeyCode.O, NONE));

        assertThat(viewport.axis()).isEqualTo(Axis.OFFSET);
        assertThat(viewport.window().span().from()).isEqualTo(MadeUpSource.positionAt(0, MadeUpSource.at("08:00:00")));
        gestures.handle(new Gesture.Key(KeyCode.LEFT, Gesture.Modifiers.ALT));
        assertThat(viewport.axis()).as("the axis is part of the view").isEqualTo(Axis.TIME);
        assertThat(viewport.window().span().from()).isEqualTo(MadeUpSource.at("08:00:00"));
    }

    @Test
    void whatNeedsMoreThanTheModelIsLeftToTheView() {
        model.select(new Selection.Partitions(Set.of(p(1))));
        for (KeyCode key : new KeyCode[] {KeyCode.M, KeyCode.R, KeyCode.T}) {
            assertThat(gestures.handle(new Gesture.Key(key, NONE))).isTrue();
        }
        assertThat(others).containsExactly(TimelineAction.NOTE, TimelineAction.REPLAY, TimelineAction.PIN_TIP);
    }

    @Test
    void bShowsHarmlessFindingsAndILeavesLanesWithoutAnyOut() {
        gestures.handle(new Gesture.Key(KeyCode.B, NONE));
        assertThat(model.showsBenign()).isTrue();
        gestures.handle(new Gesture.Key(KeyCode.I, NONE));
        assertThat(model.showsOnlyLanesWithFindings()).isTrue();
    }

    @Test
    void aShiftThatNothingElseAsksForDoesNoHarm() {
        long before = viewport.window().length();
        gestures.handle(new Gesture.Key(KeyCode.EQUALS, Gesture.Modifiers.SHIFT));
        assertThat(viewport.window().length()).isLessThan(before);
        gestures.handle(new Gesture.Key(KeyCode.C, Gesture.Modifiers.SHIFT));
        assertThat(model.laneChoice().isCollapsed(p(0)) && model.laneChoice().isCollapsed(p(5)))
                .isTrue();
    }
}
