package dev.lacuna.ui.timeline;

import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Selection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.input.MouseButton;
import org.jspecify.annotations.Nullable;

/// Turns gestures into commands on the model. It holds every rule of how the timeline is handled, and knows no
/// stage: a drag selects and never zooms; what is shorter than four pixels is a click.
final class GestureInterpreter {

    /// Finds what is drawn under the pointer.
    @FunctionalInterface
    interface MarkFinder {
        /// The id of the finding whose mark lies there.
        Optional<String> at(double x, double y);
    }

    static final double CLICK_PIXELS = 4;
    private static final double KEY_PAN = 0.125;
    private static final double KEY_NOTCHES = 2;
    private static final double WHEEL_PAN = 0.08;
    private static final double WHEEL_SCROLL_PIXELS = 48;

    private final TimelineModel model;
    private final Supplier<TimelineLayout> layout;
    private final MarkFinder marks;
    private final Consumer<String> activate;
    private final Consumer<TimelineAction> others;
    private Consumer<String> onObstacle = words -> {};
    private final DragChooser drags;
    private final HeaderGestures headers;

    private @Nullable DragAction drag;
    private Gesture.@Nullable Press press;
    private boolean moved;

    /// @param activate takes the id of a finding that was double-clicked
    /// @param others does what needs more than the model
    GestureInterpreter(
            TimelineModel model,
            Supplier<TimelineLayout> layout,
            MarkFinder marks,
            Consumer<String> activate,
            Consumer<TimelineAction> others) {
        this.model = model;
        this.layout = layout;
        this.marks = marks;
        this.activate = activate;
        this.others = others;
        this.drags = new DragChooser(model, layout);
        this.headers = new HeaderGestures(model, layout);
    }

    /// Whether the gesture meant something here; if not, it is for others to take.
    boolean handle(Gesture gesture) {
        if (!(gesture instanceof Gesture.Key)) {
            headers.forget();
        }
        return switch (gesture) {
            case Gesture.Press pressed -> press(pressed);
            case Gesture.Drag dragged -> drag(dragged);
            case Gesture.Release released -> release(released);
            case Gesture.Wheel wheel -> wheel(wheel);
            case Gesture.Pinch pinch -> pinch(pinch);
            case Gesture.Key key -> key(key);
        };
    }

    /// Whether a drag is under way that has left the radius of a click.
    boolean isDragging() {
        return drag != null && moved;
    }

    /// What a drag from there would do, for the pointer's shape.
    DragChooser.Grip gripAt(double x, double y) {
        return drags.gripAt(x, y);
    }

    /// Tells where the pointer is, for keys that mean what it points at; -1 and -1 when it has left.
    void hover(double x, double y) {
        headers.hover(x, y);
    }

    /// The lanes that a context menu is about.
    ///
    /// @param byKey whether it was asked for with a key: then the place says nothing
    List<PartitionRef> menuLanes(double x, double y, boolean byKey) {
        return byKey ? headers.targets() : headers.lanesAt(x, y);
    }

    private boolean press(Gesture.Press pressed) {
        press = pressed;
        moved = false;
        drag = drags.choose(pressed);
        if (pressed.clicks() == 2 && pressed.button() == MouseButton.PRIMARY) {
            drag = null;
            doubleClick(pressed);
        }
        return true;
    }

    private boolean drag(Gesture.Drag dragged) {
        if (press == null || drag == null) {
            return false;
        }
        moved |= Math.hypot(dragged.x() - press.x(), dragged.y() - press.y()) >= CLICK_PIXELS;
        if (moved) {
            drag.move(dragged.x(), dragged.y());
        }
        return true;
    }

    private boolean release(Gesture.Release released) {
        Gesture.Press pressed = press;
        if (pressed != null && drag != null) {
            if (moved) {
                drag.end();
            } else {
                click(pressed);
            }
        }
        press = null;
        drag = null;
        return true;
    }

    private void click(Gesture.Press at) {
        if (at.button() != MouseButton.PRIMARY) {
            return;
        }
        switch (layout.get().partAt(at.x(), at.y())) {
            case OVERVIEW -> drags.centreFromOverview(at.x());
            case HEADER -> headers.click(at);
            case LANES -> clickLanes(at);
            case AXIS -> clickEmpty(at, null);
            case CORNER -> {}
        }
    }

    private void clickLanes(Gesture.Press at) {
        PartitionRef partition = headers.partitionAt(at.y());
        Optional<String> finding = marks.at(at.x(), at.y());
        if (at.held().control() && partition != null) {
            model.togglePartition(partition);
        } else if (finding.isPresent() && !at.held().shift()) {
            model.selectFinding(finding.get());
        } else {
            clickEmpty(at, partition);
        }
    }

