package dev.lacuna.report.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.Severity;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// A finding as a line of a session file: the columns of the gap report by the same names, with the summary apart from
/// the explanation, so that nothing is lost.
final class FindingJson {

    private FindingJson() {}

    static ObjectNode of(Finding finding) {
        ObjectNode cells = Cells.object();
        cells.put("finding_id", finding.id());
        cells.put("source", finding.partition().stream().source());
        cells.put("stream", finding.partition().stream().name());
        cells.put("partition", finding.partition().number());
        cells.put("kind", finding.kind().id());
        cells.put("severity", finding.severity().id());
        cells.put("verdict", finding.verdict().id());
        cells.put("cause", finding.cause().id());
        PlaceJson.put(cells, finding.positions());
        finding.missing().ifPresent(missing -> cells.put("missing", missing));
        cells.put("missing_basis", finding.basis().id());
        cells.put("from_time", Instant.ofEpochMilli(finding.time().fromMillis()).toString());
        cells.put("from_time_ms", finding.time().fromMillis());
        cells.put("to_time", Instant.ofEpochMilli(finding.time().toMillis()).toString());
        cells.put("to_time_ms", finding.time().toMillis());
        cells.put("summary", finding.explanation().summary());
        cells.put("explanation", finding.explanation().explanation());
        cells.put("suggestion", finding.explanation().suggestion());
        cells.put("status", finding.status().id());
        ObjectNode evidence = cells.putObject("evidence");
        finding.evidence().facts().forEach((name, value) -> put(evidence, name, value));
        return cells;
    }

    private static void put(ObjectNode evidence, String name, Object value) {
        if (value instanceof Long number) {
            evidence.put(name, number.longValue());
        } else if (value instanceof Boolean truth) {
            evidence.put(name, truth.booleanValue());
        } else {
            evidence.put(name, value.toString());
        }
    }

    static Finding read(Cells cells) {
        return new Finding(
                cells.text("finding_id"),
                new StreamRef(cells.text("source"), cells.text("stream")).partition(cells.integer("partition")),
                FindingKind.of(cells.text("kind"))
                        .orElseThrow(() -> new IllegalArgumentException("unknown kind '" + cells.text("kind") + "'")),
                cells.constant("severity", Severity.values(), Severity::id),
                cells.constant("verdict", Verdict.values(), Verdict::id),
                cells.constant("cause", Cause.values(), Cause::id),
                PlaceJson.range(cells),
                cells.has("missing") ? OptionalLong.of(cells.number("missing")) : OptionalLong.empty(),
                cells.constant("missing_basis", Basis.values(), Basis::id),
                new TimeSpan(cells.number("from_time_ms"), cells.number("to_time_ms")),
                new Explanation(cells.text("summary"), cells.text("explanation"), cells.text("suggestion")),
                cells.constant("status", FindingStatus.values(), FindingStatus::id),
                evidence(cells.object("evidence")));
    }

    private static Evidence evidence(Cells cells) {
        Map<String, Object> facts = new LinkedHashMap<>();
        for (var fact : cells.node().properties()) {
            JsonNode value = fact.getValue();
            facts.put(
                    fact.getKey(),
                    value.isIntegralNumber()
                            ? (Object) value.longValue()
                            : value.isBoolean() ? (Object) value.booleanValue() : value.asText());
        }
        return new Evidence(facts);
    }
}
