package dev.lacuna.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lacuna.model.Evidence;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes JSON objects, one line each.
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    static String object(Map<String, ? extends @Nullable Object> cells) {
        var out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            write(json, cells);
        } catch (IOException e) {
            throw new UncheckedIOException("a string can be written to", e);
        }
        return out.toString();
    }

    static String array(Rows rows) {
        var out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            writeValue(json, rows);
        } catch (IOException e) {
            throw new UncheckedIOException("a string can be written to", e);
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, Map<String, ? extends @Nullable Object> cells) throws IOException {
        json.writeStartObject();
        for (var cell : cells.entrySet()) {
            Object value = cell.getValue();
            json.writeFieldName(cell.getKey());
            writeValue(json, value);
        }
        json.writeEndObject();
    }

    private static void writeValue(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Evidence evidence) {
            write(json, evidence.facts());
        } else if (value instanceof Written written) {
            json.writeRawValue(written.json());
        } else if (value instanceof Rows rows) {
            json.writeStartArray();
            for (Map<String, @Nullable Object> row : rows.rows()) {
                write(json, row);
            }
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }

    /// A value that is JSON already.
    record Written(String json) {}

    /// An array of objects.
    record Rows(List<Map<String, @Nullable Object>> rows) {}
}
