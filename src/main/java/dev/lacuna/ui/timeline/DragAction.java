package dev.lacuna.ui.timeline;

/// What one drag does from its press on.
interface DragAction {

    /// The pointer is there now; called only once it has left the radius of a click.
    void move(double x, double y);

    /// The button was let go.
    default void end() {}
}
