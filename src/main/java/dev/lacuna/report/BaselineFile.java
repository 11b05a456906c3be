package dev.lacuna.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lacuna.model.Baseline;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamRef;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/// Baselines as a file of JSON Lines, one partition a line: positions, times, producer ids and sizes, never a
/// payload.
///
/// ```
/// {"schema_version":1,"source":"kafka://a:9092","stream":"orders","partition":0,"stream_id":"…",
///  "scanned_at_ms":…,"from":0,"to":80,"dense":true,"epochs":[[EPOCH,FIRST],…],
///  "marks":[[FIRST,LAST,LEADER_EPOCH,PRODUCER_ID,SEQUENCE,MAX_MS,BYTES],…]}
/// ```
public final class BaselineFile {

    private static final int SCHEMA_VERSION = 1;
    private static final int MARK_NUMBERS = 7;
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final ObjectMapper JSON = new ObjectMapper();

    private BaselineFile() {}

    /// Writes all of them or nothing; replaces a file of that name. Partitions without dense positions are left
    /// out: nothing could be compared there.
    public static void write(List<Baseline> baselines, Path file) throws IOException {
        var text = new StringWriter();
        for (Baseline baseline : baselines) {
            if (baseline.from().isDense()) {
                try (JsonGenerator json = FACTORY.createGenerator(text)) {
                    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                    write(json, baseline);
                }
                text.append('\n');
            }
        }
        WholeFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static void write(JsonGenerator json, Baseline baseline) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema_version", SCHEMA_VERSION);
        json.writeStringField("source", baseline.partition().stream().source());
        json.writeStringField("stream", baseline.partition().stream().name());
        json.writeNumberField("partition", baseline.partition().number());
        json.writeStringField("stream_id", baseline.streamId());
        json.writeNumberField("scanned_at_ms", baseline.atMillis());
        json.writeNumberField("from", baseline.from().asOffset());
        json.writeNumberField("to", baseline.to().asOffset());
        json.writeBooleanField("dense", baseline.dense());
        json.writeArrayFieldStart("epochs");
        for (Baseline.EpochStart start : baseline.epochs()) {
            numbers(json, start.epoch(), start.first().asOffset());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("marks");
        for (Baseline.Mark mark : baseline.marks()) {
            numbers(
                    json,
                    mark.first().asOffset(),
                    mark.last().asOffset(),
                    mark.leaderEpoch(),
                    mark.producerId(),
                    mark.sequence(),
                    mark.maxMillis(),
                    mark.bytes());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void numbers(JsonGenerator json, long... numbers) throws IOException {
        json.writeArray(numbers, 0, numbers.length);
    }

    /// @throws FindingsFileException naming the file and the line
    public static List<Baseline> read(Path file) throws FindingsFileException {
        List<Baseline> baselines = new ArrayList<>();
        int line = 0;
        try {
            for (String text : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                line++;
                if (!text.isBlank()) {
                    baselines.add(baseline(JSON.readTree(text)));
                }
            }
            return baselines;
        } catch (NoSuchFileException e) {
            throw new FindingsFileException("There is no file " + file + ".", e);
        } catch (JsonProcessingException | IllegalArgumentException | NoSuchElementException e) {
            throw new FindingsFileException(
                    file + ", line " + line + " is no baseline: " + reason(e)
                            + ". Make one with: lacuna scan … --save-baseline FILE",
                    e);
        } catch (IOException e) {
            throw new FindingsFileException("The file " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    private static String reason(Exception e) {
        return e instanceof JsonProcessingException json ? json.getOriginalMessage() : String.valueOf(e.getMessage());
    }

    private static Baseline baseline(JsonNode node) {
        if (field(node, "schema_version").asInt() != SCHEMA_VERSION) {
            throw new IllegalArgumentException("its schema_version is not " + SCHEMA_VERSION);
        }
        var stream = new StreamRef(
                field(node, "source").asText(), field(node, "stream").asText());
        List<Baseline.EpochStart> epochs = new ArrayList<>();
        for (JsonNode start : field(node, "epochs")) {
            epochs.add(new Baseline.EpochStart((int) number(start, 0), Position.offset(number(start, 1))));
        }
        List<Baseline.Mark> marks = new ArrayList<>();
        for (JsonNode mark : field(node, "marks")) {
            marks.add(mark(mark));
        }
        return new Baseline(
                stream.partition((int) whole(field(node, "partition"))),
                field(node, "stream_id").asText(),
                whole(field(node, "scanned_at_ms")),
                Position.offset(whole(field(node, "from"))),
                Position.offset(whole(field(node, "to"))),
                field(node, "dense").asBoolean(),
                epochs,
                marks);
    }

    private static Baseline.Mark mark(JsonNode mark) {
        if (mark.size() != MARK_NUMBERS) {
            throw new IllegalArgumentException("a mark has " + mark.size() + " numbers and not " + MARK_NUMBERS);
        }
        return new Baseline.Mark(
                Position.offset(number(mark, 0)),
                Position.offset(number(mark, 1)),
                (int) number(mark, 2),
                number(mark, 3),
                (int) number(mark, 4),
                number(mark, 5),
                number(mark, 6));
    }

    private static long number(JsonNode array, int index) {
        JsonNode cell = array.get(index);
        if (cell == null) {
            throw new NoSuchElementException("a number is missing in " + array);
        }
        return whole(cell);
    }

    private static long whole(JsonNode cell) {
        if (!cell.isIntegralNumber()) {
            throw new IllegalArgumentException(cell + " is no whole number");
        }
        return cell.longValue();
    }

    private static JsonNode field(JsonNode node, String name) {
        JsonNode field = node.get(name);
        if (field == null) {
            throw new NoSuchElementException("there is no " + name);
        }
        return field;
    }
}
