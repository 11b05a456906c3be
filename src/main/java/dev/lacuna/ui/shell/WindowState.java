package dev.lacuna.ui.shell;

import dev.lacuna.ui.connect.ConnectRequest;
import dev.lacuna.ui.connect.RecentSource;
import dev.lacuna.ui.kit.Theme;
import java.util.ArrayList;
import java.util.List;

/// What the window remembers of itself. It holds no secret: recent sources name the file that may hold some.
///
/// @param recent the sources opened last, newest first
public record WindowState(Theme theme, double width, double height, boolean maximized, List<RecentSource> recent) {

    private static final int MOST_RECENT = 8;

    public static final WindowState FIRST = new WindowState(Theme.LIGHT, 1440, 900, false, List.of());

    public WindowState {
        recent = List.copyOf(recent);
    }

    WindowState withTheme(Theme newTheme) {
        return new WindowState(newTheme, width, height, maximized, recent);
    }

    WindowState withSize(double newWidth, double newHeight, boolean nowMaximized) {
        return new WindowState(theme, newWidth, newHeight, nowMaximized, recent);
    }

    /// With the source at the head of the list.
    WindowState remembering(RecentSource source) {
        List<RecentSource> newer = new ArrayList<>(recent);
        newer.removeIf(kept -> kept.request().equals(source.request()));
        newer.addFirst(source);
        return new WindowState(theme, width, height, maximized, newer.subList(0, Math.min(MOST_RECENT, newer.size())));
    }

    WindowState forgetting(ConnectRequest request) {
        return new WindowState(
                theme,
                width,
                height,
                maximized,
                recent.stream().filter(kept -> !kept.request().equals(request)).toList());
    }
}
