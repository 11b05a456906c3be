package dev.lacuna.cli;

import dev.lacuna.settings.Profile;
import dev.lacuna.source.Access;
import dev.lacuna.source.SourceSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A connection as it is put together from profiles and options: what comes later wins, but for what forbids.
final class SpecBuilder {

    private static final String SERVERS = "bootstrap.servers";

    private final Map<String, String> properties = new LinkedHashMap<>();
    private final List<Profile> profiles = new ArrayList<>();

    void profile(Profile profile) {
        properties.putAll(profile.client());
        profiles.add(profile);
    }

    /// What options put in.
    Map<String, String> properties() {
        return properties;
    }

    /// The servers that the profiles name, or empty.
    String servers() {
        return properties.getOrDefault(SERVERS, "").replace(" ", "");
    }

    /// A profile for other servers says nothing of the writing to these, except that it forbids it.
    SourceSpec spec(String uri) {
        properties.remove(SERVERS);
        List<String> addresses = List.of(uri.replaceFirst("^[a-z]+:(//)?", "").split(",", -1));
        boolean readOnly = profiles.stream().anyMatch(Profile::readOnly);
        List<Profile> named =
                profiles.stream().filter(profile -> profile.isFor(addresses)).toList();
        Profile production =
                named.stream().filter(Profile::isProduction).findFirst().orElse(null);
        String by = production != null
                ? production.name()
                : named.stream().map(Profile::name).findFirst().orElse("");
        return new SourceSpec(uri, properties, new Access(readOnly, by, production != null));
    }
}
