package dev.lacuna.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.ui.kit.Ui;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import javafx.fxml.FXMLLoader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every FXML file loads with the texts of its room.
@Tag("ui")
class FxmlUiTest {

    private static final Path RESOURCES = Path.of("src/main/resources");

    @Test
    void everyLayoutLoads() throws IOException {
        List<Path> layouts;
        try (Stream<Path> tree = Files.walk(RESOURCES)) {
            layouts = tree.filter(path -> path.toString().endsWith(".fxml")).toList();
        }
        assertThat(layouts).isNotEmpty();
        for (Path layout : layouts) {
            Path room = RESOURCES.relativize(layout.resolveSibling("."));
            String name = room.normalize().toString().replace('/', '.').replace('\\', '.');
            var texts = ResourceBundle.getBundle(name + name.substring(name.lastIndexOf('.')), Locale.ROOT);
            Object root = Ui.on(() -> new FXMLLoader(layout.toUri().toURL(), texts).load());
            assertThat(root).as(layout.toString()).isNotNull();
        }
    }
}
