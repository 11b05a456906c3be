package dev.lacuna.ui.shell;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Selection;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Ui;
import dev.lacuna.ui.timeline.Axis;
import dev.lacuna.ui.timeline.AxisWindow;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import javafx.stage.Window;

/// Handles the window on a real display as hands would, with keys held meanwhile, and prints what came of it: a line
/// `ok NAME` or `wrong NAME: why` for each gesture, and `done`. The headless platform knows no key that is held while a
/// button is pressed or a wheel turned, so [GesturesOnDisplayTest] starts this where there is a display.
final class DisplayHands {

    private static final double HEADER = 156;
    private static final double FIRST_LANE = 100;
    private static final double SECOND_LANE = 230;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final Hands hands = new Hands(this::timeline);
    private final WorkspaceModel workspace;
    private final MainWindow window;

    private interface Attempt {
        void make();
    }

    private DisplayHands() {
        Start start = new Shop().start(Shop.opening(Shop.URI, "orders"));
        var pulse = Ui.on(FxPulse::new);
        workspace = Ui.on(() -> new WorkspaceModel(start, WindowState.FIRST, pulse::post));
        window = Ui.on(() -> {
            var stage = new Stage();
            stage.setX(0);
            stage.setY(0);
            var shown = new MainWindow(stage, start, workspace, pulse, EarlierWork.NoFiles::new);
            shown.show();
            shown.resize(1200, 800);
            workspace.open(start.opening());
            return shown;
        });
    }

    public static void main(String[] args) throws Exception {
        var hands = new DisplayHands();
        hands.await(
                "the scan",
                () -> hands.workspace.streams().scan() != null
                        && !hands.workspace.streams().busyProperty().get()
                        && hands.window.timeline().viewport().extent().isPresent());
        hands.all();
        if (args.length > 0) {
            WindowShot.write(Ui.on(() -> WindowShot.take(hands.window.scene())), Path.of(args[0]));
        }
        System.out.println("done");
        Runtime.getRuntime().halt(0);
    }

    private void all() {
        attempt("a drag selects a time across the lanes it touches", this::dragSelects);
        attempt("a drag on one lane selects that lane", this::dragOnOneLane);
        attempt("Shift and drag pans and selects nothing", this::shiftDragPans);
        attempt("a drag with the middle button pans", this::middleDragPans);
        attempt("Ctrl and wheel zooms around the pointer", this::controlWheelZooms);
        attempt("the wheel alone does not zoom", this::wheelAlone);
        attempt("Shift and wheel pans", this::shiftWheelPans);
        attempt("Shift and click extends a selection", this::shiftClickExtends);
        attempt("Ctrl and click adds a partition", this::controlClickAdds);
        attempt("a double click on nothing fits all", this::doubleClickFits);
        attempt("W, S, A, D, Home zoom, pan and fit", this::keysLook);
        attempt("Alt and Left goes back to the view before", this::altLeft);
        attempt("O turns the axis, X the crosshair", this::keysSwitch);
        attempt("N selects the next finding, Esc clears it", this::keysSelect);
        attempt("a right click opens the menu, Esc closes it", this::menu);
        attempt("Ctrl+Shift+P opens the palette, Esc gives the focus back", this::palette);
        attempt("/ leads into the filter, and what is typed stays there", this::filter);
        attempt("a drag beside an open popup closes it and selects", this::dragBesidePopup);
    }

    private void attempt(String name, Attempt attempt) {
        try {
            rest();
            attempt.make();
            System.out.println("ok " + name);
        } catch (AssertionError e) {
            System.out.println("wrong " + name + ": " + e.getMessage());
        }
    }

    // What is looked at.

    private Node timeline() {
        return window.scene().getRoot().lookup(".timeline");
    }

    private double width() {
        return Ui.on(() -> timeline().getLayoutBounds().getWidth());
    }

    /// The middle of the plot and the like.
    private double plot(double share) {
        return HEADER + (width() - HEADER) * share;
    }

    private AxisWindow view() {
        return Ui.on(() -> window.timeline().viewport().window());
    }

    private Selection selection() {
        return Ui.on(() -> window.timeline().selection());
    }

    private double valueAt(double share) {
        AxisWindow now = view();
        return now.from() + share * now.length();
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    private void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_NANOS * (what.equals("the scan") ? 5 : 1);
        while (!Ui.on(condition::getAsBoolean)) {
            check(System.nanoTime() < end, "waited in vain for " + what);
            LockSupport.parkNanos(BEAT_NANOS);
        }
    }

    /// All is seen, nothing is selected, no popup is open and the timeline has the focus.
    private void rest() {
        Ui.run(() -> {
            window.timeline().select(new Selection.None());
            if (window.timeline().viewport().axis() == Axis.OFFSET) {
                window.timeline().turnAxis();
            }
            window.timeline().viewport().fitAll();
            timeline().requestFocus();
        });
        Hands.beat();
    }

    // The gestures.

