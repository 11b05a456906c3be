package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.ui.kit.FxPulse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.util.Subscription;

/// The tooltip beside the pointer, and those that were pinned: they stay with what they speak of.
final class Tips {

    /// What a tooltip says, and of what.
    ///
    /// @param lane empty in the headers
    record Tip(String words, Optional<PartitionRef> lane, Axis axis, long at) {}

    private record Pinned(Tip tip, Label label, double y) {}

    private static final Duration DELAY = Duration.ofMillis(150);
    private static final double OFFSET = 14;

    private final FxPulse pulse;
    private final Supplier<Optional<Tip>> underPointer;
    private final Pane pane = new Pane();
    private final Label label = label();
    private final List<Pinned> pinned = new ArrayList<>();
    private Subscription timer = Subscription.EMPTY;
    private double x;
    private double y;
    private boolean pinnedHere;

    Tips(FxPulse pulse, Supplier<Optional<Tip>> underPointer) {
        this.pulse = pulse;
        this.underPointer = underPointer;
        pane.setMouseTransparent(true);
        pane.setManaged(false);
        label.setVisible(false);
        pane.getChildren().add(label);
    }

    private static Label label() {
        var label = new Label();
        label.getStyleClass().add("timeline-tip");
        return label;
    }

    Pane node() {
        return pane;
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
    void pin() {
        Optional<Tip> tip = underPointer.get().filter(found -> found.lane().isPresent());
        if (pinnedHere || tip.isEmpty()) {
            pinned.forEach(kept -> pane.getChildren().remove(kept.label()));
            pinned.clear();
            pinnedHere = false;
            return;
        }
        Label kept = label();
        kept.getStyleClass().add("timeline-tip-pinned");
        kept.setText(tip.get().words());
        pane.getChildren().add(kept);
        size(kept);
        pinned.add(new Pinned(tip.get(), kept, y));
        pinnedHere = true;
    }

    int pinnedCount() {
        return pinned.size();
    }

    /// Puts the pinned ones where their places are seen now.
    void layout(TimelineModel model, TimelineLayout layout) {
        pane.resize(layout.width(), layout.height());
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
            kept.label().autosize();
            if (seen) {
                int row = model.lanes().rowOf(kept.tip().lane().orElseThrow());
                double top = TimelineLayout.LANES_TOP + model.lanes().top(row);
                double within =
                        Math.max(top, Math.min(kept.y(), top + model.lanes().height(row)));
                place(kept.label(), TimelineLayout.HEADER_WIDTH + there, within);
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
