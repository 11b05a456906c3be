package dev.lacuna.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Reads findings back from a kept gap report, CSV or JSON Lines.
public final class FindingsFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String FIRST_COLUMN = "finding_id";

    private FindingsFile() {}

    public static List<Finding> read(Path file) throws FindingsFileException {
        try {
            String text = withoutMark(Files.readString(file, StandardCharsets.UTF_8));
            if (text.stripLeading().startsWith("{")) {
                return readJsonLines(text, file);
            }
            if (text.isBlank()) {
                return List.of(); // JSON Lines of a scan that found nothing
            }
            if (!text.lines().findFirst().orElse("").contains(FIRST_COLUMN)) {
                throw new FindingsFileException(
                        "The file " + file + " is no gap report: its first line doesn't name the column " + FIRST_COLUMN
                                + ". Make one with: lacuna scan … --output csv",
                        null);
            }
            return readCsv(text, file);
        } catch (NoSuchFileException e) {
            throw new FindingsFileException("There is no file " + file + ".", e);
        } catch (IOException e) {
            throw new FindingsFileException("The file " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    /// Spreadsheets put a byte order mark before the text.
    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static List<Finding> readJsonLines(String text, Path file) throws FindingsFileException {
        List<Finding> findings = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                JsonNode node = JSON.readTree(line);
                findings.add(finding(name -> {
                    JsonNode cell = node.get(name);
                    if (cell == null) {
                        throw new NoSuchElementException("there is no " + name);
                    }
                    return cell.isNull() ? "" : cell.isObject() ? cell.toString() : cell.asText();
                }));
            } catch (JsonProcessingException
                    | IllegalArgumentException
                    | NoSuchElementException
                    | DateTimeException e) {
                throw bad(file, number, e);
            }
        }
        return findings;
    }

    private static List<Finding> readCsv(String text, Path file) throws FindingsFileException {
        List<Finding> findings = new ArrayList<>();
        long number = 1;
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
            for (NamedCsvRecord row : csv) {
                number = row.getStartingLineNumber();
                findings.add(finding(name -> plain(row.getField(name))));
            }
        } catch (IllegalArgumentException
                | NoSuchElementException
                | DateTimeException
                | CsvParseException
                | IOException e) {
            throw bad(file, number, e);
        }
        return findings;
    }

    private static FindingsFileException bad(Path file, long line, Exception e) {
        return new FindingsFileException(
                file + ", line " + line + " is no row of a gap report: " + e.getMessage()
                        + ". Make one with: lacuna scan … --output csv",
                e);
    }

    /// Takes the apostrophe off again that kept a spreadsheet from seeing a formula.
    private static String plain(String cell) {
        return cell.length() > 1
                        && cell.charAt(0) == '\''
                        && !CsvReport.neutralised(cell.substring(1)).equals(cell.substring(1))
                ? cell.substring(1)
                : cell;
    }

    private static Finding finding(UnaryOperator<String> cells) {
        var stream = new StreamRef(cells.apply("source"), cells.apply("stream"));
        String missing = cells.apply("missing");
        return new Finding(
                cells.apply("finding_id"),
                stream.partition(Integer.parseInt(cells.apply("partition"))),
                FindingKind.of(cells.apply("kind"))
                        .orElseThrow(() -> new IllegalArgumentException("unknown kind '" + cells.apply("kind") + "'")),
                constant(Severity.values(), Severity::id, cells, "severity"),
                constant(Verdict.values(), Verdict::id, cells, "verdict"),
                constant(Cause.values(), Cause::id, cells, "cause"),
                new PositionRange(position(cells.apply("from_position")), position(cells.apply("to_position"))),
                missing.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(missing)),
                constant(Basis.values(), Basis::id, cells, "missing_basis"),
                time(cells.apply("from_time"), cells.apply("to_time")),
                new Explanation(
                        cells.apply("kind").toLowerCase(Locale.ROOT),
                        cells.apply("explanation"),
                        cells.apply("suggestion")),
                constant(FindingStatus.values(), FindingStatus::id, cells, "status"),
                evidence(cells.apply("evidence")));
    }

    private static <E> E constant(E[] values, Function<E, String> id, UnaryOperator<String> cells, String name) {
        String text = cells.apply(name);
        return Arrays.stream(values)
                .filter(value -> id.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown " + name + " '" + text + "'"));
    }

    private static TimeSpan time(String from, String to) {
        return from.isEmpty() && to.isEmpty()
                ? new TimeSpan(0, 0)
                : TimeSpan.between(Instant.parse(from), Instant.parse(to));
    }

    private static Position position(String text) {
        var number = new BigInteger(text);
        return number.bitLength() < Long.SIZE
                ? Position.offset(number.longValue())
                : new Position.SequenceNumber(number);
    }

    private static Evidence evidence(String text) {
        Map<String, Object> facts = new LinkedHashMap<>();
        try {
            for (var fact : JSON.readTree(text).properties()) {
                JsonNode value = fact.getValue();
                facts.put(
                        fact.getKey(),
                        value.isIntegralNumber()
                                ? (Object) value.asLong()
                                : value.isBoolean() ? (Object) value.asBoolean() : value.asText());
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("evidence is no JSON object", e);
        }
        return new Evidence(facts);
    }
}
