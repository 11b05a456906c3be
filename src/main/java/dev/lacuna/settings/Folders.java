package dev.lacuna.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the program keeps its files: XDG folders on Linux, their equivalents on macOS and Windows; `LACUNA_HOME`
/// overrides all.
///
/// @param config profiles and preferences
/// @param state logs
public record Folders(Path config, Path state) {

    public static Folders of(Map<String, String> environment, String osName, Path home) {
        String own = environment.get("LACUNA_HOME");
        if (own != null && !own.isBlank()) {
            return new Folders(Path.of(own), Path.of(own));
        }
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.contains("mac")) {
            Path library = home.resolve("Library");
            return new Folders(
                    library.resolve("Application Support").resolve("Lacuna"),
                    library.resolve("Logs").resolve("Lacuna"));
        }
        if (os.contains("win")) {
            return new Folders(
                    orElse(environment.get("APPDATA"), home).resolve("Lacuna"),
                    orElse(environment.get("LOCALAPPDATA"), home).resolve("Lacuna"));
        }
        return new Folders(
                orElse(environment.get("XDG_CONFIG_HOME"), home.resolve(".config"))
                        .resolve("lacuna"),
                orElse(environment.get("XDG_STATE_HOME"), home.resolve(".local").resolve("state"))
                        .resolve("lacuna"));
    }

    private static Path orElse(@Nullable String folder, Path otherwise) {
        return folder == null || folder.isBlank() ? otherwise : Path.of(folder);
    }

    /// Where profiles lie, one `NAME.properties` each.
    public Path profiles() {
        return config.resolve("profiles");
    }
}
