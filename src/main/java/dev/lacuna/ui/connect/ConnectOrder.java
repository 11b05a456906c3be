package dev.lacuna.ui.connect;

import dev.lacuna.source.SourceSpec;
import java.util.Map;
import java.util.Optional;

/// What the connect form asks for: a source to open, and what to keep of it.
///
/// @param spec how to reach it; may hold secrets
/// @param recent as what it goes among the recent sources, once it is open; empty where it can't be opened again from
///     what may be kept there
/// @param profile what is saved as a profile, once it is open
public record ConnectOrder(SourceSpec spec, Optional<ConnectRequest> recent, Optional<NewProfile> profile) {

    /// A profile to save.
    ///
    /// @param properties may hold secrets
    /// @param replace whether one of that name may be written over
    public record NewProfile(String name, Map<String, String> properties, boolean replace) {

        public NewProfile {
            properties = Map.copyOf(properties);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