    private void clickEmpty(Gesture.Press at, @Nullable PartitionRef partition) {
        long place = drags.placeAt(at.x());
        if (at.held().shift()) {
            model.selected().extendTo(place, partition);
        } else if (!at.held().control()) {
            model.selected().anchor(place);
            model.clear();
        }
    }

    private void doubleClick(Gesture.Press at) {
        if (headers.doubleClick(at)) {
            return;
        }
        TimelineLayout.Part part = layout.get().partAt(at.x(), at.y());
        Optional<String> id = part == TimelineLayout.Part.LANES ? marks.at(at.x(), at.y()) : Optional.empty();
        Optional<Finding> finding = id.flatMap(model::finding);
        if (finding.isPresent()) {
            model.selectFinding(finding.get().id());
            model.zoomTo(finding.get());
            activate.accept(finding.get().id());
        } else {
            model.viewport().fitAll();
        }
    }

    private boolean wheel(Gesture.Wheel wheel) {
        Viewport viewport = model.viewport();
        if (wheel.held().shift() || wheel.right() != 0) {
            viewport.pan((wheel.right() != 0 ? wheel.right() : -wheel.up()) * WHEEL_PAN);
        } else if (wheel.held().control() != model.wheelZooms()) {
            viewport.zoomAround(layout.get().share(wheel.x()), wheel.up());
        } else {
            viewport.scrollTo(model.lanes().scrollY() - wheel.up() * WHEEL_SCROLL_PIXELS);
        }
        return true;
    }

    private boolean pinch(Gesture.Pinch pinch) {
        model.viewport().pinchAround(layout.get().share(pinch.x()), pinch.factor());
        return true;
    }

    private boolean key(Gesture.Key key) {
        Optional<TimelineAction> action = TimelineAction.of(key.chord());
        action.ifPresent(this::perform);
        return action.isPresent();
    }

    /// Takes the words on why an action was asked for in vain.
    void setOnObstacle(Consumer<String> newOnObstacle) {
        onObstacle = newOnObstacle;
    }

    /// Does what a key, a menu or the palette asks for, or says what is missing for it.
    void perform(TimelineAction action) {
        Obstacles.of(action, model, headers.targets()).ifPresentOrElse(onObstacle, () -> act(action));
    }

    private void act(TimelineAction action) {
        Viewport viewport = model.viewport();
        Lanes lanes = model.lanes();
        switch (action) {
            case ZOOM_IN -> viewport.zoomAround(0.5, KEY_NOTCHES);
            case ZOOM_OUT -> viewport.zoomAround(0.5, -KEY_NOTCHES);
            case PAN_BACK -> viewport.pan(-KEY_PAN);
            case PAN_ON -> viewport.pan(KEY_PAN);
            case SCROLL_UP -> viewport.scrollTo(lanes.scrollY() - lanes.areaHeight());
            case SCROLL_DOWN -> viewport.scrollTo(lanes.scrollY() + lanes.areaHeight());
            case FIT_ALL -> viewport.fitAll();
            case NEWEST -> viewport.goNewest();
            case VIEW_BEFORE -> viewport.goBack();
            case VIEW_AFTER -> viewport.goForward();
            case TURN_AXIS -> model.turnAxis();
            case CROSSHAIR -> model.toggleCrosshair();
            case WHEEL_ZOOMS -> model.setWheelZooms(!model.wheelZooms());
            case PIN_LANE -> model.laneChoice().togglePinned(headers.targets());
            case COLLAPSE_LANE -> model.laneChoice().toggleCollapsed(headers.targets());
            case COLLAPSE_ALL -> model.laneChoice().collapseAll(true);
            case EXPAND_ALL -> model.laneChoice().collapseAll(false);
            case ONLY_WITH_FINDINGS -> model.showOnlyLanesWithFindings(!model.showsOnlyLanesWithFindings());
            case HARMLESS -> model.showBenign(!model.showsBenign());
            case NEXT_FINDING -> model.stepFinding(true);
            case FINDING_BEFORE -> model.stepFinding(false);
            case FOCUS -> model.focusSelection();
            case ZOOM_TO_SELECTION -> model.zoomToSelection();
            case CLEAR -> escape();
            case PIN_TIP,
                    REPLAY,
                    NOTE,
                    EXPORT_SELECTION,
                    EXPORT_EVENTS,
                    EXPORT_EVENTS_CSV,
                    COPY_COMMAND,
                    COPY_RANGE,
                    COPY_EVENTS -> others.accept(action);
        }
    }

    /// Ends a drag that is under way, else clears the selection, and where there is none what else was left behind.
    private void escape() {
        boolean dragging = drag != null && moved;
        if (dragging) {
            drag = null;
        }
        if (!dragging && model.selection() instanceof Selection.None) {
            others.accept(TimelineAction.CLEAR);
        }
        model.clear();
    }
}
