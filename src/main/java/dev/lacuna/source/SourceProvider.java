package dev.lacuna.source;

import java.util.Map;

/// Opens sources of one product; found by [java.util.ServiceLoader].
public interface SourceProvider {

    /// Whether the address is of this provider's form.
    boolean accepts(String uri);

    /// Loads what the first opening needs, while its caller is still busy with other things. Changes nothing else.
    default void warmUp() {}

    /// The properties with secrets in the place of what refers to them.
    ///
    /// @throws SourceException where one can't be had, or may not be
    default Map<String, String> resolve(Map<String, String> properties, SecretRules rules) throws SourceException {
        return properties;
    }

    /// Goes the way to a source step by step and tells of each. Changes nothing there.
    ///
    /// @return false where the product has no steps of its own, and nothing was told
    default boolean check(CheckRequest request, CheckHandler handler) {
        return false;
    }

    /// Connects, and checks that somebody answers.
    ///
    /// @throws SourceException UNREACHABLE within a few seconds when nobody does, DENIED for bad credentials
    StreamSource open(SourceSpec spec) throws SourceException;
}
