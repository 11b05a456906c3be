package dev.lacuna.ui.kit;

import javafx.event.EventTarget;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;

/// The share that the first part of a split pane keeps while the pane is resized, within bounds in pixels. By itself a
/// split pane hands out evenly what it gains, so that whatever was small at first stays small for ever; and a part that
/// is not resized with the pane takes the others' room once the pane gets small.
public final class KeptShare {

    private static final double NOWHERE = -1;

    private final SplitPane pane;
    private double least;
    private double most;
    private double share;
    private double pressedAt = NOWHERE;

    private KeptShare(SplitPane pane, double share, double least, double most) {
        this.pane = pane;
        this.share = share;
        this.least = least;
        this.most = most;
    }

    /// Makes a split pane of two parts keep a share, until its divider is dragged: then it keeps the new one.
    public static void keep(SplitPane pane, double share, FxPulse pulse) {
        keep(pane, share, 0, Double.MAX_VALUE, pulse);
    }

    /// The same, but the first part gets neither smaller than the least nor larger than the most, in pixels, unless
    /// somebody drags it there.
    public static void keep(SplitPane pane, double share, double least, double most, FxPulse pulse) {
        var kept = new KeptShare(pane, share, least, most);
        pane.setDividerPositions(share);
        var length = pane.getOrientation() == Orientation.VERTICAL ? pane.heightProperty() : pane.widthProperty();
        // after the layout that the new length brings: it would place the divider anew
        length.addListener((property, before, now) -> pulse.post(kept, kept::place));
        pane.addEventFilter(MouseEvent.MOUSE_PRESSED, press -> kept.pressed(press.getTarget()));
        pane.addEventFilter(MouseEvent.MOUSE_RELEASED, release -> kept.released());
    }

    private double length() {
        return pane.getOrientation() == Orientation.VERTICAL ? pane.getHeight() : pane.getWidth();
    }

    /// Of this pane, and not of one that is part of it.
    private boolean isOnDivider(EventTarget target) {
        for (Node at = target instanceof Node node ? node : null; at != null && at != pane; at = at.getParent()) {
            if (at.getParent() == pane) {
                return at.getStyleClass().contains("split-pane-divider");
            }
        }
        return false;
    }

    private void pressed(EventTarget target) {
        pressedAt = isOnDivider(target) ? position() : NOWHERE;
    }

    private void released() {
        if (pressedAt != NOWHERE && pressedAt != position()) {
            share = position();
            least = Math.min(least, share * length());
            most = Math.max(most, share * length());
        }
        pressedAt = NOWHERE;
    }

    private double position() {
        return pane.getDividerPositions()[0];
    }

    private void place() {
        double length = length();
        if (length > 0) {
            pane.setDividerPositions(Math.clamp(share * length, least, most) / length);
        }
    }
}
