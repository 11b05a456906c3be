package dev.lacuna.ui.connect;

import dev.lacuna.investigation.CheckReport;
import dev.lacuna.source.CheckRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What the start page can ask for. None of it waits; what is told, is told on the FX thread.
public interface ConnectActions {

    void openSample();

    /// Opens a source as it was opened before.
    void connect(ConnectRequest request);

    void connect(ConnectOrder order);

    /// Gives up the connecting that goes on.
    void cancel();

    /// Goes the way to a source step by step; a newer check takes the place of one that goes on.
    ///
    /// @param seen gets each report with news
    /// @param ended called once when it is over, unless it was cancelled: with why it broke, or nothing
    void check(CheckRequest request, Consumer<CheckReport> seen, Consumer<String> ended);

    /// Gives up the check that goes on.
    void cancelCheck();

    /// Leaves the start page for what is open already.
    void back();

    /// Takes a source off the list of recent ones.
    void forget(ConnectRequest request);

    /// Lets the engineer choose a file; empty when nothing was chosen.
    Optional<Path> chooseFile(FileKind kind);

    /// Lets the engineer choose a broker's log folder; empty when nothing was chosen.
    Optional<Path> chooseFolder();

    /// Reads a file of client properties.
    ///
    /// @param read gets what stands in it; may be secrets
    /// @param failed gets why it can't be read
    void readProperties(Path file, Consumer<Map<String, String>> read, Consumer<String> failed);

    /// What a file is chosen for.
    enum FileKind {
        CLIENT_PROPERTIES,
        TRUST_STORE
    }
}
