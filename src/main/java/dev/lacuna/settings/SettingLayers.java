package dev.lacuna.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is set, and by whom. Layers are added from the weakest to the strongest: defaults, a profile, `LACUNA_*`
/// variables, flags; the last that names a key wins.
///
/// A variable means the key of its name: `LACUNA_READONLY` → `lacuna.readonly`, `LACUNA_CLIENT_SECURITY_PROTOCOL` →
/// `security.protocol`.
public final class SettingLayers {

    private static final String VARIABLE = "LACUNA_";
    private static final String CLIENT_VARIABLE = VARIABLE + "CLIENT_";

    /// Variables that steer the program before anything is set.
    private static final String NO_SETTING = VARIABLE + "(HOME|OPTS|JAVA|PROFILE|SECRET_.*)";

    private final SortedMap<String, Setting> settings = new TreeMap<>();

    /// One key.
    ///
    /// @param origin who set it, for people: `profile prod`, `LACUNA_READONLY`, `--command-property`, `default`
    public record Setting(String value, String origin) {}

    public void put(String key, String value, String origin) {
        settings.put(key, new Setting(value, origin));
    }

    public void putAll(Map<String, String> values, String origin) {
        values.forEach((key, value) -> put(key, value, origin));
    }

    /// Puts in what the environment says.
    ///
    /// @return its keys and values
    public Map<String, String> putEnvironment(Map<String, String> environment) {
        Map<String, String> found = of(environment);
        new TreeMap<>(environment)
                .keySet().stream()
                        .filter(SettingLayers::isSetting)
                        .forEach(name -> put(keyOf(name), environment.getOrDefault(name, ""), name));
        return found;
    }

    /// The settings among the variables of an environment.
    public static Map<String, String> of(Map<String, String> environment) {
        Map<String, String> found = new LinkedHashMap<>();
        environment.forEach((name, value) -> {
            if (isSetting(name)) {
                found.put(keyOf(name), value);
            }
        });
        return found;
    }

    private static boolean isSetting(String name) {
        return name.matches(VARIABLE + "[A-Z0-9_]+") && !name.matches(NO_SETTING);
    }

    private static String keyOf(String name) {
        String key = name.startsWith(CLIENT_VARIABLE) ? name.substring(CLIENT_VARIABLE.length()) : name;
        return key.toLowerCase(java.util.Locale.ROOT).replace('_', '.');
    }

    /// By key, sorted.
    public SortedMap<String, Setting> settings() {
        return new TreeMap<>(settings);
    }

    /// The keys only: values may be secrets.
    @Override
    public String toString() {
        return settings.keySet().toString();
    }
}
