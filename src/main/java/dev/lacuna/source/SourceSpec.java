package dev.lacuna.source;

import java.util.Map;

/// How to reach a source: its address and the client properties that go with it.
///
/// @param uri `kafka://host:port[,host:port]`, `segments:DIR`
/// @param properties the source's own client properties (Kafka: as in `client.properties`); may hold secrets
/// @param readOnly whether every write must be refused
public record SourceSpec(String uri, Map<String, String> properties, boolean readOnly) {

    public SourceSpec {
        properties = Map.copyOf(properties);
    }

    public static SourceSpec of(String uri) {
        return new SourceSpec(uri, Map.of(), false);
    }

    /// The address only: properties may hold secrets.
    @Override
    public String toString() {
        return uri;
    }
}
