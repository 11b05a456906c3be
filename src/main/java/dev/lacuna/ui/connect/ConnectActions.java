package dev.lacuna.ui.connect;

import java.nio.file.Path;
import java.util.Optional;

/// What the start page can ask for. None of it waits.
public interface ConnectActions {

    void openSample();

    void connect(ConnectRequest request);

    /// Gives up the connecting that goes on.
    void cancel();

    /// Leaves the start page for what is open already.
    void back();

    /// Takes a source off the list of recent ones.
    void forget(ConnectRequest request);

    /// Lets the engineer choose a file; empty when nothing was chosen.
    Optional<Path> choosePropertiesFile();
}