    private void dragSelects() {
        AxisWindow before = view();
        hands.drag(MouseButton.PRIMARY, plot(0.2), FIRST_LANE, plot(0.5), SECOND_LANE);
        await("a span of both lanes", () -> lanes(2) && isSpan(0.3 * before.length() / 1_000));
        check(view().equals(before), "a drag has zoomed");
    }

    private boolean lanes(int number) {
        return window.timeline().selection() instanceof Selection.Span span
                && span.partitions().size() == number;
    }

    /// Whether what is selected lasts so long; what a drag has come to so far is shorter.
    private boolean isSpan(double millis) {
        return window.timeline().selection() instanceof Selection.Span span
                && Math.abs(span.time().toMillis() - span.time().fromMillis() - millis) < millis * 0.02;
    }

    private void dragOnOneLane() {
        hands.drag(MouseButton.PRIMARY, plot(0.6), SECOND_LANE, plot(0.4), SECOND_LANE + 8);
        AxisWindow seen = view();
        await("a span of one lane", () -> lanes(1) && isSpan(0.2 * seen.length() / 1_000));
        check(
                ((Selection.Span) selection()).partitions().stream().allMatch(lane -> lane.number() == 1),
                "it selected " + selection());
    }

    private void zoomedIn() {
        Ui.run(() -> window.timeline().viewport().zoomAround(0.5, 8));
        Hands.beat();
    }

    private void shiftDragPans() {
        zoomedIn();
        AxisWindow before = view();
        hands.holding(
                KeyCode.SHIFT, () -> hands.drag(MouseButton.PRIMARY, plot(0.6), FIRST_LANE, plot(0.4), FIRST_LANE));
        panned(before, 0.2);
    }

    private void panned(AxisWindow before, double share) {
        await("a view panned by " + share, () -> {
            double shift = (window.timeline().viewport().window().from() - before.from()) / (double) before.length();
            return Math.abs(shift - share) < 0.02;
        });
        AxisWindow now = view();
        check(Math.abs(now.length() - before.length()) <= 2, "it has zoomed from " + before + " to " + now);
        check(selection() instanceof Selection.None, "it selected " + selection());
    }

    private void middleDragPans() {
        zoomedIn();
        AxisWindow before = view();
        hands.drag(MouseButton.MIDDLE, plot(0.4), FIRST_LANE, plot(0.7), FIRST_LANE);
        panned(before, -0.3);
    }

    private void controlWheelZooms() {
        AxisWindow before = view();
        hands.move(plot(0.3), FIRST_LANE);
        double value = valueAt(0.3);
        hands.holding(KeyCode.CONTROL, () -> {
            hands.wheel(-1);
            hands.wheel(-1);
            hands.wheel(-1);
        });
        await("a narrower view", () -> window.timeline().viewport().window().length() < before.length() * 0.7);
        double pixel = view().length() / (width() - HEADER);
        check(Math.abs(valueAt(0.3) - value) <= 2 * pixel, "what was under the pointer has moved");
    }

    private void wheelAlone() {
        AxisWindow before = view();
        hands.move(plot(0.3), FIRST_LANE);
        hands.wheel(-2);
        hands.wheel(2);
        check(view().equals(before), "the view is " + view() + " instead of " + before);
    }

    private void shiftWheelPans() {
        zoomedIn();
        AxisWindow before = view();
        hands.move(plot(0.5), FIRST_LANE);
        hands.holding(KeyCode.SHIFT, () -> hands.wheel(2));
        await("another view", () -> window.timeline().viewport().window().from() != before.from());
        check(Math.abs(view().length() - before.length()) <= 2, "it has zoomed");
    }

    private void shiftClickExtends() {
        hands.drag(MouseButton.PRIMARY, plot(0.2), FIRST_LANE, plot(0.3), FIRST_LANE);
        AxisWindow seen = view();
        await("a span", () -> lanes(1) && isSpan(0.1 * seen.length() / 1_000));
        long end = ((Selection.Span) selection()).time().toMillis();
        hands.holding(KeyCode.SHIFT, () -> hands.click(plot(0.6), SECOND_LANE));
        await(
                "a longer span",
                () -> window.timeline().selection() instanceof Selection.Span span
                        && span.time().toMillis() > end);
    }

    private void controlClickAdds() {
        hands.holding(KeyCode.CONTROL, () -> {
            hands.click(HEADER / 3, FIRST_LANE);
            hands.click(HEADER / 3, SECOND_LANE);
        });
        await("two partitions", () -> window.timeline().selectedPartitions().size() == 2);
        hands.holding(KeyCode.CONTROL, () -> hands.click(HEADER / 3, FIRST_LANE));
        await(
                "the second one",
                () -> numbers(window.timeline().selectedPartitions()).equals(List.of(1)));
    }

    private static List<Integer> numbers(Set<PartitionRef> lanes) {
        return lanes.stream().map(PartitionRef::number).toList();
    }

