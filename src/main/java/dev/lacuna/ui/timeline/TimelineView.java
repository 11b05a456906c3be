package dev.lacuna.ui.timeline;

import dev.lacuna.model.Finding;
import dev.lacuna.model.Selection;
import dev.lacuna.model.StreamRef;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Theme;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ContextMenu;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The timeline: an overview strip, a time axis and a lane per partition, on two canvases of its own size. Data
/// is drawn at most once per pulse and only after a change; what follows the pointer is drawn on the canvas
/// above.
public final class TimelineView extends Region {

    private static final Texts TEXTS = Texts.of(TimelineView.class);

    private final TimelineModel model;
    private final FxPulse pulse;
    private final Formats formats;
    private final FrameFeed feed;
    private final DataPainter dataPainter;
    private final PointerProbe probe;
    private final GestureInterpreter gestures;

    private final Canvas data = new Canvas();
    private final Canvas overlay = new Canvas();
    private final Tips tips;
    private @Nullable SelectionBar bar;
    private @Nullable ContextMenu menu;
    private TimelineColors colors = TimelineColors.of(Theme.LIGHT);
    private Consumer<String> activate = id -> {};

    private final ReadOnlyObjectWrapper<Selection> selection =
            new ReadOnlyObjectWrapper<>(this, "selection", new Selection.None());
    private final StringProperty selectedFinding = new SimpleStringProperty(this, "selectedFinding");

    private Axis axis = Axis.TIME;
    private Predicate<Finding> filter;
    private Optional<StreamRef> lead = Optional.empty();
    private boolean dataDirty = true;
    private boolean overlayDirty = true;
    private double pointerX = -1;
    private double pointerY = -1;

    /// @param worker builds frames off the FX thread
    public TimelineView(TimelineModel model, FxPulse pulse, FrameWorker worker, Formats formats) {
        this.model = model;
        this.pulse = pulse;
        this.formats = formats;
        this.filter = model.filter();
        this.feed = new FrameFeed(worker, model, this::redrawData);
        this.dataPainter = new DataPainter(model, formats);
        this.probe = new PointerProbe(model, feed, this::layoutNow, formats);
        this.gestures = new GestureInterpreter(
                model, this::layoutNow, probe::markAt, id -> activate.accept(id), this::performHere);
        this.gestures.setOnObstacle(this::tell);
        this.tips = new Tips(pulse, () -> probe.tipAt(pointerX, pointerY));
        getStyleClass().add("timeline");
        overlay.setMouseTransparent(true);
        data.setMouseTransparent(true);
        getChildren().addAll(data, overlay, tips.pinnedNode(), tips.node());
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleRoleDescription(TEXTS.get("accessible.role"));
        setMinSize(TimelineLayout.HEADER_WIDTH * 2, TimelineLayout.LANES_TOP + Lanes.LOWEST);
        listen();
    }

