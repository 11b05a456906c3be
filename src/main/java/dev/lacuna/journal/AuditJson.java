package dev.lacuna.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The JSON of the journal: the text of audit entries, and counts. What is hashed is the text as it was written, so no
/// rule is needed for how to write it again.
final class AuditJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private AuditJson() {}

    static String text(long number, Instant at, Worker worker, String toolVersion, AuditRecord record) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("number", number).put("at", at.toString());
        root.put("moment", record.moment().name().toLowerCase(Locale.ROOT));
        root.put("kind", record.kind().id()).put("task", record.task());
        root.put("who", worker.name()).put("pid", worker.pid()).put("tool_version", toolVersion);
        root.put("plan", record.planId()).put("plan_sha256", record.planHash());
        root.put("target", record.target()).put("cluster", record.cluster()).put("subject", record.subject());
        root.put("confirmed", record.confirmed()).put("outcome", record.outcome());
        ObjectNode counts = root.putObject("counts");
        record.counts().forEach(counts::put);
        ObjectNode positions = root.putObject("positions");
        record.positions().forEach(positions::put);
        return text(root);
    }

    static Optional<AuditEntry.Said> parse(String text) {
        try {
            JsonNode root = MAPPER.readTree(text);
            SortedMap<String, String> positions = new TreeMap<>();
            root.path("positions")
                    .properties()
                    .forEach(entry ->
                            positions.put(entry.getKey(), entry.getValue().asText()));
            var record = new AuditRecord(
                    AuditRecord.Moment.valueOf(root.path("moment").asText().toUpperCase(Locale.ROOT)),
                    TaskKind.of(root.path("kind").asText()),
                    root.path("task").asLong(),
                    root.path("plan").asText(),
                    root.path("plan_sha256").asText(),
                    root.path("target").asText(),
                    root.path("cluster").asText(),
                    root.path("subject").asText(),
                    root.path("confirmed").asText(),
                    root.path("outcome").asText(),
                    counts(root.path("counts")),
                    positions);
            return Optional.of(new AuditEntry.Said(
                    Instant.parse(root.path("at").asText()),
                    root.path("who").asText(),
                    root.path("pid").asLong(),
                    root.path("tool_version").asText(),
                    record));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /// The number that an entry gives itself; 0 where it can't be read.
    static long number(String text) {
        try {
            return MAPPER.readTree(text).path("number").asLong();
        } catch (JsonProcessingException e) {
            return 0;
        }
    }

    static String counts(Map<String, Long> counts) {
        ObjectNode node = MAPPER.createObjectNode();
        new TreeMap<>(counts).forEach(node::put);
        return text(node);
    }

    static SortedMap<String, Long> counts(String text) {
        try {
            return counts(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            return new TreeMap<>();
        }
    }

    private static SortedMap<String, Long> counts(JsonNode node) {
        SortedMap<String, Long> counts = new TreeMap<>();
        node.properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
        return counts;
    }

    private static String text(ObjectNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }
}
