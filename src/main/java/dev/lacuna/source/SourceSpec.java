package dev.lacuna.source;

import java.util.Map;

/// How to reach a source: its address and the client properties that go with it.
///
/// @param uri `kafka://host:port[,host:port]`, `segments:DIR`
/// @param properties the source's own client properties (Kafka: as in `client.properties`); may hold secrets
/// @param access what may be done with it
public record SourceSpec(String uri, Map<String, String> properties, Access access) {

    /// The property that gives a source the colour by which people know it.
    public static final String COLOR = "lacuna.color";

    public SourceSpec {
        properties = Map.copyOf(properties);
    }

    public SourceSpec(String uri, Map<String, String> properties, boolean readOnly) {
        this(uri, properties, new Access(readOnly, "", false));
    }

    public static SourceSpec of(String uri) {
        return new SourceSpec(uri, Map.of(), Access.PLAIN);
    }

    /// Whether every write must be refused.
    public boolean readOnly() {
        return access.readOnly();
    }

    /// The colour that it was given, as it was written; empty for none.
    public String color() {
        return properties.getOrDefault(COLOR, "").strip();
    }

    /// The same, after somebody has typed a name to agree to a write.
    public SourceSpec confirmedAs(String name) {
        return new SourceSpec(uri, properties, access.confirmedAs(name));
    }

    public SourceSpec withProperties(Map<String, String> others) {
        return new SourceSpec(uri, others, access);
    }

    /// The address only: properties may hold secrets.
    @Override
    public String toString() {
        return uri;
    }
}
