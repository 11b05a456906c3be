package dev.lacuna.ui.timeline;

import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.BeforeEach;

/// A timeline of made-up lanes, and hands for its gestures.
abstract class GestureFixture {

    static final TimelineLayout LAYOUT = new TimelineLayout(1_144, 470);
    static final double LEFT = TimelineLayout.HEADER_WIDTH;
    static final double LANE = Math.floor(LAYOUT.lanesHeight() / 6);
    static final Gesture.Modifiers NONE = Gesture.Modifiers.NONE;

    long nowMillis = 1_000_000;
    final TimelineModel model = new TimelineModel(() -> Instant.ofEpochMilli(nowMillis));
    final Viewport viewport = model.viewport();
    Optional<String> mark = Optional.empty();
    final List<String> activated = new ArrayList<>();
    final List<TimelineAction> others = new ArrayList<>();
    final GestureInterpreter gestures =
            new GestureInterpreter(model, () -> LAYOUT, (x, y) -> mark, activated::add, others::add);
    final List<Finding> findings =
            new ArrayList<>(new MadeUpSource(6).withIncident().findings());

    @BeforeEach
    void show() {
        viewport.resize(LAYOUT.plotWidth(), LAYOUT.lanesHeight());
        show(6);
    }

    void show(int lanes) {
        model.show(
                MadeUpSource.map(lanes),
                IntStream.range(0, lanes).mapToObj(GestureFixture::p).toList(),
                findings);
    }

    static PartitionRef p(int number) {
        return MadeUpSource.ORDERS.partition(number);
    }

    static double laneY(int lane) {
        return TimelineLayout.LANES_TOP + lane * LANE + LANE / 2;
    }

    void press(double x, double y, MouseButton button, Gesture.Modifiers held) {
        gestures.handle(new Gesture.Press(x, y, button, 1, held));
    }

    void drag(double x1, double y1, double x2, double y2, MouseButton button, Gesture.Modifiers held) {
        press(x1, y1, button, held);
        gestures.handle(new Gesture.Drag((x1 + x2) / 2, (y1 + y2) / 2));
        gestures.handle(new Gesture.Drag(x2, y2));
        gestures.handle(new Gesture.Release(x2, y2));
    }

    void drag(double x1, double y1, double x2, double y2) {
        drag(x1, y1, x2, y2, MouseButton.PRIMARY, NONE);
    }

    void click(double x, double y, Gesture.Modifiers held) {
        press(x, y, MouseButton.PRIMARY, held);
        gestures.handle(new Gesture.Release(x, y));
    }

    void doubleClick(double x, double y) {
        click(x, y, NONE);
        gestures.handle(new Gesture.Press(x, y, MouseButton.PRIMARY, 2, NONE));
        gestures.handle(new Gesture.Release(x, y));
    }

    boolean key(KeyCode code) {
        return gestures.handle(new Gesture.Key(code, NONE));
    }

    void wheel(double right, double up, Gesture.Modifiers held) {
        gestures.handle(new Gesture.Wheel(LEFT + 300, 200, right, up, held));
    }

    long millisAt(double x) {
        return viewport.scale().at(x - LEFT);
    }

    Selection.Span span() {
        return (Selection.Span) model.selection();
    }

    /// The place of a button in the header of a lane.
    double[] button(HeaderButton button, int partition) {
        Lanes lanes = model.lanes();
        int row = lanes.rowOf(p(partition));
        double y = TimelineLayout.LANES_TOP + lanes.top(row) + button.middle(lanes.height(row));
        return new double[] {button.centre(), y};
    }

    void press(HeaderButton button, int partition) {
        double[] at = button(button, partition);
        click(at[0], at[1], NONE);
    }
}
