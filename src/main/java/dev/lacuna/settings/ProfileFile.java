package dev.lacuna.settings;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;

/// Writes a profile where later starts, and the command line, find it by its name. Only its owner can read the file,
/// from its first byte on.
public final class ProfileFile {

    private static final String NAME = "[A-Za-z0-9._-]+";

    private ProfileFile() {}

    /// Whether a profile may be called so.
    public static boolean isName(String name) {
        return name.matches(NAME) && !name.startsWith(".");
    }

    /// @param properties of the client and our own; may hold secrets
    /// @param replace whether a profile of that name may be written over
    /// @return the file
    public static Path write(Path folder, String name, Map<String, String> properties, boolean replace)
            throws SettingsException {
        if (!isName(name)) {
            throw new SettingsException(
                    "'" + name + "' is no name of a profile: use letters, digits, '.', '_' and '-'.", null);
        }
        Path file = folder.resolve(name + ".properties");
        if (!replace && Files.exists(file)) {
            throw new SettingsException("There is a profile '" + name + "' already. Choose another name.", null);
        }
        var lines = new Properties();
        lines.putAll(properties);
        try {
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, "." + name, ".new", ownerOnly());
            try {
                try (Writer writer = Files.newBufferedWriter(fresh)) {
                    lines.store(writer, null);
                }
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new SettingsException(
                    "The profile could not be saved as " + file + ": " + e.getMessage() + ". Check that the folder can"
                            + " be written to.",
                    e);
        }
        return file;
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
