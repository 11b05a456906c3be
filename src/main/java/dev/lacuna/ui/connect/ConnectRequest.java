package dev.lacuna.ui.connect;

import dev.lacuna.settings.Profile;
import dev.lacuna.settings.SettingsException;
import dev.lacuna.source.Access;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.ui.kit.Texts;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Where to connect, as it was asked for. It names the file that may hold secrets, and never what stands in it.
///
/// @param servers `host:port[,host:port]`, with or without a scheme such as `kafka://`, or `segments:DIR`; may be empty
/// where the file says it
/// @param propertiesFile a client's `.properties` file, empty for none
/// @param readOnly whether every write is to be refused
public record ConnectRequest(String servers, String propertiesFile, boolean readOnly) {

    private static final Texts TEXTS = Texts.of(ConnectRequest.class);

    /// What an address of a log folder begins with.
    static final String FOLDER = "segments:";

    /// What the engineer sees of it in a list.
    public String name() {
        return servers.isEmpty() ? propertiesFile : address(servers);
    }

    /// Reads the file, if there is one; blocks.
    ///
    /// @throws SourceException when the file can't be used or names no server
    public SourceSpec load() throws SourceException {
        Profile profile = profile();
        String wanted = servers.isEmpty() ? profile.servers() : servers;
        if (wanted.isBlank()) {
            throw new SourceException(
                    SourceException.Kind.ADDRESS, TEXTS.get("request.servers.missing", propertiesFile), false, null);
        }
        String uri = address(wanted);
        boolean named = !propertiesFile.isEmpty()
                && profile.isFor(List.of(uri.replaceFirst("^[a-z]+:(//)?", "").split(",", -1)));
        var access = new Access(
                readOnly || profile.readOnly(), named ? profile.name() : "", named && profile.isProduction());
        return new SourceSpec(uri, profile.clientWithoutServers(), access);
    }

    static String address(String servers) {
        if (servers.startsWith(FOLDER)) {
            return servers; // a folder's name may hold blanks
        }
        String compact = servers.replaceAll("\\s+", "");
        return compact.contains(":/") ? compact : "kafka://" + compact;
    }

    private Profile profile() throws SourceException {
        try {
            return propertiesFile.isEmpty() ? Profile.of("", Map.of()) : Profile.ofFile(Path.of(propertiesFile));
        } catch (SettingsException | InvalidPathException e) {
            throw new SourceException(SourceException.Kind.OTHER, String.valueOf(e.getMessage()), false, e);
        }
    }
}
