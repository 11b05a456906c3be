package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Investigation;
import java.util.function.Consumer;

/// Starts the sample incident; it takes some seconds, so it is called on a task's thread.
@FunctionalInterface
public interface SampleOpener {

    /// @param progress told in words what is being done
    OpenedSample open(Consumer<String> progress) throws Exception;

    /// The incident, open for investigation.
    ///
    /// @param stream the stream to look at first
    /// @param close ends the investigation and whatever runs for it; may block
    record OpenedSample(Investigation investigation, String stream, Runnable close) {}
}
