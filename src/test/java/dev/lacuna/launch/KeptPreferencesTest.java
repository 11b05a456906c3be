package dev.lacuna.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.settings.PreferencesFile;
import dev.lacuna.ui.connect.ConnectRequest;
import dev.lacuna.ui.connect.RecentSource;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.shell.Habits;
import dev.lacuna.ui.shell.WindowState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptPreferencesTest {

    @TempDir
    private Path folder;

    private KeptPreferences preferences() {
        return new KeptPreferences(new PreferencesFile(folder.resolve("window.properties")), folder);
    }

    @Test
    void knowsAfterARestartWhatTheWindowWasLike() {
        var state = new WindowState(
                Theme.DARK,
                1_280,
                800,
                true,
                List.of(new RecentSource(
                        new ConnectRequest("broker-1:9092", "", true),
                        Optional.of(Instant.parse("2026-03-14T08:00:00Z")),
                        true)),
                List.of(Path.of("/incidents/orders.lacuna")),
                Map.of("orders", List.of("time", "json:/amount")),
                new Habits(true, true, true));
        preferences().save(state);

        assertThat(preferences().load()).isEqualTo(state);
    }

    @Test
    void beginsWithWhatIsUsual() {
        assertThat(preferences().load()).isEqualTo(WindowState.FIRST);
    }
}
