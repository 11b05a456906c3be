package dev.lacuna.repair;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.ReplayPlan.Part;
import dev.lacuna.model.ReplayPlan.Place;
import dev.lacuna.model.ReplayPlan.RepairedFinding;
import dev.lacuna.model.SequenceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The JSON form of a plan, version 1.
final class PlanJson {

    static final int VERSION = 1;
    private static final String BY_KEY = "by_key";
    private static final String BY_HEADER = "by_header";

    /// For the reader of the file: what a copied event is marked with. It can't be changed.
    private static final Map<String, String> HEADERS_ADDED = new TreeMap<>(Map.of(
            Event.ORIGIN_HEADER, "SOURCE_ID/STREAM/PARTITION@POSITION of the original",
            Event.PLAN_HEADER, "the id of this plan"));

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // a patch may hold numbers, whose digits are to stay
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private PlanJson() {}

    // Writing.

    static String text(ReplayPlan plan) {
        return print(tree(plan));
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static String print(ObjectNode root) {
        var printer = new DefaultPrettyPrinter()
                .withSeparators(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try {
            return MAPPER.writer(printer).writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }

    private static ObjectNode tree(ReplayPlan plan) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema_version", VERSION).put("kind", "replay").put("id", plan.id());
        root.put("created", plan.created().toString()).put("tool_version", plan.toolVersion());
        root.set("from", place(plan.from()));
        root.set("to", place(plan.to()));
        root.put("events", plan.events()).put("bytes", plan.bytes()).put("digest", plan.digest());
        ArrayNode parts = root.putArray("parts");
        plan.parts().forEach(part -> parts.add(part(part)));
        ObjectNode ends = root.putObject("target_ends");
        new TreeMap<>(plan.targetEnds()).forEach((number, end) -> putPosition(ends, Integer.toString(number), end));
        root.set("fields", fields(plan.fields()));
        root.set("choice", ChoiceJson.choice(plan.choice()));
        root.set("copies", ChoiceJson.form(plan.form()));
        ArrayNode repairs = root.putArray("repairs");
        plan.repairs().forEach(finding -> repairs.add(finding(finding)));
        ObjectNode headers = root.putObject("headers_added");
        HEADERS_ADDED.forEach(headers::put);
        ArrayNode notes = root.putArray("notes");
        plan.notes().forEach(notes::add);
        return root;
    }

    private static ObjectNode place(Place place) {
        return MAPPER.createObjectNode()
                .put("source", place.uri())
                .put("source_id", place.sourceId())
                .put("stream", place.stream())
                .put("stream_id", place.streamId());
    }

    private static ObjectNode part(Part part) {
        ObjectNode node = MAPPER.createObjectNode().put("partition", part.partition());
        putPosition(node, "from_position", part.positions().from());
        putPosition(node, "to_position", part.positions().to());
        putPosition(node, "log_start", part.logStart());
        switch (part.targetPartition()) {
            case Part.BY_KEY -> node.put("target_partition", BY_KEY);
            case Part.BY_HEADER -> node.put("target_partition", BY_HEADER);
            default -> node.put("target_partition", part.targetPartition());
        }
        putSequences(node, "only_sequences", part.only());
        ArrayNode picked = node.putArray("only_positions");
        part.picked().forEach(range -> picked.add(text(range)));
        return node.put("events", part.events());
    }

    private static String text(PositionRange range) {
        Position last = Position.offset(range.to().asOffset() - 1);
        return range.from().equals(last) ? last.toString() : range.from() + ".." + last;
    }

    private static ObjectNode fields(FieldSpec fields) {
        return MAPPER.createObjectNode()
                .put("sequence", fields.sequence().orElse(null))
                .put("sequence_per", fields.sequencePer().orElse(null))
                .put("id", fields.id().orElse(null))
                .put("event_time", fields.eventTime().orElse(null))
                .put("format", fields.format().name().toLowerCase(Locale.ROOT));
    }

    private static ObjectNode finding(RepairedFinding finding) {
        ObjectNode node = MAPPER.createObjectNode()
                .put("finding_id", finding.id())
                .put("kind", finding.kind().id())
                .put("partition", finding.partition());
        putSequences(node, "missing_sequences", finding.missing());
        return node;
    }

    /// Offsets are numbers; positions that may exceed 64 bits are text.
    static void putPosition(ObjectNode node, String name, Position position) {
        if (position instanceof Position.Offset(long value)) {
            node.put(name, value);
        } else {
            node.put(name, position.toString());
        }
    }

    private static void putSequences(ObjectNode node, String name, List<SequenceRange> ranges) {
        ArrayNode array = node.putArray(name);
        for (SequenceRange range : ranges) {
            array.add(range.first() == range.last() ? "" + range.first() : range.first() + ".." + range.last());
        }
    }

    // Reading.

    static ReplayPlan parse(String text, String file) throws PlanException {
        return plan(StrictObject.root(read(text, file), file));
    }

    static JsonNode read(String text, String file) throws PlanException {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            throw new PlanException(
                    PlanException.Kind.FILE,
                    "'" + file + "' is no plan: the JSON is broken in line " + (where == null ? 1 : where.getLineNr())
                            + " (" + e.getOriginalMessage() + ").",
                    e);
        } catch (NumberFormatException e) {
            throw new PlanException(
                    PlanException.Kind.FILE, "'" + file + "' is no plan: it holds a number that is too large.", e);
        }
    }

    private static ReplayPlan plan(StrictObject root) throws PlanException {
        root.expect("schema_version", VERSION, "a newer version of this program may read it");
        root.expect("kind", "replay", "here a replay is expected");
        var plan = new ReplayPlan(
                root.text("id"),
                root.time("created"),
                root.text("tool_version"),
                place(root.object("from")),
                place(root.object("to")),
                parts(root),
                fields(root.object("fields")),
                ChoiceJson.choice(root.object("choice")),
                ChoiceJson.form(root.object("copies")),
                targetEnds(root.object("target_ends")),
                repairs(root),
                root.count("events"),
                root.count("bytes"),
                root.laterText("digest"),
                root.texts("notes"));
        StrictObject headers = root.object("headers_added");
        for (var header : HEADERS_ADDED.entrySet()) {
            headers.expect(header.getKey(), header.getValue(), "it says what is done and can't be changed");
        }
        headers.end();
        root.end();
        return plan;
    }

    private static Place place(StrictObject node) throws PlanException {
        var place = new Place(node.text("source"), node.text("source_id"), node.text("stream"), node.text("stream_id"));
        node.end();
        return place;
    }

    private static List<Part> parts(StrictObject root) throws PlanException {
        List<Part> parts = new ArrayList<>();
        for (StrictObject node : root.objects("parts")) {
            Position from = node.position("from_position");
            Position to = node.position("to_position");
            if (from.isDense() != to.isDense() || to.isBefore(from)) {
                throw node.wrong("to_position", "a position not before from_position");
            }
            parts.add(new Part(
                    node.partition("partition"),
                    new PositionRange(from, to),
                    node.position("log_start"),
                    targetPartition(node),
                    node.sequences("only_sequences"),
                    picked(node),
                    node.count("events")));
            node.end();
        }
        return parts;
    }

    private static List<PositionRange> picked(StrictObject node) throws PlanException {
        List<PositionRange> picked = new ArrayList<>();
        for (SequenceRange range : node.sequences("only_positions")) {
            if (range.first() < 0 || range.last() == Long.MAX_VALUE) {
                throw node.wrong("only_positions", "an array of offsets as text: \"12\" or \"12..15\"");
            }
            picked.add(PositionRange.offsets(range.first(), range.last() + 1));
        }
        return picked;
    }

    private static int targetPartition(StrictObject node) throws PlanException {
        if (node.isText("target_partition", BY_KEY)) {
            return Part.BY_KEY;
        }
        return node.isText("target_partition", BY_HEADER) ? Part.BY_HEADER : node.partition("target_partition");
    }

    private static FieldSpec fields(StrictObject node) throws PlanException {
        var fields = new FieldSpec(
                node.optionalText("sequence"),
                node.optionalText("sequence_per"),
                node.optionalText("id"),
                node.optionalText("event_time"),
                node.choice(
                        "format",
                        PayloadFormat.values(),
                        format -> format.name().toLowerCase(Locale.ROOT)));
        node.end();
        return fields;
    }

    private static Map<Integer, Position> targetEnds(StrictObject node) throws PlanException {
        Map<Integer, Position> ends = new TreeMap<>();
        for (String name : node.names()) {
            if (!name.matches("0|[1-9][0-9]{0,8}")) {
                throw node.wrong(name, "a partition's number as its name");
            }
            ends.put(Integer.valueOf(name), node.position(name));
        }
        node.end();
        return ends;
    }

    private static List<RepairedFinding> repairs(StrictObject root) throws PlanException {
        List<RepairedFinding> repairs = new ArrayList<>();
        for (StrictObject node : root.objects("repairs")) {
            repairs.add(new RepairedFinding(
                    node.text("finding_id"),
                    node.choice("kind", FindingKind.values(), FindingKind::id),
                    node.partition("partition"),
                    node.sequences("missing_sequences")));
            node.end();
        }
        return repairs;
    }

    static Optional<SequenceRange> sequence(String text) {
        if (!text.matches("-?\\d+(\\.\\.-?\\d+)?")) {
            return Optional.empty();
        }
        int dots = text.indexOf("..");
        try {
            long first = Long.parseLong(dots < 0 ? text : text.substring(0, dots));
            long last = dots < 0 ? first : Long.parseLong(text.substring(dots + 2));
            return last < first ? Optional.empty() : Optional.of(new SequenceRange(first, last));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
