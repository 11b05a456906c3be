package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Motion;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every page of the window, looked over for what is too small to hit, has no name, is cut off or lost, or styled by
/// what the stylesheets don't know.
@Tag("ui")
class CraftUiTest {

    private static final double SMALLEST_TARGET = 24;
    private static final Set<String> FAULTS = new LinkedHashSet<>();
    private static final Set<String> PAGES = new LinkedHashSet<>();
    private static List<String> warnings = List.of();

    private static Shop shop;
    private static int[] size = {0, 0};

    @SuppressWarnings("NullAway.Init") // set on the FX thread before every test
    private static WorkspaceModel workspace;

    @SuppressWarnings("NullAway.Init") // as above
    private static MainWindow window;

    /// Once for all that is asserted: to open the window takes longest.
    @BeforeAll
    static void visitEveryPage() {
        shop = new Shop();
        warnings = Ui.cssWarnings(() -> {
            var pulse = new FxPulse();
            workspace = new WorkspaceModel(shop.start(new Opening.StartPage()), WindowState.FIRST, pulse::post);
            window = new MainWindow(new Stage(), shop.start(new Opening.StartPage()), workspace, pulse, NoFiles::new);
            window.show();
        });
        warnings = new ArrayList<>(warnings);
        // from large to small: what was made for plenty of room must give way
        for (int[] size : new int[][] {{2560, 1440}, {1280, 800}}) {
            visit(size);
        }
    }

    private static void visit(int[] size) {
        CraftUiTest.size = size;
        String at = size[0] + " ";
        Ui.run(workspace.connections()::disconnect);
        look(at + "start");
        fire("#open-kafka");
        look(at + "connect");
        Ui.run(() -> window.scene().getRoot().lookupAll(".choice-box").stream()
                .filter(box -> ((ChoiceBox<?>) box).getItems().contains("SASL_SSL"))
                .forEach(box -> ((ChoiceBox<?>) box).getSelectionModel().selectLast()));
        look(at + "connect with login");
        Ui.run(() -> workspace.open(new Opening.Open(dev.lacuna.source.SourceSpec.of(Shop.URI), Optional.empty())));
        await(() -> workspace.connections().connection() != null);
        look(at + "topics");
        Ui.run(() -> workspace.selectStream("orders"));
        await(() -> workspace.streams().scan() != null
                && !workspace.streams().busyProperty().get());
        for (int tab = 0; tab < 4; tab++) {
            int number = tab;
            Ui.run(() -> window.showTab(number));
            look(at + "tab " + tab);
        }
        Ui.run(window::showPalette);
        look(at + "palette");
    }

    @AfterAll
    static void close() {
        Ui.run(window::close);
        Ui.run(workspace::close);
    }

    private static void look(String page) {
        // a second size asks nothing new of the stylesheets
        for (Theme theme : size[0] > 1280 ? new Theme[] {Theme.LIGHT} : Theme.values()) {
            warnings.addAll(Ui.cssWarnings(() -> {
                window.showTheme(theme);
                lay();
            }));
        }
        Ui.run(() -> {
            PAGES.add(page);
            lay();
            shownUnder(window.scene().getRoot()).forEach(node -> inspect(page, node));
        });
    }

    /// The headless screen is small; a page is laid out at any size without it.
    private static void lay() {
        Parent root = window.scene().getRoot();
        root.resize(size[0], size[1]);
        root.applyCss();
        root.layout();
    }

    private static void inspect(String page, Node node) {
        if (node instanceof Control control && !(node instanceof IndexedCell<?>)) {
            if (isTarget(control)) {
                Bounds bounds = control.getLayoutBounds();
                if (Math.min(bounds.getWidth(), bounds.getHeight()) < SMALLEST_TARGET - 0.5) {
                    note("small", page, node, Math.round(bounds.getWidth()) + "x" + Math.round(bounds.getHeight()));
                }
                if (nameOf(control).isEmpty()) {
                    note("nameless", page, node, "");
                }
                if (!isScrolled(control) && !isInScene(control)) {
                    note("lost", page, node, control.localToScene(bounds).toString());
                }
            }
            if (node instanceof Labeled labeled && isCut(labeled)) {
                note("cut", page, node, labeled.getText());
            }
        }
    }

    private static void note(String what, String page, Node node, String more) {
        FAULTS.add(what + ": " + page + ": " + node.getClass().getSimpleName() + " " + node.getStyleClass() + " "
                + (node instanceof Control control ? nameOf(control) : "") + " " + more);
    }

