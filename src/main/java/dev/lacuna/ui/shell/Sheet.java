package dev.lacuna.ui.shell;

import javafx.scene.Node;

/// Something small that is asked above the window: it takes the focus when it opens.
interface Sheet {

    Node node();

    /// It is seen now.
    void opened();
}
