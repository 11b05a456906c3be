package dev.lacuna.ui.shell;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Asks of a stream that is looked at whether it holds dead letters. A few of its events are read in the background.
final class DeadLetterQuestion {

    private final ConnectionModel connections;
    private final Executor fxThread;

    DeadLetterQuestion(ConnectionModel connections, Executor fxThread) {
        this.connections = connections;
        this.fxThread = fxThread;
    }

    /// @param found called where it does, on the FX thread
    void ask(String stream, Consumer<String> found) {
        Connection asked = connections.connection();
        if (asked != null && !stream.isEmpty()) {
            asked.investigation().holdsDeadLetters(stream).onEnd(look -> {
                if (look.result().orElse(false)) {
                    fxThread.execute(() -> {
                        Connection now = connections.connection();
                        if (now != null && now.investigation() == asked.investigation()) {
                            found.accept(stream); // and not to another source's namesake
                        }
                    });
                }
            });
        }
    }
}
