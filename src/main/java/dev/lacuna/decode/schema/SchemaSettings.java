package dev.lacuna.decode.schema;

import dev.lacuna.model.PayloadFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Where the schemas of a source's payloads are, as a profile or the command line says. Keys of the registry
/// are those that Confluent's clients take, so that an existing `client.properties` works unchanged.
///
/// @param registries base addresses of one registry, to be tried in turn; empty: there is none
/// @param authorization the header that lets us in, a secret; empty: none is sent
/// @param trustStore certificates by which an `https` registry is known; empty: Java's own
/// @param trustStorePassword of that file
/// @param files local schemas: what payloads were written with as the last, before it what that refers to
/// @param message the Protobuf message that payloads are; empty: the schema's only one
/// @param format how payloads are to be read, where nothing else says it
public record SchemaSettings(
        List<URI> registries,
        Optional<String> authorization,
        Optional<Path> trustStore,
        Optional<String> trustStorePassword,
        List<Path> files,
        Optional<String> message,
        PayloadFormat format) {

    public static final String REGISTRY = "schema.registry.url";
    public static final String FILES = "lacuna.payload.schema.files";
    public static final String MESSAGE = "lacuna.payload.schema.message";
    public static final String FORMAT = "lacuna.payload.format";

    private static final String OWN_KEYS = "lacuna.payload.";
    private static final String REGISTRY_KEYS = "schema.registry.";
    private static final String BASIC = "basic.auth.user.info";
    private static final String BASIC_SOURCE = "basic.auth.credentials.source";
    private static final String BEARER = "bearer.auth.token";
    private static final String BEARER_SOURCE = "bearer.auth.credentials.source";
    private static final List<String> SHARED_KEYS = List.of(BASIC, BASIC_SOURCE, BEARER, BEARER_SOURCE);

    public static final SchemaSettings NONE = new SchemaSettings(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            PayloadFormat.AUTO);

    public SchemaSettings {
        registries = List.copyOf(registries);
        files = List.copyOf(files);
    }

    /// Whether a property is about payloads and none of the source's own client.
    public static boolean isKey(String key) {
        return key.startsWith(OWN_KEYS) || key.startsWith(REGISTRY_KEYS) || SHARED_KEYS.contains(key);
    }

    /// @param properties among others, those about payloads
    public static SchemaSettings of(Map<String, String> properties) throws DecodeException {
        Map<String, String> said = new TreeMap<>();
        properties.forEach((key, value) -> {
            if (isKey(key) && !value.isBlank()) {
                said.put(key, value.strip());
            }
        });
        return new SchemaSettings(
                registries(said.getOrDefault(REGISTRY, "")),
                authorization(said),
                Optional.ofNullable(said.get(REGISTRY_KEYS + "ssl.truststore.location"))
                        .map(Path::of),
                Optional.ofNullable(said.get(REGISTRY_KEYS + "ssl.truststore.password")),
                files(said.getOrDefault(FILES, "")),
                Optional.ofNullable(said.get(MESSAGE)),
                format(said.getOrDefault(FORMAT, "auto")));
    }

    private static List<URI> registries(String text) throws DecodeException {
        List<URI> addresses = new ArrayList<>();
        for (String part : split(text)) {
            URI uri;
            try {
                uri = URI.create(part.endsWith("/") ? part : part + "/");
            } catch (IllegalArgumentException e) {
                throw new DecodeException("The schema registry's address can't be understood: it is no URL.", null);
            }
            if (uri.getUserInfo() != null) {
                throw new DecodeException(
                        "The schema registry's address carries credentials, which would end up in logs. Leave them out,"
                                + " and put " + BASIC + "=USER:PASSWORD into a profile or a --command-config file.",
                        null);
            }
            if (uri.getHost() == null || !List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                throw new DecodeException(
                        "The schema registry's address must be like http://HOST:PORT, not '" + part + "'.", null);
            }
            addresses.add(uri);
        }
        return addresses;
    }

    private static Optional<String> authorization(Map<String, String> said) {
        String basic = said.getOrDefault(REGISTRY_KEYS + BASIC, said.getOrDefault(BASIC, ""));
        String bearer = said.getOrDefault(REGISTRY_KEYS + BEARER, said.getOrDefault(BEARER, ""));
        if (!basic.isEmpty()) {
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)));
        }
        return bearer.isEmpty() ? Optional.empty() : Optional.of("Bearer " + bearer);
    }

    private static List<Path> files(String text) throws DecodeException {
        List<Path> files = new ArrayList<>();
        for (String part : split(text)) {
            try {
                files.add(Path.of(part));
            } catch (InvalidPathException e) {
                throw new DecodeException("'" + part + "' can't be the name of a schema file.", e);
            }
        }
        return files;
    }

    private static PayloadFormat format(String text) throws DecodeException {
        return Arrays.stream(PayloadFormat.values())
                .filter(format -> format.id().equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new DecodeException(
                        FORMAT + " must be one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(PayloadFormat.values())
                                                .map(PayloadFormat::id)
                                                .toList())
                                + ", not '" + text + "'.",
                        null));
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /// Whether schemas can be had from anywhere.
    public boolean hasSchemas() {
        return !registries.isEmpty() || !files.isEmpty();
    }

    /// Without the secrets.
    @Override
    public String toString() {
        return "SchemaSettings[registries=" + registries + ", files=" + files + ", message=" + message + ", format="
                + format + "]";
    }
}