    private static List<String> faults(String what) {
        return FAULTS.stream().filter(fault -> fault.startsWith(what)).toList();
    }

    /// What is aimed at with a pointer; links within text and the parts of other controls are not.
    private static boolean isTarget(Control control) {
        boolean kind = control instanceof ButtonBase && !(control instanceof Hyperlink)
                || control instanceof TextInputControl
                || control instanceof ChoiceBox<?>
                || control instanceof ComboBoxBase<?>;
        return kind && control.isFocusTraversable() && !(control instanceof CheckBox);
    }

    private static String nameOf(Control control) {
        String accessible = control.getAccessibleText();
        if (accessible != null && !accessible.isBlank()) {
            return accessible;
        }
        return control instanceof Labeled labeled && labeled.getText() != null ? labeled.getText() : "";
    }

    /// Words end in an ellipsis only where they may: in cells, and where their place says that it may shrink.
    private static boolean isCut(Labeled labeled) {
        String words = labeled.getText();
        if (words == null || words.isEmpty() || labeled.getMinWidth() == 0 || isWithin(labeled, IndexedCell.class)) {
            return false;
        }
        return labeled.lookupAll(".text").stream()
                .filter(Text.class::isInstance)
                .map(text -> ((Text) text).getText())
                .anyMatch(shown -> shown.endsWith("...") && !words.endsWith("..."));
    }

    private static boolean isInScene(Control control) {
        Bounds bounds = control.localToScene(control.getLayoutBounds());
        return bounds.getMinX() >= -0.5
                && bounds.getMinY() >= -0.5
                && bounds.getMaxX() <= size[0] + 0.5
                && bounds.getMaxY() <= size[1] + 0.5;
    }

    private static boolean isScrolled(Node node) {
        return isWithin(node, ScrollPane.class) || isWithin(node, IndexedCell.class);
    }

    private static boolean isWithin(Node node, Class<? extends Node> type) {
        for (Node at = node.getParent(); at != null; at = at.getParent()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    private static Stream<Node> shownUnder(Node node) {
        if (!node.isVisible() || node instanceof ScrollBar) {
            return Stream.empty();
        }
        Stream<Node> below = node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream().flatMap(CraftUiTest::shownUnder)
                : Stream.empty();
        return Stream.concat(Stream.of(node), below);
    }

    private static void fire(String id) {
        Ui.run(() -> ((Button) window.scene().lookup(id)).fire());
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        while (!Ui.on(condition::getAsBoolean)) {
            assertThat(Instant.now()).isBefore(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private record NoFiles() implements FileDialogs {
        @Override
        public Optional<Path> save(String title, String proposedName) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> open(String title) {
            return Optional.empty();
        }
    }

    @Test
    void everyPageWasSeen() {
        assertThat(PAGES).hasSize(18);
    }

    @Test
    void everyTargetIsLargeEnoughToHit() {
        assertThat(faults("small")).isEmpty();
    }

    @Test
    void everyControlHasAName() {
        assertThat(faults("nameless")).isEmpty();
    }

    @Test
    void nothingIsCutOff() {
        assertThat(faults("cut")).isEmpty();
    }

    @Test
    void nothingLiesOutsideTheWindow() {
        assertThat(faults("lost")).isEmpty();
    }

    @Test
    void motionIsReducedWhereSomebodyWantsIt() {
        Ui.run(() -> {
            window.toggleMotion();
            assertThat(Motion.reducedProperty().get()).isTrue();
            assertThat(window.scene().getPreferences().isReducedMotion()).isTrue();
            assertThat(workspace.windowStateProperty().get().habits().reducedMotion())
                    .isTrue();
            window.toggleMotion();
            assertThat(window.scene().getPreferences().isReducedMotion()).isFalse();
        });
    }

    @Test
    void howSomebodyLikesTheWheelIsRemembered() {
        Ui.run(() -> {
            window.timeline().setWheelZooms(true);
            assertThat(workspace.windowStateProperty().get().habits().wheelZooms())
                    .isTrue();
            window.timeline().setWheelZooms(false);
            assertThat(workspace.windowStateProperty().get().habits().wheelZooms())
                    .isFalse();
        });
    }

    @Test
    void noStyleIsUnknown() {
        assertThat(warnings).isEmpty();
    }
}
