package dev.lacuna.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A named connection: plain Kafka client properties, so that an existing `client.properties` works unchanged, and our
/// own `lacuna.*` keys beside them.
///
/// @param client the client's properties; may hold secrets
/// @param readOnly whether every write is refused
/// @param environment `production` asks for its name before a write; empty where not said
public record Profile(String name, Map<String, String> client, boolean readOnly, String environment) {

    private static final String OWN_KEYS = "lacuna.";

    public Profile {
        client = Map.copyOf(client);
    }

    /// Loads the profile of that name from the folder.
    public static Profile load(String name, Path folder) throws SettingsException {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new SettingsException(
                    "'" + name + "' is neither an address such as kafka://HOST:PORT nor a profile's name.", null);
        }
        Path file = folder.resolve(name + ".properties");
        if (!Files.isRegularFile(file)) {
            throw new SettingsException(
                    "There is no profile '" + name + "' in " + folder + known(folder)
                            + ". Give an address such as kafka://HOST:PORT, or put a client.properties file there.",
                    null);
        }
        return of(name, read(file));
    }

    /// Reads a properties file.
    public static Map<String, String> read(Path file) throws SettingsException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new SettingsException("There is no file " + file + ".", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException("The file " + file + " can't be read: " + e.getMessage(), e);
        }
        Map<String, String> map = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
        return map;
    }

    /// A profile from properties that are already at hand.
    public static Profile of(String name, Map<String, String> properties) {
        Map<String, String> client = new TreeMap<>(properties);
        client.keySet().removeIf(key -> key.startsWith(OWN_KEYS));
        return new Profile(
                name,
                client,
                Boolean.parseBoolean(properties.getOrDefault("lacuna.readonly", "false")),
                properties.getOrDefault("lacuna.environment", ""));
    }

    public boolean isProduction() {
        return environment.equals("production");
    }

    private static String known(Path folder) {
        if (!Files.isDirectory(folder)) {
            return "";
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".properties"))
                    .map(file -> file.substring(0, file.length() - ".properties".length()))
                    .sorted()
                    .toList();
            return names.isEmpty() ? "" : " (there are " + String.join(", ", names) + ")";
        } catch (IOException e) {
            return "";
        }
    }

    /// The name and the keys only: values may be secrets.
    @Override
    public String toString() {
        return name + client.keySet();
    }
}
