package dev.lacuna.ui.shell;

import dev.lacuna.settings.SettingsException;
import dev.lacuna.ui.kit.Texts;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// Where the window's state is kept between two starts. All of it may block.
public interface Preferences {

    WindowState load();

    void save(WindowState state);

    /// Keeps a profile where it is found by its name.
    ///
    /// @param properties may hold secrets
    /// @return its file
    Path saveProfile(String name, Map<String, String> properties, boolean replace) throws SettingsException;

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

            @Override
            public Path saveProfile(String name, Map<String, String> properties, boolean replace)
                    throws SettingsException {
                throw new SettingsException(Texts.of(Preferences.class).get("profiles.nowhere"), null);
            }
        };
    }
}
