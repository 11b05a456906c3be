package dev.lacuna.ui.kit;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;

/// The share that the first part of a split pane keeps while the pane is resized. By itself a split pane hands
/// out evenly what it gains, so that whatever was small at first stays small for ever.
public final class KeptShare {

    private final SplitPane pane;
    private double share;

    private KeptShare(SplitPane pane, double share) {
        this.pane = pane;
        this.share = share;
    }

    /// Makes a split pane of two parts keep a share, until its divider is dragged: then it keeps the new one.
    public static void keep(SplitPane pane, double share, FxPulse pulse) {
        var kept = new KeptShare(pane, share);
        pane.setDividerPositions(share);
        var length = pane.getOrientation() == Orientation.VERTICAL ? pane.heightProperty() : pane.widthProperty();
        // after the layout that the new length brings: it would place the divider anew
        length.addListener((property, before, now) -> pulse.post(kept, kept::place));
        pane.getDividers().getFirst().positionProperty().addListener((property, before, now) -> kept.moved(now));
    }

    private void moved(Number position) {
        for (Node divider : pane.lookupAll(".split-pane-divider")) {
            if (divider.getParent() == pane && divider.isPressed()) {
                share = position.doubleValue();
            }
        }
    }

    private void place() {
        pane.setDividerPositions(share);
    }
}