    private void listen() {
        model.listen(this::modelChanged);
        GestureEvents.install(this, this::handle);
        addEventHandler(MouseEvent.MOUSE_MOVED, this::pointerMoved);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::pointerMoved);
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> pointerGone());
        addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::showMenu);
        focusVisibleProperty().addListener((property, before, now) -> redrawOverlay());
        formats.zoneProperty().addListener((property, before, now) -> zoneChanged());
        selectedFinding.addListener((property, before, now) -> selectedFindingChanged(now));
    }

    // For the window.

    /// Shows another source, or nothing; the whole of it first.
    public void setSource(@Nullable TimelineSource source) {
        feed.source(source);
    }

    /// Asks the source anew: its data has changed. Call it as often as there is news, about ten times a second.
    public void refresh() {
        feed.refresh();
    }

    public TimelineModel model() {
        return model;
    }

    /// What is selected, once a drag has ended. Change it by [#select].
    public ReadOnlyObjectProperty<Selection> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    public void select(Selection newSelection) {
        model.select(newSelection);
    }

    /// The id of the one finding that is selected, else null. Setting it selects the finding and brings it into
    /// sight.
    public StringProperty selectedFindingProperty() {
        return selectedFinding;
    }

    /// Takes the id of a finding that was double-clicked.
    public void setOnActivate(Consumer<String> action) {
        activate = action;
    }

    /// Does what the key means here, also while another control has the focus and leaves the key alone.
    ///
    /// @return whether it meant something
    public boolean pressKey(KeyEvent event) {
        return handle(GestureEvents.key(event));
    }

    /// Does what somebody asks for by name.
    public void perform(TimelineAction action) {
        tips.hide();
        gestures.perform(action);
    }

    private void performHere(TimelineAction action) {
        if (action == TimelineAction.PIN_TIP) {
            boolean done = tips.pin(lane ->
                    TimelineLayout.LANES_TOP + model.lanes().top(model.lanes().rowOf(lane)));
            if (!done) {
                tell(TEXTS.get("missing.tip", Texts.called(action.words())));
            }
            requestLayout();
        } else if (action == TimelineAction.CLEAR) {
            tips.letGo();
        } else if (bar != null) {
            bar.performOutside(action);
        }
    }

    private void tell(String obstacle) {
        if (bar != null) {
            bar.tell(obstacle);
        }
    }

    /// Offers these actions in a bar under the selection and in the context menu.
    public void setActions(SelectionActions actions) {
        if (bar != null) {
            getChildren().remove(bar);
        }
        bar = new SelectionBar(model, actions, this::perform);
        bar.setVisible(false);
        getChildren().add(getChildren().indexOf(tips.node()), bar);
        requestLayout();
    }

    public void setColors(TimelineColors newColors) {
        colors = newColors;
        redrawData();
    }

    // Changes.

    private void modelChanged(TimelineModel.Change change) {
        if (change == TimelineModel.Change.SELECTION) {
            publishSelection();
            redrawOverlay();
        } else {
            followModel();
            redrawData();
        }
        tips.hide();
        setAccessibleText(AccessibleText.of(model, formats));
    }

    private void zoneChanged() {
        tips.zoneChanged();
        setAccessibleText(AccessibleText.of(model, formats));
        redrawData();
    }

    /// The overview is asked for anew along the other axis or the offsets of another stream, and all marks through
    /// another filter.
    private void followModel() {
        if (axis != model.viewport().axis()
                || filter != model.filter()
                || !lead.equals(model.streams().lead())) {
            axis = model.viewport().axis();
            filter = model.filter();
            lead = model.streams().lead();
            refresh();
        }
    }

    private void publishSelection() {
        if (model.draft().isEmpty()) {
            selection.set(model.selection());
            selectedFinding.set(model.selectedFinding().orElse(null));
        }
    }

    private void selectedFindingChanged(@Nullable String id) {
        if (Objects.equals(id, model.selectedFinding().orElse(null))) {
            return;
        }
        if (id == null) {
            model.select(new Selection.None());
        } else {
            model.selectFinding(id);
            model.reveal(id);
        }
    }

    private void redrawData() {
        dataDirty = true;
        redrawOverlay();
    }

    private void redrawOverlay() {
        overlayDirty = true;
        requestLayout();
    }

    /// Whether it shows all that it was asked for. For pictures: one that is taken before has no lanes.
    public boolean isUpToDate() {
        return feed.isAnswered() && !dataDirty && !overlayDirty;
    }

    // Drawing: layout runs once per pulse, and only when asked for.

    private TimelineLayout layoutNow() {
        return new TimelineLayout(getWidth(), getHeight());
    }

    @Override
    protected void layoutChildren() {
        TimelineLayout layout = layoutNow();
        if (data.getWidth() != layout.width() || data.getHeight() != layout.height()) {
            for (Canvas canvas : List.of(data, overlay)) {
                canvas.setWidth(layout.width());
                canvas.setHeight(layout.height());
            }
            model.resize(layout.plotWidth(), layout.lanesHeight());
            dataDirty = true;
            overlayDirty = true;
        }
        try {
            feed.follow();
            paint(layout, feed.snapshot());
        } catch (RuntimeException failure) {
            // told by the window's border, and not from here: a layout pass that throws ends all layout for good
            pulse.post(() -> {
                throw failure;
            });
        }
        placeBar(layout);
        tips.layout(model, layout);
    }

    private void paint(TimelineLayout layout, @Nullable Snapshot snapshot) {
        if (dataDirty) {
            dataDirty = false;
            paintData(layout, snapshot);
        }
        if (overlayDirty) {
            overlayDirty = false;
            paintOverlay(layout, snapshot);
        }
    }

    private void paintData(TimelineLayout layout, @Nullable Snapshot snapshot) {
        if (snapshot == null) {
            new Ink(data.getGraphicsContext2D(), colors).fill(0, 0, layout.width(), layout.height(), colors.ground());
            probe.painted(Map.of());
        } else {
            probe.painted(dataPainter.paint(data.getGraphicsContext2D(), layout, colors, snapshot, feed.frame()));
        }
    }

    private void paintOverlay(TimelineLayout layout, @Nullable Snapshot snapshot) {
        var painter = new OverlayPainter(overlay.getGraphicsContext2D(), colors, model, layout, formats);
        if (snapshot != null) {
            painter.paintViewportBox();
            painter.paintTicks(snapshot.overview());
            painter.paintReplays(snapshot.replays());
            painter.paintSelection(probe.placed());
            painter.paintRecord();
            if (model.hasCrosshair() && model.draft().isEmpty()) {
                painter.paintCrosshair(pointerX, pointerY);
            }
            painter.paintHeaderButtons(pointerX, pointerY);
            painter.paintScroll();
        }
        if (isFocusVisible()) {
            painter.paintFocus();
        }
    }

    private void placeBar(TimelineLayout layout) {
        SelectionBar node = bar;
        if (node == null) {
            return;
        }
        Optional<SelectionBounds> bounds = model.draft().isPresent()
                ? Optional.empty()
                : SelectionBounds.of(model, layout).filter(found -> found.isSeen(layout));
        node.setVisible(bounds.isPresent());
        bounds.ifPresent(box -> {
            node.refresh();
            node.autosize();
            BarPlace.Place place =
                    new BarPlace(box, layout, node.getWidth(), node.getHeight()).best(probe.worthSeeing());
            node.relocate(place.x(), place.y());
        });
    }

    // The pointer.

    private boolean handle(Gesture gesture) {
        tips.hide();
        if (menu != null) {
            menu.hide();
        }
        return gestures.handle(gesture);
    }

    private void pointerMoved(MouseEvent event) {
        pointerX = event.getX();
        pointerY = event.getY();
        gestures.hover(pointerX, pointerY);
        boolean dragging = gestures.isDragging();
        setCursor(cursor(gestures.gripAt(pointerX, pointerY)));
        tips.moved(pointerX, pointerY);
        tips.hide();
        if (!dragging) {
            tips.showSoon();
        }
        redrawOverlay();
    }

    private static Cursor cursor(DragChooser.Grip grip) {
        return switch (grip) {
            case EDGE -> Cursor.H_RESIZE;
            case BOX -> Cursor.OPEN_HAND;
            case SELECT, NONE -> Cursor.DEFAULT;
        };
    }

    private void pointerGone() {
        pointerX = -1;
        pointerY = -1;
        gestures.hover(pointerX, pointerY);
        tips.hide();
        redrawOverlay();
    }

    private void showMenu(ContextMenuEvent event) {
        if (bar == null) {
            return;
        }
        tips.hide();
        probe.markAt(event.getX(), event.getY()).ifPresent(model::selectFinding);
        menu = bar.menu(gestures.menuLanes(event.getX(), event.getY(), event.isKeyboardTrigger()));
        menu.show(this, event.getScreenX(), event.getScreenY());
        event.consume();
    }
}
