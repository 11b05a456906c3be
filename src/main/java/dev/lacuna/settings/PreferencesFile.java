package dev.lacuna.settings;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Small preferences of the window (theme, size, recent sources), kept in one file that only its owner can read. Losing
/// them must never stop the program, so failures are logged and forgotten.
public final class PreferencesFile {

    private static final Logger LOG = LoggerFactory.getLogger(PreferencesFile.class);

    private final Path file;
    private final Map<String, String> values = new TreeMap<>();

    public PreferencesFile(Path file) {
        this.file = file;
        if (Files.isRegularFile(file)) {
            try {
                values.putAll(Profile.read(file));
            } catch (SettingsException e) {
                LOG.warn("{} Starting with defaults.", e.getMessage());
            }
        }
    }

    public synchronized Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /// Sets these and saves, if anything changed.
    public synchronized void putAll(Map<String, String> changed) {
        var before = Map.copyOf(values);
        values.putAll(changed);
        if (!values.equals(before)) {
            save();
        }
    }

    private void save() {
        var properties = new Properties();
        properties.putAll(values);
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            try (Writer writer = Files.newBufferedWriter(fresh)) {
                properties.store(writer, null);
            }
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            }
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("Preferences could not be saved to {}: {}", file, e.getMessage());
        }
    }
}