    private void doubleClickFits() {
        AxisWindow all = view();
        zoomedIn();
        hands.move(plot(0.9), Ui.on(() -> timeline().getLayoutBounds().getHeight()) - 12);
        long end = System.nanoTime() + PATIENCE_NANOS;
        // on a busy machine the second click may come too late to be one of a double click
        while (!view().equals(all)) {
            check(System.nanoTime() < end, "double clicks fit nothing");
            hands.press(MouseButton.PRIMARY);
            hands.release(MouseButton.PRIMARY);
            hands.press(MouseButton.PRIMARY);
            hands.release(MouseButton.PRIMARY);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(700)); // what follows is no third click
        }
    }

    private void keysLook() {
        AxisWindow all = view();
        hands.type(KeyCode.W);
        await("a narrower view", () -> window.timeline().viewport().window().length() < all.length());
        AxisWindow half = view();
        hands.type(KeyCode.W);
        await("a yet narrower view", () -> window.timeline().viewport().window().length() < half.length());
        AxisWindow narrow = view();
        hands.type(KeyCode.D);
        await("a later view", () -> window.timeline().viewport().window().from() > narrow.from());
        hands.type(KeyCode.A);
        await("an earlier view", () -> window.timeline().viewport().window().from() <= narrow.from() + 2);
        hands.type(KeyCode.S);
        await("a wider view", () -> window.timeline().viewport().window().length() > narrow.length());
        hands.type(KeyCode.HOME);
        await("all", () -> window.timeline().viewport().window().equals(all));
    }

    private void altLeft() {
        AxisWindow all = view();
        hands.type(KeyCode.W);
        await("a narrower view", () -> window.timeline().viewport().window().length() < all.length());
        AxisWindow half = view();
        // bursts are merged until they rest
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        hands.type(KeyCode.W);
        await("a yet narrower view", () -> window.timeline().viewport().window().length() < half.length());
        AxisWindow narrow = view();
        hands.holding(KeyCode.ALT, () -> hands.type(KeyCode.LEFT));
        await("the view before", () -> window.timeline().viewport().window().equals(half));
        hands.holding(KeyCode.ALT, () -> hands.type(KeyCode.RIGHT));
        await("the view after", () -> window.timeline().viewport().window().equals(narrow));
    }

    private void keysSwitch() {
        boolean crosshair = Ui.on(() -> window.timeline().hasCrosshair());
        hands.type(KeyCode.O, KeyCode.X);
        await("offsets", () -> window.timeline().viewport().axis() == Axis.OFFSET);
        await("the other crosshair", () -> window.timeline().hasCrosshair() != crosshair);
        hands.type(KeyCode.O, KeyCode.X);
        await("times", () -> window.timeline().viewport().axis() == Axis.TIME);
    }

    private void keysSelect() {
        hands.type(KeyCode.N);
        await("a finding", () -> window.timeline().selectedFinding().isPresent());
        hands.type(KeyCode.ESCAPE);
        await("nothing", () -> window.timeline().selection() instanceof Selection.None);
    }

    private void menu() {
        hands.move(plot(0.5), FIRST_LANE);
        hands.press(MouseButton.SECONDARY);
        hands.release(MouseButton.SECONDARY);
        await("the menu", () -> Window.getWindows().stream().anyMatch(ContextMenu.class::isInstance));
        hands.type(KeyCode.ESCAPE);
        await("no menu", () -> Window.getWindows().stream().noneMatch(ContextMenu.class::isInstance));
    }

    private Node focused() {
        return window.scene().getFocusOwner();
    }

    private void palette() {
        hands.holding(KeyCode.CONTROL, () -> hands.holding(KeyCode.SHIFT, () -> hands.type(KeyCode.P)));
        await("the palette", () -> focused() instanceof TextField);
        hands.type(KeyCode.C, KeyCode.R, KeyCode.O, KeyCode.S, KeyCode.S);
        await(
                "what was typed",
                () -> focused() instanceof TextField field && field.getText().equals("cross"));
        hands.type(KeyCode.ESCAPE);
        await("the timeline", () -> focused() == timeline());
    }

    private void filter() {
        hands.type(KeyCode.SLASH);
        await("the filter", () -> focused() instanceof TextField);
        await("the examples below it", () -> Window.getWindows().size() > 1);
        AxisWindow before = view();
        hands.type(KeyCode.W, KeyCode.O, KeyCode.X);
        await(
                "what was typed",
                () -> focused() instanceof TextField field && field.getText().equals("wox"));
        check(view().equals(before), "the timeline took what was typed");
        hands.type(KeyCode.ESCAPE);
        await(
                "an empty filter",
                () -> focused() instanceof TextField field && field.getText().isEmpty());
        hands.type(KeyCode.ESCAPE);
        await("another focus", () -> !(focused() instanceof TextField));
    }

    private void dragBesidePopup() {
        hands.type(KeyCode.SLASH);
        await("the examples", () -> Window.getWindows().size() > 1);
        hands.drag(MouseButton.PRIMARY, plot(0.2), FIRST_LANE, plot(0.4), FIRST_LANE);
        await("a span", () -> lanes(1));
        await("no popup", () -> Window.getWindows().size() == 1);
    }
}
