package dev.lacuna.report;

import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// The forms in which records are kept in files, each of which [RecordsFile] reads back to the byte.
public enum RecordFormat {
    JSON_LINES,
    CSV;

    /// By the ending of a file's name: `.csv`, else JSON Lines.
    public static RecordFormat of(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv") ? CSV : JSON_LINES;
    }

    /// Begins a file; the writer stays the caller's to close.
    public RecordWriter begin(Writer out) throws IOException {
        return switch (this) {
            case JSON_LINES -> (event, fate, decoded) -> JsonLinesRecords.write(event, fate, decoded, out);
            case CSV -> CsvRecords.begin(out);
        };
    }

    /// Writes one record after the other.
    @FunctionalInterface
    public interface RecordWriter {

        /// @param decoded the value as JSON, where its format is none that people read
        void write(Event event, Fate fate, Optional<String> decoded) throws IOException;
    }
}
