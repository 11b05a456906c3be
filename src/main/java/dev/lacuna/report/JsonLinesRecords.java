package dev.lacuna.report;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Header;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Records as JSON Lines. Bytes that aren't UTF-8 stand in base 64 under `key_base64`, `value_base64`; a null
/// value is a tombstone and stays null. A value that could be decoded stands beside that under `value_decoded`.
public final class JsonLinesRecords {

    private static final long SCHEMA_VERSION = 1;

    private JsonLinesRecords() {}

    public static void write(Event event, Fate fate, Writer out) throws IOException {
        write(event, fate, Optional.empty(), out);
    }

    /// @param decoded the value as JSON, where its format is none that people read
    public static void write(Event event, Fate fate, Optional<String> decoded, Writer out) throws IOException {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        cells.put("schema_version", SCHEMA_VERSION);
        cells.put("stream", event.partition().stream().name());
        cells.put("partition", (long) event.partition().number());
        cells.put("position", event.position().toString());
        boolean timed = event.millis() != -1;
        cells.put("time", timed ? ReportColumns.time(Instant.ofEpochMilli(event.millis())) : null);
        cells.put("time_ms", timed ? (Long) event.millis() : null);
        cells.put("timestamps", event.timestamps().name().toLowerCase(Locale.ROOT));
        cells.put("fate", fate.name().toLowerCase(Locale.ROOT));
        put(cells, "key", event.key());
        put(cells, "value", event.value());
        decoded.ifPresent(json -> cells.put("value_decoded", new Json.Written(json)));
        cells.put("headers", headers(event.headers()));
        out.write(Json.object(cells));
        out.write('\n');
    }

    static Json.Rows headers(List<Header> headers) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Header header : headers) {
            Map<String, @Nullable Object> cell = new LinkedHashMap<>();
            cell.put("name", header.name());
            put(cell, "value", header.value());
            rows.add(cell);
        }
        return new Json.Rows(rows);
    }

    private static void put(Map<String, @Nullable Object> cells, String name, @Nullable Bytes bytes) {
        String text = bytes == null ? null : bytes.strictText();
        if (bytes != null && text == null) {
            cells.put(name + "_base64", Base64.getEncoder().encodeToString(bytes.toArray()));
        } else {
            cells.put(name, text);
        }
    }
}
