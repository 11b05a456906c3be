package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.scene.Scene;

/// Takes true pictures of scenes, light and dark, and writes them while the next view is made ready.
final class Camera {

    private final Path folder;
    private final Consumer<Theme> dress;
    private final List<CompletableFuture<Path>> pictures = new ArrayList<>();
    private List<Theme> themes = List.of(Theme.values()).reversed();

    /// @param dress gives all that is seen that look; called on the FX thread
    Camera(Path folder, Consumer<Theme> dress) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.dress = dress;
    }

    void shoot(String name, Scene scene) {
        themes = themes.reversed(); // to begin with the one it wears: to dress it anew takes longest
        // in one go: a pulse between would draw the whole window once more, for nobody
        Ui.run(() -> themes.forEach(theme -> {
            dress.accept(theme);
            // what is dressed anew may have another size, and be laid out once more for that
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            BufferedImage picture = WindowShot.take(scene);
            pictures.add(CompletableFuture.supplyAsync(
                    () -> written(picture, folder.resolve(name + "-" + theme.id() + ".png"))));
        }));
    }

    private static Path written(BufferedImage picture, Path file) {
        try {
            WindowShot.write(picture, file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All that were taken, once they are written.
    List<Path> pictures() {
        return pictures.stream().map(CompletableFuture::join).toList();
    }
}
