package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.repair.GroupSnapshotFile;
import dev.lacuna.ui.gallery.Nodes;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Setting a group back in the window, over a source in memory.
@Tag("ui")
class WindowRewindUiTest {

    private final Shop shop = new Shop();
    private final PartitionRef partition = shop.cluster.stream("orders").ref().partition(0);
    private WorkspaceModel workspace;
    private MainWindow window;

    @BeforeEach
    void openTheShop() {
        shop.cluster.groups().commit("billing", partition, 250);
        shop.cluster.addGroupCommit(
                new GroupCommit("billing", partition, Position.offset(250), System.currentTimeMillis(), -1));
        Start start = shop.start(Shop.opening(Shop.URI, "orders"));
        var pulse = Ui.on(FxPulse::new);
        workspace = Ui.on(() -> new WorkspaceModel(start, WindowState.FIRST, pulse::post));
        window = Ui.on(() -> {
            var shown = new MainWindow(new Stage(), start, workspace, pulse, NoFiles::new);
            shown.show();
            return shown;
        });
        Ui.run(() -> workspace.open(start.opening()));
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

    @AfterEach
    void close() {
        Ui.run(() -> {
            window.close();
            List.copyOf(Window.getWindows()).forEach(Window::hide);
            Theme.LIGHT.apply();
        });
        workspace.close();
    }

    private Parent root() {
        return window.scene().getRoot();
    }

    @Test
    void rewindsAGroupFromItsOffsetsAndKeepsWhereItStood() throws Exception {
        Nodes.await(() -> !workspace.streams().groupsProperty().get().isEmpty());
        Ui.run(() -> window.workspacePane().showTab(2));
        Ui.run(() -> root().lookupAll(".table-view").stream()
                .map(TableView.class::cast)
                .filter(table -> "Group offsets".equals(table.getAccessibleText()))
                .forEach(table -> table.getSelectionModel().select(0)));
        Ui.run(() -> Nodes.button(root(), "Rewind billing…").fire());

        Parent dialog = Ui.on(() -> Window.getWindows().getLast().getScene().getRoot());
        Ui.run(() -> Nodes.button(dialog, "So many back").fire());
        Ui.run(() -> ((TextField) dialog.lookup(".text-field")).setText("-40"));
        Ui.run(() -> Nodes.button(dialog, "Show preview").fire());
        Nodes.await(() -> Nodes.texts(dialog, Label.class).contains("1 partition: 40 events are read again."));
        Ui.run(() -> Nodes.button(dialog, "Set billing in 1 partition").fire());
        Nodes.await(() -> Nodes.texts(dialog, Label.class).contains("Set, and read back"));

        assertThat(shop.cluster.groups().positions("billing").get(partition)).hasToString("210");
        try (Stream<Path> kept = Files.list(shop.plans)) {
            assertThat(kept.map(file -> file.getFileName().toString()))
                    .hasSize(3)
                    .allMatch(name -> name.matches("rewind-\\w+(\\.before|\\.after)?\\.json"));
        }
        try (Stream<Path> kept = Files.list(shop.plans)) {
            Path before = kept.filter(file -> file.toString().endsWith(".before.json"))
                    .findFirst()
                    .orElseThrow();
            assertThat(GroupSnapshotFile.read(before, Shop.URI).positions().get(partition))
                    .hasToString("Optional[250]");
        }
        Ui.run(() -> Nodes.button(dialog, "Roll back").fire());
        Nodes.await(() -> Nodes.texts(dialog, Label.class).contains("Rolled back, and read back"));
        assertThat(shop.cluster.groups().positions("billing").get(partition)).hasToString("250");
    }
}
