package dev.lacuna.launch;

import dev.lacuna.settings.PreferencesFile;
import dev.lacuna.settings.ProfileFile;
import dev.lacuna.settings.SettingsException;
import dev.lacuna.ui.connect.ConnectRequest;
import dev.lacuna.ui.connect.RecentSource;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.shell.Habits;
import dev.lacuna.ui.shell.Preferences;
import dev.lacuna.ui.shell.WindowState;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The window's state in the preferences file. What can't be read back is forgotten.
record KeptPreferences(PreferencesFile file, Path profiles) implements Preferences {

    private static final int MOST_RECENT = 8;

    @Override
    public WindowState load() {
        WindowState first = WindowState.FIRST;
        List<RecentSource> recent = IntStream.range(0, MOST_RECENT)
                .mapToObj(this::source)
                .filter(source -> !source.request().servers().isEmpty()
                        || !source.request().propertiesFile().isEmpty())
                .toList();
        return new WindowState(
                Arrays.stream(Theme.values())
                        .filter(theme -> theme.name().equals(file.get("theme").orElse("")))
                        .findFirst()
                        .orElse(first.theme()),
                number("width", first.width()),
                number("height", first.height()),
                file.get("maximized").map(Boolean::parseBoolean).orElse(first.maximized()),
                recent,
                sessions(),
                columns(),
                new Habits(isSet("reduced_motion"), isSet("wheel_zooms"), isSet("local_time")));
    }

    private List<Path> sessions() {
        return IntStream.range(0, MOST_RECENT)
                .mapToObj(index -> file.get("session." + index).orElse(""))
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .toList();
    }

    private Map<String, List<String>> columns() {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (int i = 0; i < WindowState.MOST_TOPICS; i++) {
            String topic = file.get(columnsKey(i, "topic")).orElse("");
            String ids = file.get(columnsKey(i, "ids")).orElse("");
            if (!topic.isEmpty() && !ids.isEmpty()) {
                columns.put(topic, List.of(ids.split("\n")));
            }
        }
        return columns;
    }

    private static String columnsKey(int index, String name) {
        return "columns." + index + "." + name;
    }

    @Override
    public void save(WindowState state) {
        Map<String, String> values = new TreeMap<>();
        values.put("theme", state.theme().name());
        values.put("width", Double.toString(state.width()));
        values.put("height", Double.toString(state.height()));
        values.put("maximized", Boolean.toString(state.maximized()));
        values.put("reduced_motion", Boolean.toString(state.habits().reducedMotion()));
        values.put("wheel_zooms", Boolean.toString(state.habits().wheelZooms()));
        values.put("local_time", Boolean.toString(state.habits().localTime()));
        for (int i = 0; i < MOST_RECENT; i++) {
            boolean is = i < state.recent().size();
            values.put(
                    "session." + i,
                    i < state.sessions().size() ? state.sessions().get(i).toString() : "");
            RecentSource source = is ? state.recent().get(i) : RecentSource.of(new ConnectRequest("", "", false));
            ConnectRequest request = source.request();
            values.put(key(i, "servers"), request.servers());
            values.put(key(i, "file"), request.propertiesFile());
            values.put(key(i, "readonly"), Boolean.toString(request.readOnly()));
            values.put(key(i, "opened"), source.opened().map(Instant::toString).orElse(""));
            values.put(key(i, "production"), Boolean.toString(source.production()));
        }
        int index = 0;
        for (var columns : state.columns().entrySet()) {
            values.put(columnsKey(index, "topic"), columns.getKey());
            values.put(columnsKey(index, "ids"), String.join("\n", columns.getValue()));
            index++;
        }
        file.putAll(values);
    }

    @Override
    public Path saveProfile(String name, Map<String, String> properties, boolean replace) throws SettingsException {
        return ProfileFile.write(profiles, name, properties, replace);
    }

    private RecentSource source(int index) {
        var request = new ConnectRequest(
                file.get(key(index, "servers")).orElse(""),
                file.get(key(index, "file")).orElse(""),
                isSet(index, "readonly"));
        return new RecentSource(request, opened(index), isSet(index, "production"));
    }

    private boolean isSet(int index, String name) {
        return isSet(key(index, name));
    }

    private boolean isSet(String key) {
        return Boolean.parseBoolean(file.get(key).orElse("false"));
    }

    private Optional<Instant> opened(int index) {
        try {
            return file.get(key(index, "opened"))
                    .filter(text -> !text.isEmpty())
                    .map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String key(int index, String name) {
        return "recent." + index + "." + name;
    }

    private double number(String name, double otherwise) {
        try {
            double value = Double.parseDouble(file.get(name).orElse(""));
            return value > 0 && value < 100_000 ? value : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
