package dev.lacuna.source.kafka;

import dev.lacuna.source.SecretRules;
import dev.lacuna.source.SourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/// Secrets by reference, through Kafka's own config providers: `${env:NAME}`, `${file:/path:key}`, `${dir:/path:name}`.
/// A file's own `config.providers` is set aside: it could name any class, and any file.
final class SecretReferences {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([a-zA-Z0-9]+):[^}]*}");
    private static final String OWN_PROVIDERS = "config.providers";
    private final Map<String, ConfigProvider> providers = new HashMap<>();
    private final SecretRules rules;

    SecretReferences(SecretRules rules, Map<String, String> environment) {
        this.rules = rules;
        var variables = new EnvVarConfigProvider(environment);
        variables.configure(Map.of(EnvVarConfigProvider.ALLOWLIST_PATTERN_CONFIG, rules.variables()));
        providers.put("env", variables);
        String paths = Arrays.stream(rules.paths().split(","))
                .filter(path -> !path.isBlank() && Files.exists(Path.of(path)))
                .collect(Collectors.joining(","));
        if (!paths.isEmpty()) { // without any, Kafka's providers would allow all
            var files = new FileConfigProvider();
            var folders = new DirectoryConfigProvider();
            files.configure(Map.of(FileConfigProvider.ALLOWED_PATHS_CONFIG, paths));
            folders.configure(Map.of(DirectoryConfigProvider.ALLOWED_PATHS_CONFIG, paths));
            providers.put("file", files);
            providers.put("dir", folders);
        }
    }

    /// @throws SourceException naming the reference and how to allow it, never a value
    Map<String, String> resolve(Map<String, String> properties) throws SourceException {
        Map<String, String> resolved = new TreeMap<>(properties);
        resolved.keySet().removeIf(key -> key.equals(OWN_PROVIDERS) || key.startsWith(OWN_PROVIDERS + "."));
        if (resolved.values().stream()
                .noneMatch(value -> REFERENCE.matcher(value).find())) {
            return resolved;
        }
        try {
            resolved.putAll(new ConfigTransformer(providers).transform(resolved).data());
        } catch (KafkaException e) {
            throw new SourceException(
                    SourceException.Kind.OTHER,
                    "A secret that the client properties refer to can't be read: " + e.getMessage() + ".",
                    false,
                    e);
        }
        for (var property : resolved.entrySet()) {
            Matcher left = REFERENCE.matcher(property.getValue());
            if (left.find() && left.group().equals(originalOf(properties, property.getKey(), left.group()))) {
                throw unresolved(property.getKey(), left.group(), left.group(1));
            }
        }
        return resolved;
    }

    /// A secret may itself look like a reference; only what stood in the properties counts.
    private static String originalOf(Map<String, String> properties, String key, String reference) {
        return properties.getOrDefault(key, "").contains(reference) ? reference : "";
    }

    private SourceException unresolved(String key, String reference, String kind) {
        String why = switch (kind) {
            case "env" ->
                "there is no such variable, or it may not be taken: allowed are " + rules.variables()
                        + " (LACUNA_SECRET_ENV names others)";
            case "file", "dir" ->
                "there is no such file or key, or it may not be read: allowed is " + rules.paths()
                        + " (LACUNA_SECRET_FILES names others)";
            default -> "secrets are taken from ${env:NAME}, ${file:/path:key} and ${dir:/path:name} only";
        };
        return new SourceException(
                SourceException.Kind.OTHER,
                key + " refers to " + reference + ", which can't be resolved: " + why + ".",
                false,
                null);
    }
}
