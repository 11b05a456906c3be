package dev.lacuna.ui.records;

import dev.lacuna.investigation.PayloadReading;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.model.Bytes;
import dev.lacuna.report.JsonLinesRecords;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A record as text for the clipboard, in the forms that somebody may want to paste.
enum RecordCopies {
    REFERENCE,
    VALUE,
    KEY,
    JSON,
    HEX,
    BASE64;

    /// Whether it is made of the record's value, which may have to be fetched.
    boolean takesValue() {
        return this != REFERENCE && this != KEY;
    }

    String of(Row row, PayloadReading reading) {
        return switch (this) {
            case REFERENCE -> RecordWords.reference(row.event());
            case VALUE -> RecordWords.copy(row.event().value());
            case KEY -> RecordWords.copy(row.event().key());
            case JSON -> json(row, reading);
            case HEX -> bytes(row.event().value(), true);
            case BASE64 -> bytes(row.event().value(), false);
        };
    }

    private static String bytes(@Nullable Bytes value, boolean hex) {
        byte[] array = value == null ? new byte[0] : value.toArray();
        return hex ? HexFormat.of().formatHex(array) : Base64.getEncoder().encodeToString(array);
    }

    private static String json(Row row, PayloadReading reading) {
        var out = new StringWriter();
        try {
            JsonLinesRecords.write(row.event(), row.fate(), reading.json(row.event(), Integer.MAX_VALUE), out);
        } catch (IOException e) {
            throw new UncheckedIOException("a string can be written to", e);
        }
        return out.toString().strip();
    }
}
