package dev.lacuna.ui.connect;

import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/// Where to connect, as it was asked for. It names the file that may hold secrets, and never what stands in it.
///
/// @param servers `host:port[,host:port]`, with or without a scheme such as `kafka://`; may be empty where the file
/// says it
/// @param propertiesFile a client's `.properties` file, empty for none
/// @param readOnly whether every write is to be refused
public record ConnectRequest(String servers, String propertiesFile, boolean readOnly) {

    private static final String OWN_KEYS = "lacuna.";
    private static final String BOOTSTRAP = "bootstrap.servers";

    /// What the engineer sees of it in a list.
    public String name() {
        return servers.isEmpty() ? propertiesFile : address(servers);
    }

    /// Reads the file, if there is one; blocks.
    ///
    /// @throws SourceException when the file can't be read or names no server
    public SourceSpec load() throws SourceException {
        Map<String, String> properties = new HashMap<>();
        boolean locked = readOnly;
        for (var entry : read().entrySet()) {
            if (entry.getKey().startsWith(OWN_KEYS)) {
                locked |= entry.getKey().equals("lacuna.readonly")
                        && entry.getValue().strip().equals("true");
            } else {
                properties.put(entry.getKey(), entry.getValue());
            }
        }
        String wanted = servers.isEmpty() ? properties.getOrDefault(BOOTSTRAP, "") : servers;
        if (wanted.isBlank()) {
            throw new SourceException(
                    SourceException.Kind.UNSUPPORTED,
                    propertiesFile + " names no bootstrap.servers. Add it to the file, or write the servers above.",
                    false,
                    null);
        }
        properties.remove(BOOTSTRAP);
        return new SourceSpec(address(wanted), properties, locked);
    }

    private static String address(String servers) {
        String compact = servers.replaceAll("\\s+", "");
        return compact.contains(":/") || compact.startsWith("segments:") ? compact : "kafka://" + compact;
    }

    private Map<String, String> read() throws SourceException {
        Map<String, String> entries = new HashMap<>();
        if (propertiesFile.isEmpty()) {
            return entries;
        }
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(propertiesFile), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new SourceException(
                    SourceException.Kind.OTHER, "There is no file " + propertiesFile + ". Check its name.", false, e);
        } catch (IOException | IllegalArgumentException e) {
            throw new SourceException(
                    SourceException.Kind.OTHER,
                    propertiesFile + " can't be read as a properties file: " + e.getMessage(),
                    false,
                    e);
        }
        properties.stringPropertyNames().forEach(name -> entries.put(name, properties.getProperty(name)));
        return entries;
    }
}
