package dev.lacuna.report.session;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lacuna.model.AbsentPartition;
import dev.lacuna.model.Compaction;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.scan.PartitionOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/// A stream and how it was looked at, as a line of a session file; its lanes, findings and groups stand in files of
/// their own.
final class StreamJson {

    private StreamJson() {}

    static ObjectNode of(SavedStream saved) {
        StreamInfo stream = saved.stream();
        ObjectNode cells = Cells.object();
        cells.put("source", stream.stream().source());
        cells.put("stream", saved.name());
        cells.put("stream_id", stream.id());
        cells.put("scanned_at", saved.scannedAt().toString());
        cells.put("scanned_at_ms", saved.scannedAt().toEpochMilli());
        cells.put("tool_version", saved.toolVersion());
        cells.put("depth", word(saved.depth()));
        cells.put("overview", saved.overview());
        saved.focus().ifPresent(focus -> {
            cells.put("focus_from_ms", focus.fromMillis());
            cells.put("focus_to_ms", focus.toMillis());
        });
        cells.put("compaction", word(stream.compaction()));
        stream.retention().ifPresent(retention -> cells.put("retention_ms", retention.toMillis()));
        cells.put("timestamps", word(stream.timestamps()));
        cells.set("config", Cells.texts(new TreeMap<>(stream.config())));
        if (!stream.unread().isEmpty()) {
            cells.put("config_unread", stream.unread());
        }
        if (!stream.absent().isEmpty()) {
            ArrayNode absent = cells.putArray("absent");
            stream.absent()
                    .forEach(partition -> absent.addObject()
                            .put("partition", partition.number())
                            .put("due", partition.due())
                            .put("where", partition.where()));
        }
        FieldSpec fields = saved.fields();
        ObjectNode spec = cells.putObject("fields");
        fields.sequence().ifPresent(extractor -> spec.put("sequence", extractor));
        fields.sequencePer().ifPresent(extractor -> spec.put("sequence_per", extractor));
        fields.id().ifPresent(extractor -> spec.put("id", extractor));
        fields.eventTime().ifPresent(extractor -> spec.put("event_time", extractor));
        spec.put("format", word(fields.format()));
        cells.put("format", saved.format());
        cells.put("format_basis", saved.formatBasis());
        ArrayNode partitions = cells.putArray("partitions");
        stream.partitions().forEach(info -> partitions.add(partition(info)));
        ArrayNode ranges = cells.putArray("ranges");
        saved.ranges().forEach(range -> ranges.add(range(range)));
        ArrayNode passes = cells.putArray("passes");
        saved.passes().forEach(pass -> passes.add(pass(pass)));
        return cells;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E constant(Cells cells, String name, E[] values) {
        return cells.constant(name, values, StreamJson::word);
    }

    private static ObjectNode partition(PartitionInfo info) {
        ObjectNode cells = Cells.object();
        cells.put("partition", info.partition().number());
        PlaceJson.put(cells, info.range());
        cells.put("last_stable", info.lastStable().toString());
        return cells;
    }

    private static ObjectNode range(PartitionRange range) {
        ObjectNode cells = Cells.object();
        cells.put("partition", range.partition().number());
        PlaceJson.put(cells, range.positions());
        return cells;
    }

    private static ObjectNode pass(SavedStream.Pass pass) {
        ObjectNode cells = Cells.object();
        cells.put("from", pass.from());
        cells.put("to", pass.to());
        cells.put("depth", word(pass.depth()));
        ArrayNode outcomes = cells.putArray("outcomes");
        pass.outcomes().forEach(outcome -> outcomes.add(outcome(outcome)));
        return cells;
    }

    private static ObjectNode outcome(PartitionOutcome outcome) {
        ObjectNode cells = range(outcome.asked());
        cells.put("reached", outcome.reached().toString());
        cells.put("end", word(outcome.end()));
        cells.put("batches", outcome.batches());
        cells.put("events", outcome.events());
        cells.put("invisible", outcome.invisible());
        cells.put("bytes", outcome.bytes());
        ArrayNode gone = cells.putArray("gone");
        outcome.gone().forEach(range -> {
            ObjectNode one = gone.addObject();
            PlaceJson.put(one, range);
        });
        outcome.note().ifPresent(note -> cells.put("note", note));
        outcome.failure().ifPresent(failure -> cells.put("failure", failure));
        return cells;
    }

    /// @param parts what stands in other files of it
    static SavedStream read(Cells cells, StreamParts parts) {
        var ref = new StreamRef(cells.text("source"), cells.text("stream"));
        var stream = new StreamInfo(
                ref,
                cells.text("stream_id"),
                cells.objects("partitions", one -> partition(ref, one)),
                constant(cells, "compaction", Compaction.values()),
                cells.has("retention_ms")
                        ? Optional.of(Duration.ofMillis(cells.number("retention_ms")))
                        : Optional.empty(),
                constant(cells, "timestamps", TimestampKind.values()),
                cells.textsByName("config"),
                cells.has("absent") ? cells.objects("absent", StreamJson::absent) : List.of(),
                cells.optional("config_unread").orElse(""));
        Cells spec = cells.object("fields");
        return new SavedStream(
                stream,
                Instant.ofEpochMilli(cells.number("scanned_at_ms")),
                cells.text("tool_version"),
                constant(cells, "depth", Depth.values()),
                cells.truth("overview"),
                cells.has("focus_from_ms")
                        ? Optional.of(new TimeSpan(cells.number("focus_from_ms"), cells.number("focus_to_ms")))
                        : Optional.empty(),
                cells.objects("ranges", one -> range(ref, one)),
                new FieldSpec(
                        spec.optional("sequence"),
                        spec.optional("sequence_per"),
                        spec.optional("id"),
                        spec.optional("event_time"),
                        constant(spec, "format", PayloadFormat.values())),
                cells.text("format"),
                cells.text("format_basis"),
                cells.objects("passes", one -> pass(ref, one)),
                parts.lanes(ref.name()),
                parts.findings(ref.name()),
                parts.incidents(ref.name()),
                parts.trails(ref.name()),
                parts.commits(ref.name()));
    }

    private static AbsentPartition absent(Cells cells) {
        return new AbsentPartition(cells.integer("partition"), cells.truth("due"), cells.text("where"));
    }

    private static PartitionInfo partition(StreamRef stream, Cells cells) {
        PositionRange range = PlaceJson.range(cells);
        return new PartitionInfo(
                stream.partition(cells.integer("partition")),
                range.from(),
                range.to(),
                PlaceJson.position(cells.text("last_stable")));
    }

    private static PartitionRange range(StreamRef stream, Cells cells) {
        return new PartitionRange(stream.partition(cells.integer("partition")), PlaceJson.range(cells));
    }

    private static SavedStream.Pass pass(StreamRef stream, Cells cells) {
        List<PartitionOutcome> outcomes = cells.objects("outcomes", one -> outcome(stream, one));
        return new SavedStream.Pass(
                cells.text("from"), cells.text("to"), constant(cells, "depth", Depth.values()), outcomes);
    }

    private static PartitionOutcome outcome(StreamRef stream, Cells cells) {
        return new PartitionOutcome(
                range(stream, cells),
                PlaceJson.position(cells.text("reached")),
                constant(cells, "end", PartitionOutcome.End.values()),
                cells.number("batches"),
                cells.number("events"),
                cells.number("invisible"),
                cells.number("bytes"),
                cells.objects("gone", PlaceJson::range),
                cells.optional("note"),
                cells.optional("failure"));
    }
}
