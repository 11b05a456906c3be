package dev.lacuna.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Records as CSV by RFC 4180: a header, then a row for each. What a cell holds of bytes, the column behind it says:
/// `text`, `base64` where they aren't UTF-8, or `null`. A cell that a spreadsheet would take for a formula, or that
/// begins with an apostrophe itself, has an apostrophe before it, which who reads it back takes away.
final class CsvRecords {

    static final List<String> COLUMNS = List.of(
            "stream",
            "partition",
            "position",
            "time",
            "time_ms",
            "timestamps",
            "fate",
            "key",
            "key_form",
            "value",
            "value_form",
            "value_decoded",
            "headers");

    static final String NULL = "null";
    static final String TEXT = "text";
    static final String BASE64 = "base64";

    private CsvRecords() {}

    static RecordFormat.RecordWriter begin(Writer out) throws IOException {
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(new Flushing(out));
        write(csv, COLUMNS);
        return (event, fate, decoded) -> write(csv, cells(event, fate, decoded));
    }

    private static void write(CsvWriter csv, List<String> cells) throws IOException {
        try {
            csv.writeRecord(cells);
            csv.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static List<String> cells(Event event, Fate fate, Optional<String> decoded) {
        boolean timed = event.millis() != -1;
        return List.of(
                guarded(event.partition().stream().name()),
                Integer.toString(event.partition().number()),
                event.position().toString(),
                timed ? ReportColumns.time(Instant.ofEpochMilli(event.millis())) : "",
                timed ? Long.toString(event.millis()) : "",
                event.timestamps().name().toLowerCase(Locale.ROOT),
                fate.name().toLowerCase(Locale.ROOT),
                content(event.key()),
                form(event.key()),
                content(event.value()),
                form(event.value()),
                guarded(decoded.orElse("")),
                Json.array(JsonLinesRecords.headers(event.headers())));
    }

    private static String form(@Nullable Bytes bytes) {
        return bytes == null ? NULL : bytes.strictText() == null ? BASE64 : TEXT;
    }

    private static String content(@Nullable Bytes bytes) {
        if (bytes == null) {
            return "";
        }
        String text = bytes.strictText();
        return guarded(text == null ? Base64.getEncoder().encodeToString(bytes.toArray()) : text);
    }

    static String guarded(String cell) {
        return cell.startsWith("'") ? "'" + cell : CsvReport.neutralised(cell);
    }

    static String unguarded(String cell) {
        return cell.startsWith("'") ? cell.substring(1) : cell;
    }

    /// What is flushed goes as far as the caller's buffer and no farther.
    private static final class Flushing extends Writer {

        private final Writer out;

        Flushing(Writer out) {
            this.out = out;
        }

        @Override
        public void write(char[] chars, int from, int length) throws IOException {
            out.write(chars, from, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
