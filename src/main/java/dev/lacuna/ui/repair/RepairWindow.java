package dev.lacuna.ui.repair;

import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Modality;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Subscription;

/// A window of its own for one repair. It blocks nothing, and closing it leaves what runs running: the repair is looked
/// at about ten times a second until it has come to rest.
final class RepairWindow {

    /// Presses the button that the window is for.
    static final KeyCombination PRIMARY = new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);

    private static final Duration POLL = Duration.ofMillis(100);

    private final Window owner;
    private final FxPulse pulse;
    private final double width;
    private final double height;
    private Subscription polling = Subscription.EMPTY;

    RepairWindow(Window owner, FxPulse pulse, double width, double height) {
        this.owner = owner;
        this.pulse = pulse;
        this.width = width;
        this.height = height;
    }

    /// @param content made with what closes the window
    /// @param look looks at the repair
    /// @param isBusy whether there is something to be looked at still
    void open(String title, Function<Runnable, Parent> content, Runnable look, BooleanSupplier isBusy) {
        Stage stage = new Stage();
        stage.initOwner(owner);
        stage.initModality(Modality.NONE);
        stage.setTitle(title);
        Scene scene = new Scene(content.apply(stage::close), width, height);
        Theme.dress(scene);
        scene.getAccelerators().put(PRIMARY, () -> primary(scene.getRoot()).ifPresent(Button::fire));
        stage.setScene(scene);
        // some window managers put it into a corner, with its head above the screen
        stage.setX(Math.max(0, owner.getX() + (owner.getWidth() - width) / 2));
        stage.setY(Math.max(0, owner.getY() + (owner.getHeight() - height) / 2));
        polling = pulse.every(POLL, () -> {
            if (!stage.isShowing() && !owner.isShowing()) {
                polling.unsubscribe(); // all is closed, and what it would go on with with it
                return;
            }
            look.run();
            if (!stage.isShowing() && !isBusy.getAsBoolean()) {
                polling.unsubscribe();
            }
        });
        look.run();
        stage.show();
    }

    /// What belongs to the main window, and is followed only as long as this one is on the screen: it must
    /// not be held for good by what lives longer.
    static <T> ObservableValue<T> whileShown(Node content, ObservableValue<T> followed) {
        return followed.when(content.sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::showingProperty)
                .orElse(false));
    }

    /// The button that stands out, where it can be pressed now.
    static Optional<Button> primary(Parent root) {
        return root.lookupAll(".accent").stream()
                .filter(node -> isSeen(node) && !node.isDisabled())
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .findFirst();
    }

    private static boolean isSeen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
