package dev.lacuna.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// The system's own file choosers, beginning where the last one ended.
final class StageFileDialogs implements FileDialogs {

    private final Window owner;
    private @Nullable File folder;

    StageFileDialogs(Window owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Path> save(String title, String proposedName) {
        FileChooser chooser = chooser(title);
        chooser.setInitialFileName(proposedName);
        return chosen(chooser.showSaveDialog(owner));
    }

    @Override
    public Optional<Path> open(String title) {
        return chosen(chooser(title).showOpenDialog(owner));
    }

    @Override
    public Optional<Path> openFolder(String title) {
        var chooser = new DirectoryChooser();
        chooser.setTitle(title);
        if (folder != null && folder.isDirectory()) {
            chooser.setInitialDirectory(folder);
        }
        return chosen(chooser.showDialog(owner));
    }

    private FileChooser chooser(String title) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        if (folder != null && folder.isDirectory()) {
            chooser.setInitialDirectory(folder);
        }
        return chooser;
    }

    private Optional<Path> chosen(@Nullable File file) {
        if (file != null) {
            folder = file.getParentFile();
        }
        return Optional.ofNullable(file).map(File::toPath);
    }
}
