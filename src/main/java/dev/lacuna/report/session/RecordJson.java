package dev.lacuna.report.session;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Header;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A record as a line of a session file, with the columns of an export of records by the same names.
final class RecordJson {

    private RecordJson() {}

    static ObjectNode of(SavedRecord saved) {
        Event event = saved.event();
        ObjectNode cells = Cells.object();
        cells.put("source", event.partition().stream().source());
        cells.put("stream", event.partition().stream().name());
        cells.put("partition", event.partition().number());
        cells.put("position", event.position().toString());
        if (event.millis() != -1) {
            cells.put("time_ms", event.millis());
        }
        cells.put("timestamps", word(event.timestamps()));
        cells.put("fate", word(saved.fate()));
        put(cells, "key", event.key());
        put(cells, "value", event.value());
        cells.put("value_length", saved.valueLength());
        ArrayNode headers = cells.putArray("headers");
        for (Header header : event.headers()) {
            ObjectNode one = headers.addObject();
            one.put("name", header.name());
            put(one, "value", header.value());
        }
        return cells;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// Nothing is put for what is null, which is not the same as empty.
    private static void put(ObjectNode cells, String name, @Nullable Bytes bytes) {
        String text = bytes == null ? null : bytes.strictText();
        if (text != null) {
            cells.put(name, text);
        } else if (bytes != null) {
            cells.put(name + "_base64", Base64.getEncoder().encodeToString(bytes.toArray()));
        }
    }

    static SavedRecord read(Cells cells) {
        var stream = new StreamRef(cells.text("source"), cells.text("stream"));
        Event event = new Event(
                stream.partition(cells.integer("partition")),
                PlaceJson.position(cells.text("position")),
                cells.has("time_ms") ? cells.number("time_ms") : -1,
                cells.constant("timestamps", TimestampKind.values(), RecordJson::word),
                bytes(cells, "key"),
                bytes(cells, "value"),
                cells.objects("headers", header -> new Header(header.text("name"), bytes(header, "value"))));
        return new SavedRecord(
                event, cells.constant("fate", Fate.values(), RecordJson::word), cells.integer("value_length"));
    }

    private static @Nullable Bytes bytes(Cells cells, String name) {
        if (cells.has(name + "_base64")) {
            return Bytes.of(Base64.getDecoder().decode(cells.text(name + "_base64")));
        }
        return cells.has(name) ? Bytes.utf8(cells.text(name)) : null;
    }
}
