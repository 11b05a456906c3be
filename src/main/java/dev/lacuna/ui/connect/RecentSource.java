package dev.lacuna.ui.connect;

import java.time.Instant;
import java.util.Optional;

/// A source that was opened before.
///
/// @param opened when last; empty where that was not noted
/// @param production whether it was called so then
public record RecentSource(ConnectRequest request, Optional<Instant> opened, boolean production) {

    public static RecentSource of(ConnectRequest request) {
        return new RecentSource(request, Optional.empty(), false);
    }
}
