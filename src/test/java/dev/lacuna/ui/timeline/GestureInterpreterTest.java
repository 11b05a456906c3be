package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GestureInterpreterTest {

    private static final TimelineLayout LAYOUT = new TimelineLayout(1_144, 470);
    private static final double LEFT = TimelineLayout.HEADER_WIDTH;
    private static final double LANE = 64;
    private static final Gesture.Modifiers NONE = Gesture.Modifiers.NONE;

    private long nowMillis = 1_000_000;
    private final TimelineModel model = new TimelineModel(() -> Instant.ofEpochMilli(nowMillis));
    private final Viewport viewport = model.viewport();
    private Optional<String> mark = Optional.empty();
    private final List<String> activated = new ArrayList<>();
    private final List<TimelineAction> others = new ArrayList<>();
    private final GestureInterpreter gestures =
            new GestureInterpreter(model, () -> LAYOUT, (x, y) -> mark, activated::add, others::add);
    private final List<Finding> findings = new MadeUpSource(6).withIncident().findings();

    @BeforeEach
    void show() {
        viewport.resize(LAYOUT.plotWidth(), LAYOUT.lanesHeight());
        show(6);
    }

    private void show(int lanes) {
        model.show(
                MadeUpSource.map(lanes),
                IntStream.range(0, lanes).mapToObj(GestureInterpreterTest::p).toList(),
                findings);
    }

    private static PartitionRef p(int number) {
        return MadeUpSource.ORDERS.partition(number);
    }

    private static double laneY(int lane) {
        return TimelineLayout.LANES_TOP + lane * LANE + LANE / 2;
    }

    private void press(double x, double y, MouseButton button, Gesture.Modifiers held) {
        gestures.handle(new Gesture.Press(x, y, button, 1, held));
    }

    private void drag(double x1, double y1, double x2, double y2, MouseButton button, Gesture.Modifiers held) {
        press(x1, y1, button, held);
        gestures.handle(new Gesture.Drag((x1 + x2) / 2, (y1 + y2) / 2));
        gestures.handle(new Gesture.Drag(x2, y2));
        gestures.handle(new Gesture.Release(x2, y2));
    }

    private void drag(double x1, double y1, double x2, double y2) {
        drag(x1, y1, x2, y2, MouseButton.PRIMARY, NONE);
    }

    private void click(double x, double y, Gesture.Modifiers held) {
        press(x, y, MouseButton.PRIMARY, held);
        gestures.handle(new Gesture.Release(x, y));
    }

    private void doubleClick(double x, double y) {
        click(x, y, NONE);
        gestures.handle(new Gesture.Press(x, y, MouseButton.PRIMARY, 2, NONE));
        gestures.handle(new Gesture.Release(x, y));
    }

    private boolean key(KeyCode code) {
        return gestures.handle(new Gesture.Key(code, NONE));
    }

    private void wheel(double right, double up, Gesture.Modifiers held) {
        gestures.handle(new Gesture.Wheel(LEFT + 300, 200, right, up, held));
    }

    private long millisAt(double x) {
        return viewport.scale().at(x - LEFT);
    }

    private Selection.Span span() {
        return (Selection.Span) model.selection();
    }

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

    // Rule 3

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
    void shiftDragAndMiddleDragPan() {
        viewport.zoomAround(0.5, 8);
        long under = viewport.scale().fineAt(500 - LEFT);
        drag(500, laneY(1), 450, laneY(1), MouseButton.PRIMARY, Gesture.Modifiers.SHIFT);
        assertThat(viewport.scale().xOfFine(under)).isEqualTo(450 - LEFT, within(1.0));

        drag(450, laneY(1), 520, laneY(1), MouseButton.MIDDLE, NONE);
        assertThat(viewport.scale().xOfFine(under)).isEqualTo(520 - LEFT, within(1.0));
        assertThat(model.selection()).isEqualTo(new Selection.None());
    }

    @Test
    void aClickOnAHeaderSelectsThePartition() {
        click(50, laneY(2), NONE);
        assertThat(model.selection()).isEqualTo(new Selection.Partitions(Set.of(p(2))));
        click(50, laneY(3), Gesture.Modifiers.CONTROL);
        assertThat(model.selection()).isEqualTo(new Selection.Partitions(Set.of(p(2), p(3))));
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

    // Rule 9

    /// The place of a button in the header of a lane.
    private double[] button(HeaderButton button, int partition) {
        Lanes lanes = model.lanes();
        int row = lanes.rowOf(p(partition));
        double y = TimelineLayout.LANES_TOP + lanes.top(row) + button.middle(lanes.height(row));
        return new double[] {button.centre(), y};
    }

    private void press(HeaderButton button, int partition) {
        double[] at = button(button, partition);
        click(at[0], at[1], NONE);
    }

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

        assertThat(model.isCollapsed(p(2))).isFalse();
        assertThat(viewport.window()).isEqualTo(before);
    }

    @Test
    void aDoubleClickBesideTheButtonsCollapsesTheLane() {
        doubleClick(70, laneY(2));

        assertThat(model.isCollapsed(p(2))).isTrue();
        assertThat(model.selection()).isEqualTo(new Selection.Partitions(Set.of(p(2))));
    }

    @Test
    void pAndCMeanTheHeaderPointedAtThenTheSelectionThenTheLanePointedAt() {
        gestures.hover(500, laneY(1));
        key(KeyCode.C);
        assertThat(model.isCollapsed(p(1))).isTrue();
        key(KeyCode.C);
        assertThat(model.isCollapsed(p(1))).as("the same lane, though it moved").isFalse();
        assertThat(model.isCollapsed(p(2))).isFalse();

        model.select(new Selection.Partitions(Set.of(p(3), p(4))));
        key(KeyCode.C);
        assertThat(model.isCollapsed(p(1))).isFalse();
        assertThat(model.isCollapsed(p(3)) && model.isCollapsed(p(4))).isTrue();

        gestures.hover(70, laneY(0));
        key(KeyCode.P);
        assertThat(model.isPinned(p(0))).isTrue();
        assertThat(model.isPinned(p(3))).isFalse();
    }

    @Test
    void pMeansNothingOnceThePointerHasLeft() {
        gestures.hover(70, laneY(0));
        gestures.hover(-1, -1);
        key(KeyCode.P);

        assertThat(model.isPinned(p(0))).isFalse();
    }

    @Test
    void aDragAcrossCollapsedLanesTakesThemToo() {
        model.toggleCollapsed(List.of(p(1), p(2)));
        double y = TimelineLayout.LANES_TOP + LANE + Lanes.COLLAPSED / 2;
        drag(300, laneY(0), 500, y);
        assertThat(span().partitions()).containsExactlyInAnyOrder(p(0), p(1));

        drag(350, y, 450, y + Lanes.COLLAPSED);
        assertThat(span().partitions()).containsExactlyInAnyOrder(p(1), p(2));
    }

    @Test
    void aDragFromAPinnedLaneTakesOnlyTheLanesInSight() {
        show(40);
        model.togglePinned(List.of(p(30)));
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
    void theHeadOfAGroupSelectsAndCollapsesItsLanes() {
        PartitionRef payment = MadeUpSource.PAYMENTS.partition(0);
        model.show(viewport.map(), List.of(p(0), p(1), payment), findings);
        double head = TimelineLayout.LANES_TOP + Lanes.GROUP / 2;
        click(70, head, NONE);
        assertThat(model.selection()).isEqualTo(new Selection.Partitions(Set.of(p(0), p(1))));

        click(HeaderButton.CHEVRON.centre(), head, NONE);
        assertThat(model.isCollapsed(p(0)) && model.isCollapsed(p(1))).isTrue();
        assertThat(model.isCollapsed(payment)).isFalse();

        double other = head + Lanes.GROUP + 2 * Lanes.COLLAPSED;
        click(70, other, Gesture.Modifiers.CONTROL);
        assertThat(model.selection()).isEqualTo(new Selection.Partitions(Set.of(p(0), p(1), payment)));
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

    @Test
    void whatNeedsMoreThanTheModelIsLeftToTheView() {
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
        assertThat(model.isCollapsed(p(0)) && model.isCollapsed(p(5))).isTrue();
    }
}
