package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.ui.kit.FxPulse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

/// The tooltip beside the pointer, and those that were pinned: they stay with what they speak of.
final class Tips {

    /// What a tooltip says, and of what.
    ///
    /// @param kept what it says when it is pinned, in the zone of the window
    /// @param lane empty in the headers
    record Tip(String words, Supplier<String> kept, Optional<PartitionRef> lane, Axis axis, long at) {}

    /// @param anchor marks the place that the label speaks of
    /// @param within how far below the top of its lane it stands: the lane may come to lie elsewhere
    private record Pinned(Tip tip, Label label, Region anchor, double within) {}

    private static final Duration DELAY = Duration.ofMillis(150);
    private static final double OFFSET = 14;
    private static final double ANCHOR = 9;

    private final FxPulse pulse;
    private final Supplier<Optional<Tip>> underPointer;
    private final Pane pane = pane();
    private final Pane pins = pane();
    private final Label label = label();
    private final List<Pinned> pinned = new ArrayList<>();
    private Subscription timer = Subscription.EMPTY;
    private double x;
    private double y;
    private boolean pinnedHere;

    Tips(FxPulse pulse, Supplier<Optional<Tip>> underPointer) {
        this.pulse = pulse;
        this.underPointer = underPointer;
        label.setVisible(false);
        pane.getChildren().add(label);
    }

    private static Pane pane() {
        var pane = new Pane();
        pane.setMouseTransparent(true);
        pane.setManaged(false);
        return pane;
    }

    private static Label label() {
        var label = new Label();
        label.getStyleClass().add("timeline-tip");
        return label;
    }

    Pane node() {
        return pane;
    }

    /// Those that were pinned: what can be clicked on lies over them.
    Pane pinnedNode() {
        return pins;
    }

    /// The pointer is there now.
    void moved(double newX, double newY) {
        x = newX;
        y = newY;
        pinnedHere = false;
    }

    void showSoon() {
        timer = pulse.after(DELAY, () -> underPointer.get().ifPresent(this::show));
    }

    private void show(Tip tip) {
        label.setText(tip.words());
        size(label);
        place(label, x, y);
        label.setVisible(true);
    }

    void hide() {
        timer.unsubscribe();
        label.setVisible(false);
    }

    /// Pins what would be said here; a second time, and where there is nothing to say, lets go of all.
    ///
    /// @param laneTops where lanes begin
    /// @return false where there was nothing to pin and nothing to let go of
    boolean pin(ToDoubleFunction<PartitionRef> laneTops) {
        Optional<Tip> tip = underPointer.get().filter(found -> found.lane().isPresent());
        if (pinnedHere || tip.isEmpty()) {
            boolean any = !pinned.isEmpty();
            letGo();
            return any;
        }
        Label kept = label();
        kept.getStyleClass().add("timeline-tip-pinned");
        kept.setText(tip.get().kept().get());
        var anchor = new Region();
        anchor.getStyleClass().add("timeline-tip-anchor");
        anchor.setManaged(false);
        anchor.resize(ANCHOR, ANCHOR);
        pins.getChildren().addAll(anchor, kept);
        size(kept);
        double top = tip.flatMap(Tip::lane).map(laneTops::applyAsDouble).orElse(y);
        pinned.add(new Pinned(tip.get(), kept, anchor, y - top));
        pinnedHere = true;
        return true;
    }

    /// Says in another zone what is pinned.
    void zoneChanged() {
        hide();
        for (Pinned kept : pinned) {
            kept.label().setText(kept.tip().kept().get());
            size(kept.label());
        }
    }

    /// Lets go of all that were pinned.
    void letGo() {
        pinned.forEach(kept -> pins.getChildren().removeAll(kept.label(), kept.anchor()));
        pinned.clear();
        pinnedHere = false;
    }

    int pinnedCount() {
        return pinned.size();
    }

    /// Puts the pinned ones where their places are seen now.
    void layout(TimelineModel model, TimelineLayout layout) {
        pane.resize(layout.width(), layout.height());
        pins.resize(layout.width(), layout.height());
        label.autosize();
        var scale = new AxisScale(model.viewport().window(), layout.plotWidth());
        for (Pinned kept : pinned) {
            double there = scale.x(kept.tip().at());
            boolean seen = kept.tip().axis() == model.viewport().axis()
                    && there >= 0
                    && there <= layout.plotWidth()
                    && kept.tip()
                            .lane()
                            .filter(lane -> model.lanes().inSight().contains(lane))
                            .isPresent();
            kept.label().setVisible(seen);
            kept.anchor().setVisible(seen);
            kept.label().autosize();
            if (seen) {
                int row = model.lanes().rowOf(kept.tip().lane().orElseThrow());
                double atX = TimelineLayout.HEADER_WIDTH + there;
                double atY = TimelineLayout.LANES_TOP
                        + model.lanes().top(row)
                        + Math.min(kept.within(), model.lanes().height(row));
                place(kept.label(), atX, atY);
                kept.anchor().relocate(Math.rint(atX - ANCHOR / 2), Math.rint(atY - ANCHOR / 2));
            }
        }
    }

    private static void size(Label label) {
        label.applyCss();
        label.autosize();
    }

    private void place(Label node, double atX, double atY) {
        double right = atX + OFFSET;
        double below = atY + OFFSET;
        node.relocate(
                Math.rint(right + node.getWidth() > pane.getWidth() ? atX - OFFSET - node.getWidth() : right),
                Math.rint(below + node.getHeight() > pane.getHeight() ? atY - OFFSET - node.getHeight() : below));
    }
}
