package dev.lacuna.cli;

import dev.lacuna.settings.Profile;
import dev.lacuna.settings.SettingLayers;
import dev.lacuna.settings.SettingsException;
import dev.lacuna.source.Access;
import dev.lacuna.source.SourceSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A connection as it is put together: defaults, a profile, `LACUNA_*` variables, flags. What comes later wins, but for
/// what forbids: a profile that is read-only is not opened by a variable.
final class SpecBuilder {

    private static final String SERVERS = "bootstrap.servers";

    private final SettingLayers layers = new SettingLayers();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final List<Profile> profiles = new ArrayList<>();

    SpecBuilder() {
        layers.put("lacuna.readonly", "false", "default");
        layers.put("lacuna.environment", "", "default");
    }

    /// @param origin for people: `profile prod`
    void profile(Profile profile, String origin) {
        layers.putAll(profile.client(), origin);
        if (profile.readOnly()) {
            layers.put("lacuna.readonly", "true", origin);
        }
        if (!profile.environment().isEmpty()) {
            layers.put("lacuna.environment", profile.environment(), origin);
        }
        properties.putAll(profile.client());
        profiles.add(profile);
    }

    /// @throws SettingsException where it can't be told from a variable whether writing is allowed
    void environment(Map<String, String> environment) throws SettingsException {
        boolean readOnly = profiles.stream().anyMatch(Profile::readOnly);
        SettingLayers.Setting forbids = layers.settings().get("lacuna.readonly");
        Map<String, String> found = layers.putEnvironment(environment);
        if (readOnly && forbids != null) {
            layers.put("lacuna.readonly", "true", forbids.origin());
        }
        if (!found.isEmpty()) {
            Profile set = Profile.of("LACUNA_READONLY", found);
            properties.putAll(set.client());
            profiles.add(new Profile(set.environment(), set.client(), set.readOnly(), set.environment()));
        }
    }

    void flags(Map<String, String> values, String option) {
        layers.putAll(values, option);
        properties.putAll(values);
    }

    /// Adds what options say of payloads, which must fit what was set before.
    void payloads(PayloadOptions options) throws CommandException {
        Map<String, String> merged = new LinkedHashMap<>(properties);
        options.putInto(merged);
        merged.entrySet().removeIf(entry -> entry.getValue().equals(properties.get(entry.getKey())));
        flags(merged, "flag");
    }

    SettingLayers layers() {
        return layers;
    }

    /// The servers that are named, or empty.
    String servers() {
        return properties.getOrDefault(SERVERS, "").replace(" ", "");
    }

    /// A profile for other servers says nothing of the writing to these, except that it forbids it.
    SourceSpec spec(String uri) {
        Map<String, String> client = new LinkedHashMap<>(properties);
        client.remove(SERVERS);
        List<String> addresses = List.of(uri.replaceFirst("^[a-z]+:(//)?", "").split(",", -1));
        boolean readOnly = profiles.stream().anyMatch(Profile::readOnly);
        List<Profile> named =
                profiles.stream().filter(profile -> profile.isFor(addresses)).toList();
        Profile production =
                named.stream().filter(Profile::isProduction).findFirst().orElse(null);
        String by = production != null
                ? production.name()
                : named.stream()
                        .map(Profile::name)
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .orElse("");
        return new SourceSpec(uri, client, new Access(readOnly, by, production != null));
    }
}
