package dev.lacuna.report;

import dev.lacuna.settings.SettingLayers.Setting;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Settings as CSV or JSON Lines, a row per key. Whoever calls has masked the secrets.
public final class SettingsReport {

    private SettingsReport() {}

    /// @param origin whether to say where each value comes from
    public static void writeCsv(Map<String, Setting> settings, boolean origin, Writer out) throws IOException {
        NamedRows.writeCsv(
                origin ? List.of("key", "value", "origin") : List.of("key", "value"), rows(settings, origin), out);
    }

    public static void writeJsonLines(Map<String, Setting> settings, boolean origin, Writer out) throws IOException {
        NamedRows.writeJsonLines(rows(settings, origin), out);
    }

    private static List<Map<String, @Nullable Object>> rows(Map<String, Setting> settings, boolean origin) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        settings.forEach((key, setting) -> {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("key", key);
            row.put("value", setting.value());
            if (origin) {
                row.put("origin", setting.origin());
            }
            rows.add(row);
        });
        return rows;
    }
}
