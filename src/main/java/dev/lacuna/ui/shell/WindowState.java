package dev.lacuna.ui.shell;

import dev.lacuna.ui.connect.ConnectRequest;
import dev.lacuna.ui.connect.RecentSource;
import dev.lacuna.ui.kit.Theme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the window remembers of itself. It holds no secret: recent sources name the file that may hold some.
///
/// @param recent the sources opened last, newest first
/// @param sessions the session files opened or saved last, newest first
/// @param columns of the records table, by topic: those that somebody has chosen
/// @param habits how somebody likes to work
public record WindowState(
        Theme theme,
        double width,
        double height,
        boolean maximized,
        List<RecentSource> recent,
        List<Path> sessions,
        Map<String, List<String>> columns,
        Habits habits) {

    private static final int MOST_RECENT = 8;

    /// Topics whose columns are kept.
    public static final int MOST_TOPICS = 40;

    public static final WindowState FIRST =
            new WindowState(Theme.LIGHT, 1440, 900, false, List.of(), List.of(), Map.of(), Habits.FIRST);

    public WindowState {
        recent = List.copyOf(recent);
        sessions = List.copyOf(sessions);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    WindowState withTheme(Theme newTheme) {
        return new WindowState(newTheme, width, height, maximized, recent, sessions, columns, habits);
    }

    WindowState withHabits(Habits newHabits) {
        return new WindowState(theme, width, height, maximized, recent, sessions, columns, newHabits);
    }

    WindowState withSize(double newWidth, double newHeight, boolean nowMaximized) {
        return new WindowState(theme, newWidth, newHeight, nowMaximized, recent, sessions, columns, habits);
    }

    /// With the source at the head of the list.
    WindowState remembering(RecentSource source) {
        List<RecentSource> newer = new ArrayList<>(recent);
        newer.removeIf(kept -> kept.request().equals(source.request()));
        newer.addFirst(source);
        return withRecent(newer.subList(0, Math.min(MOST_RECENT, newer.size())));
    }

    WindowState forgetting(ConnectRequest request) {
        return withRecent(
                recent.stream().filter(kept -> !kept.request().equals(request)).toList());
    }

    private WindowState withRecent(List<RecentSource> newRecent) {
        return new WindowState(theme, width, height, maximized, newRecent, sessions, columns, habits);
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
        return new WindowState(theme, width, height, maximized, recent, newSessions, columns, habits);
    }

    /// With these columns for a topic; those chosen longest ago are forgotten.
    WindowState withColumns(String topic, List<String> ids) {
        Map<String, List<String>> newer = new LinkedHashMap<>(columns);
        newer.remove(topic);
        newer.put(topic, List.copyOf(ids));
        while (newer.size() > MOST_TOPICS) {
            newer.remove(newer.keySet().iterator().next());
        }
        return new WindowState(theme, width, height, maximized, recent, sessions, newer, habits);
    }
}
