package dev.lacuna.ui.kit;

import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ProgressIndicator;

/// Whether things may move that need not, and the one place where they do. They rest where the system asks for reduced
/// motion, and where the window's own setting does. Belongs to the FX thread.
///
/// Views jump and never glide, so what is left is what turns while something is waited for. What the stylesheets let
/// move is in their part for reduced motion: see [#apply(Scene)].
public final class Motion {

    private static final PseudoClass WAITING = PseudoClass.getPseudoClass("waiting");
    private static final BooleanProperty WISHED = new SimpleBooleanProperty(null, "wished", false);
    private static final ReadOnlyBooleanWrapper REDUCED = new ReadOnlyBooleanWrapper(null, "reduced", false);

    static {
        REDUCED.bind(WISHED.or(Platform.getPreferences().reducedMotionProperty()));
    }

    private Motion() {}

    /// The window's own setting, which asks for more rest than the system does and never for less.
    public static void setReduced(boolean wished) {
        WISHED.set(wished);
    }

    /// Whether by the system's wish or by the window's setting.
    public static ReadOnlyBooleanProperty reducedProperty() {
        return REDUCED.getReadOnlyProperty();
    }

    /// Tells the stylesheets of a scene.
    public static void apply(Scene scene) {
        scene.getPreferences().setReducedMotion(REDUCED.get());
    }

    /// Shows how far something is. Where nobody knows (less than 0) the bar runs to and fro, or is hatched and rests.
    public static void show(ProgressBar bar, double fraction) {
        boolean rests = fraction < 0 && REDUCED.get();
        bar.pseudoClassStateChanged(WAITING, rests);
        bar.setProgress(rests ? 0 : fraction);
    }

    /// A ring that turns as long as it is shown; it is gone where nothing may move, so words beside it say the same.
    public static ProgressIndicator ring(double size) {
        var ring = new ProgressIndicator();
        ring.setPrefSize(size, size);
        ring.setMinSize(size, size);
        ring.visibleProperty().bind(reducedProperty().not());
        ring.managedProperty().bind(ring.visibleProperty());
        return ring;
    }
}
