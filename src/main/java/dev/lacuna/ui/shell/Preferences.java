package dev.lacuna.ui.shell;

import java.util.concurrent.atomic.AtomicReference;

/// Where the window's state is kept between two starts. Both methods may block.
public interface Preferences {

    WindowState load();

    void save(WindowState state);

    /// Keeps it as long as the program runs.
    static Preferences inMemory() {
        var state = new AtomicReference<>(WindowState.FIRST);
        return new Preferences() {
            @Override
            public WindowState load() {
                return state.get();
            }

            @Override
            public void save(WindowState newState) {
                state.set(newState);
            }
        };
    }
}
