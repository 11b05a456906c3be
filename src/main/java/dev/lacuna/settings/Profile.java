package dev.lacuna.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A named connection: plain Kafka client properties, so that an existing `client.properties` works unchanged, and our
/// own `lacuna.*` keys beside them.
///
/// @param client the client's properties, and those that say how payloads are read and how it looks; may hold secrets
/// @param readOnly whether every write is refused
/// @param environment `production` asks for its name before a write; empty where not said
public record Profile(String name, Map<String, String> client, boolean readOnly, String environment) {

    private static final Logger LOG = LoggerFactory.getLogger(Profile.class);
    private static final String OWN_KEYS = "lacuna.";
    /// How payloads are read, which goes with the source.
    private static final String PAYLOAD_KEYS = OWN_KEYS + "payload.";
    /// The colour that people know it by, which goes with the source, too.
    private static final String COLOR = OWN_KEYS + "color";
    private static final String READ_ONLY = OWN_KEYS + "readonly";
    private static final String BOOTSTRAP = "bootstrap.servers";

    public Profile {
        client = Map.copyOf(client);
    }

    /// Loads the profile of that name from the folder.
    public static Profile load(String name, Path folder) throws SettingsException {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new UnknownProfileException(
                    "'" + name + "' is neither an address such as kafka://HOST:PORT nor a profile's name.");
        }
        Path file = folder.resolve(name + ".properties");
        if (!Files.isRegularFile(file)) {
            throw new UnknownProfileException("There is no profile '" + name + "' in " + folder + known(folder)
                    + ". Give an address such as kafka://HOST:PORT, or put a client.properties file there.");
        }
        return of(name, read(file));
    }

    /// A profile from a file that may lie anywhere; its name is the file's, without `.properties`.
    public static Profile ofFile(Path file) throws SettingsException {
        Profile profile = of(file.toString(), read(file));
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.properties$", "");
        return new Profile(name, profile.client(), profile.readOnly(), profile.environment());
    }

    /// Reads a properties file.
    public static Map<String, String> read(Path file) throws SettingsException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new SettingsException("There is no file " + file + ".", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException("The file " + file + " can't be read: " + sentence(e), e);
        }
        Map<String, String> map = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
        return map;
    }

    /// A profile from properties that are already at hand.
    ///
    /// @throws SettingsException when it can't be told whether writing is allowed
    public static Profile of(String name, Map<String, String> properties) throws SettingsException {
        Map<String, String> client = new TreeMap<>(properties);
        client.keySet()
                .removeIf(key -> key.startsWith(OWN_KEYS) && !key.startsWith(PAYLOAD_KEYS) && !key.equals(COLOR));
        return new Profile(
                name,
                client,
                readOnly(name, properties.getOrDefault(READ_ONLY, "false").strip()),
                properties.getOrDefault("lacuna.environment", "").strip());
    }

    /// The profiles in the folder that name one of the servers. A file that can't be read at all names none.
    ///
    /// @param addresses `HOST:PORT`
    /// @throws SettingsException when one names a server, and what it says of writing can't be understood
    public static List<Profile> naming(Collection<String> addresses, Path folder) throws SettingsException {
        Set<String> wanted = plain(addresses);
        List<Profile> found = new ArrayList<>();
        for (String name : names(folder)) {
            Map<String, String> properties;
            try {
                properties = read(folder.resolve(name + ".properties"));
            } catch (SettingsException e) {
                LOG.warn("{} It can't guard any cluster.", e.getMessage());
                continue;
            }
            if (split(properties.getOrDefault(BOOTSTRAP, "")).stream()
                    .map(Profile::plain)
                    .anyMatch(wanted::contains)) {
                found.add(of(name, properties));
            }
        }
        return found;
    }

    /// All profiles in the folder, but for those that can't be read or understood.
    public static List<Profile> all(Path folder) {
        List<Profile> found = new ArrayList<>();
        for (String name : names(folder)) {
            try {
                found.add(of(name, read(folder.resolve(name + ".properties"))));
            } catch (SettingsException e) {
                LOG.debug("profile '{}' is passed over", name, e);
            }
        }
        return found;
    }

    /// Names of hosts mean the same in any case, and this machine has several.
    private static String plain(String address) {
        return address.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^(localhost|\\[::1]|127\\.0\\.0\\.1):", "127.0.0.1:");
    }

    /// Whether what it says of writing is meant for these servers: it names one of them, or none at all.
    ///
    /// @param addresses `HOST:PORT`
    public boolean isFor(Collection<String> addresses) {
        Set<String> own = split(servers());
        return own.isEmpty() || own.stream().map(Profile::plain).anyMatch(plain(addresses)::contains);
    }

    private static Set<String> plain(Collection<String> addresses) {
        return addresses.stream().map(Profile::plain).collect(Collectors.toSet());
    }

    /// `HOST:PORT[,HOST:PORT]` without blanks, or empty where the properties name none.
    public String servers() {
        return String.join(",", split(client.getOrDefault(BOOTSTRAP, "")));
    }

    /// The client's properties without the servers, which an address names.
    public Map<String, String> clientWithoutServers() {
        Map<String, String> rest = new TreeMap<>(client);
        rest.remove(BOOTSTRAP);
        return rest;
    }

    private static String sentence(Exception e) {
        String reason = e instanceof AccessDeniedException ? "access is denied" : String.valueOf(e.getMessage());
        return reason.endsWith(".") ? reason : reason + ".";
    }

    private static Set<String> split(String servers) {
        Set<String> parts = new LinkedHashSet<>();
        for (String part : servers.split(",", -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    /// A slip must not open what was meant to be closed.
    private static boolean readOnly(String name, String text) throws SettingsException {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new SettingsException(
                    READ_ONLY + " in " + name + " must be true or false, not '" + text + "'.", null);
        }
        return text.equalsIgnoreCase("true");
    }

    public boolean isProduction() {
        return environment.equalsIgnoreCase("production") || environment.equalsIgnoreCase("prod");
    }

    private static String known(Path folder) {
        List<String> names = names(folder);
        return names.isEmpty() ? "" : " (there are " + String.join(", ", names) + ")";
    }

    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".properties"))
                    .map(file -> file.substring(0, file.length() - ".properties".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /// The name and the keys only: values may be secrets.
    @Override
    public String toString() {
        return name + client.keySet();
    }
}
