package dev.lacuna.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecordHandler;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Header;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads records back from a file that holds them as CSV or JSON Lines, each as it was written, to the byte.
/// It holds no more than one at a time.
public final class RecordsFile {

    private static final int LARGEST_CELL = 1 << 29;

    /// By so many characters it is told what a file holds.
    private static final int HEAD = 512;

    /// What begins a record in JSON, and no id that stands in braces.
    private static final Pattern OBJECT = Pattern.compile("\\{\\s*\"");

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build());

    /// Takes one record after the other.
    @FunctionalInterface
    public interface Taker {
        /// @return whether more are wanted
        boolean take(KeptRecord kept) throws IOException;
    }

    private RecordsFile() {}

    /// Whether a file looks like one of records: by its first line.
    public static boolean looksLikeOne(Path file) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            char[] head = new char[HEAD];
            int length = Math.max(0, in.read(head, 0, head.length));
            String start =
                    new String(head, 0, length).replaceFirst("^\uFEFF", "").stripLeading();
            return OBJECT.matcher(start).lookingAt()
                    || start.startsWith(String.join(",", CsvRecords.COLUMNS.subList(0, 3)));
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /// @param source what the streams in it are said to come from
    public static void read(Path file, String source, Taker taker) throws RecordsFileException, IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            in.mark(2);
            int first = in.read();
            if (first != '\uFEFF') { // spreadsheets put a byte order mark before the text
                in.reset();
            }
            first = firstPrinted(in);
            if (first == '{') {
                readJsonLines(in, file, source, taker);
            } else if (first >= 0) {
                readCsv(in, file, source, taker);
            }
        } catch (NoSuchFileException e) {
            throw new RecordsFileException("There is no file " + file + ".", e);
        } catch (CharacterCodingException e) {
            throw new RecordsFileException(
                    "The file " + file + " is no UTF-8 text, and so no file of records. Those that lacuna records"
                            + " --export writes are.",
                    e);
        }
    }

    /// The first character that is no blank, looked for in the file's head; -1 at its end. It is still to be read.
    private static int firstPrinted(BufferedReader in) throws IOException {
        in.mark(HEAD);
        int first = in.read();
        for (int i = 1; i < HEAD && Character.isWhitespace(first); i++) {
            first = in.read();
        }
        in.reset();
        return first;
    }

    private static void readJsonLines(BufferedReader in, Path file, String source, Taker taker)
            throws RecordsFileException, IOException {
        long number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            KeptRecord kept;
            try {
                kept = record(JSON.readTree(line), source);
            } catch (JsonProcessingException e) {
                throw bad(file, number, "it is no JSON object", e);
            } catch (IllegalArgumentException | NoSuchElementException e) {
                throw bad(file, number, String.valueOf(e.getMessage()), e);
            }
            if (!taker.take(kept)) {
                return;
            }
        }
    }

    private static KeptRecord record(JsonNode node, String source) {
        return kept(
                new StreamRef(source, text(node, "stream")),
                text(node, "partition"),
                text(node, "position"),
                node.hasNonNull("time_ms") ? text(node, "time_ms") : "",
                node.hasNonNull("timestamps") ? text(node, "timestamps") : "",
                node.hasNonNull("fate") ? text(node, "fate") : "",
                bytes(node, "key"),
                bytes(node, "value"),
                headers(node.path("headers")));
    }

    private static String text(JsonNode node, String name) {
        JsonNode cell = node.get(name);
        if (cell == null || cell.isNull()) {
            throw new NoSuchElementException("there is no '" + name + "'");
        }
        return cell.asText();
    }

    private static @Nullable Bytes bytes(JsonNode node, String name) {
        JsonNode encoded = node.get(name + "_base64");
        if (encoded != null && !encoded.isNull()) {
            return decoded(name, encoded.asText());
        }
        JsonNode text = node.get(name);
        return text == null || text.isNull() ? null : Bytes.utf8(text.asText());
    }

    private static Bytes decoded(String name, String base64) {
        try {
            return Bytes.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its " + name + " is not in base 64", e);
        }
    }

    private static List<Header> headers(JsonNode array) {
        List<Header> headers = new ArrayList<>();
        for (JsonNode header : array) {
            headers.add(new Header(text(header, "name"), bytes(header, "value")));
        }
        return headers;
    }

    private static void readCsv(BufferedReader in, Path file, String source, Taker taker)
            throws RecordsFileException, IOException {
        long number = 1;
        try (CsvReader<NamedCsvRecord> csv =
                CsvReader.builder().maxBufferSize(LARGEST_CELL).build(rows(), in)) {
            for (NamedCsvRecord row : csv) {
                number = row.getStartingLineNumber();
                if (!taker.take(record(row, file, source))) {
                    return;
                }
            }
        } catch (CsvParseException e) {
            throw bad(file, number, "it is no CSV", e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static KeptRecord record(NamedCsvRecord row, Path file, String source) throws RecordsFileException {
        try {
            return record(row, source);
        } catch (JsonProcessingException e) {
            throw bad(file, row.getStartingLineNumber(), "its headers are no JSON", e);
        } catch (IllegalArgumentException | NoSuchElementException e) {
            throw bad(file, row.getStartingLineNumber(), String.valueOf(e.getMessage()), e);
        }
    }

    private static NamedCsvRecordHandler rows() {
        return NamedCsvRecordHandler.builder()
                .maxFieldSize(LARGEST_CELL)
                .maxRecordSize(LARGEST_CELL)
                .build();
    }

    private static KeptRecord record(NamedCsvRecord row, String source) throws JsonProcessingException {
        return kept(
                new StreamRef(source, CsvRecords.unguarded(row.getField("stream"))),
                row.getField("partition"),
                row.getField("position"),
                row.getField("time_ms"),
                row.getField("timestamps"),
                row.getField("fate"),
                bytes(row, "key"),
                bytes(row, "value"),
                headers(JSON.readTree(row.getField("headers"))));
    }

    private static @Nullable Bytes bytes(NamedCsvRecord row, String name) {
        String cell = CsvRecords.unguarded(row.getField(name));
        String form = row.getField(name + "_form");
        return switch (form) {
            case CsvRecords.NULL -> null;
            case CsvRecords.TEXT -> Bytes.utf8(cell);
            case CsvRecords.BASE64 -> decoded(name, cell);
            default -> throw new IllegalArgumentException("its " + name + "_form is none of null, text, base64");
        };
    }

    private static KeptRecord kept(
            StreamRef stream,
            String partition,
            String position,
            String millis,
            String timestamps,
            String fate,
            @Nullable Bytes key,
            @Nullable Bytes value,
            List<Header> headers) {
        try {
            return new KeptRecord(
                    new Event(
                            stream.partition(Integer.parseInt(partition)),
                            position(position),
                            millis.isEmpty() ? -1 : Long.parseLong(millis),
                            timestamps.isEmpty()
                                    ? TimestampKind.CREATE
                                    : TimestampKind.valueOf(timestamps.toUpperCase(Locale.ROOT)),
                            key,
                            value,
                            headers),
                    fate.isEmpty() ? Fate.UNKNOWN : Fate.valueOf(fate.toUpperCase(Locale.ROOT)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("its partition, position or time_ms is no number", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its timestamps or fate is unknown", e);
        }
    }

    private static Position position(String digits) {
        var number = new BigInteger(digits);
        if (number.signum() < 0) {
            throw new NumberFormatException("a negative position");
        }
        return number.bitLength() < Long.SIZE
                ? Position.offset(number.longValue())
                : new Position.SequenceNumber(number);
    }

    private static RecordsFileException bad(Path file, long line, String why, Exception cause) {
        return new RecordsFileException(
                "The file " + file + " holds no record in line " + line + ": " + why + ".", cause);
    }
}
