package dev.lacuna.ui.timeline;

import dev.lacuna.model.Selection;
import dev.lacuna.model.StreamRef;

/// What can be done with a selection, beyond looking at it; the window does it.
public interface SelectionActions {

    /// In what form a selection is copied.
    enum CopyForm {
        /// The command line that does the same.
        COMMAND,
        /// From and to, as ISO 8601.
        RANGE,
        /// The events themselves, as JSON Lines.
        EVENTS
    }

    void replay(Selection selection);

    /// Whether there is anything that could be written to.
    default boolean canReplay() {
        return true;
    }

    /// Writes the findings that are selected, or lie in what is, into a file.
    void exportFindings(Selection selection);

    /// Writes the events that are selected into a file that can be read again.
    ///
    /// @param csv else JSON Lines
    void exportEvents(Selection selection, boolean csv);

    /// Asks for words on what is selected.
    void note();

    /// Shows a stream no longer, of several.
    void removeFromView(StreamRef stream);

    void copy(Selection selection, CopyForm form);

    /// Says why something was asked for in vain.
    default void tell(String obstacle) {}
}
