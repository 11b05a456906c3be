package dev.lacuna.ui.shell;

import java.nio.file.Path;
import java.util.Optional;

/// Asks the engineer for files. Behind an interface, because a machine without a display has no file chooser.
public interface FileDialogs {

    /// @param proposedName a name to start from
    Optional<Path> save(String title, String proposedName);

    Optional<Path> open(String title);

    /// Asks for a folder.
    default Optional<Path> openFolder(String title) {
        return Optional.empty();
    }
}
