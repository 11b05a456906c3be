package dev.lacuna.ui.shell;

import dev.lacuna.ui.connect.ConnectRequest;
import dev.lacuna.ui.connect.RecentSource;
import dev.lacuna.ui.kit.Theme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the window remembers of itself. It holds no secret: recent sources name the file that may hold some.
///
/// @param recent the sources opened last, newest first
/// @param sessions the session files opened or saved last, newest first
public record WindowState(
        Theme theme, double width, double height, boolean maximized, List<RecentSource> recent, List<Path> sessions) {

    private static final int MOST_RECENT = 8;

    public static final WindowState FIRST = new WindowState(Theme.LIGHT, 1440, 900, false, List.of(), List.of());

    /// Without session files.
    public WindowState(Theme theme, double width, double height, boolean maximized, List<RecentSource> recent) {
        this(theme, width, height, maximized, recent, List.of());
    }

    public WindowState {
        recent = List.copyOf(recent);
        sessions = List.copyOf(sessions);
    }

    WindowState withTheme(Theme newTheme) {
        return new WindowState(newTheme, width, height, maximized, recent, sessions);
    }

    WindowState withSize(double newWidth, double newHeight, boolean nowMaximized) {
        return new WindowState(theme, newWidth, newHeight, nowMaximized, recent, sessions);
    }

    /// With the source at the head of the list.
    WindowState remembering(RecentSource source) {
        List<RecentSource> newer = new ArrayList<>(recent);
        newer.removeIf(kept -> kept.request().equals(source.request()));
        newer.addFirst(source);
        return new WindowState(theme, width, height, maximized, newer.subList(0, Math.min(MOST_RECENT, newer.size())), sessions);
    }

    WindowState forgetting(ConnectRequest request) {
        return new WindowState(
                theme,
                width,
                height,
                maximized,
                recent.stream().filter(kept -> !kept.request().equals(request)).toList(),
                sessions);
    }

    /// With the session file at the head of the list.
    WindowState rememberingSession(Path file) {
        List<Path> newer = new ArrayList<>(sessions);
        newer.remove(file.toAbsolutePath());
        newer.addFirst(file.toAbsolutePath());
        return withSessions(newer.subList(0, Math.min(MOST_RECENT, newer.size())));
    }

    WindowState forgettingSession(Path file) {
        return withSessions(sessions.stream().filter(kept -> !kept.equals(file)).toList());
    }

    private WindowState withSessions(List<Path> newSessions) {
        return new WindowState(theme, width, height, maximized, recent, newSessions);
    }
}
