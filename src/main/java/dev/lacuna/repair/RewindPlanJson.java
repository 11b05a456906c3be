package dev.lacuna.repair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.model.RewindPlan.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The JSON form of a rewind, version 1.
final class RewindPlanJson {

    static final int VERSION = 1;
    private static final String KIND = "rewind";

    private RewindPlanJson() {}

    static boolean isRewind(JsonNode root) {
        return root.isObject() && KIND.equals(root.path("kind").textValue());
    }

    // Writing.

    static String text(RewindPlan plan) {
        ObjectNode root = PlanJson.object();
        root.put("schema_version", VERSION).put("kind", KIND).put("id", plan.id());
        root.put("created", plan.created().toString()).put("tool_version", plan.toolVersion());
        root.put("source", plan.uri()).put("source_id", plan.sourceId());
        root.put("group", plan.group()).put("aim", plan.aim());
        ArrayNode findings = root.putArray("findings");
        plan.findings().forEach(findings::add);
        root.put("positions_again", plan.again()).put("positions_skipped", plan.skipped());
        ArrayNode parts = root.putArray("parts");
        plan.parts().forEach(part -> parts.add(part(part)));
        return PlanJson.print(root);
    }

    private static ObjectNode part(Part part) {
        ObjectNode node = PlanJson.object()
                .put("stream", part.stream())
                .put("stream_id", part.streamId())
                .put("partition", part.partition());
        putOptional(node, "position_now", part.before());
        PlanJson.putPosition(node, "new_position", part.after());
        PlanJson.putPosition(node, "log_start", part.log().from());
        PlanJson.putPosition(node, "log_end", part.log().to());
        return node.put("positions_again", part.move().again())
                .put("positions_skipped", part.move().skipped());
    }

    static void putOptional(ObjectNode node, String name, Optional<Position> position) {
        if (position.isPresent()) {
            PlanJson.putPosition(node, name, position.get());
        } else {
            node.putNull(name);
        }
    }

    // Reading.

    static RewindPlan parse(String text, String file) throws PlanException {
        StrictObject root = StrictObject.root(PlanJson.read(text, file), file);
        root.expect("schema_version", VERSION, "a newer version of this program may read it");
        root.expect("kind", KIND, "here a rewind is expected");
        var plan = new RewindPlan(
                root.text("id"),
                root.time("created"),
                root.text("tool_version"),
                root.text("source"),
                root.text("source_id"),
                root.text("group"),
                root.text("aim"),
                parts(root),
                root.texts("findings"));
        requireSum(root, "positions_again", plan.again());
        requireSum(root, "positions_skipped", plan.skipped());
        root.end();
        return plan;
    }

    private static List<Part> parts(StrictObject root) throws PlanException {
        List<Part> parts = new ArrayList<>();
        for (StrictObject node : root.objects("parts")) {
            Position start = offset(node, "log_start", node.position("log_start"));
            Position end = offset(node, "log_end", node.position("log_end"));
            if (end.isBefore(start)) {
                throw node.wrong("log_end", "a position not before log_start");
            }
            Optional<Position> now = node.optionalPosition("position_now");
            if (now.isPresent()) {
                offset(node, "position_now", now.get());
            }
            var part = new Part(
                    node.text("stream"),
                    node.text("stream_id"),
                    node.partition("partition"),
                    now,
                    offset(node, "new_position", node.position("new_position")),
                    new PositionRange(start, end));
            requireSum(node, "positions_again", part.move().again());
            requireSum(node, "positions_skipped", part.move().skipped());
            node.end();
            parts.add(part);
        }
        return parts;
    }

    private static Position offset(StrictObject node, String name, Position position) throws PlanException {
        if (!position.isDense()) {
            throw node.wrong(name, "an offset as a number");
        }
        return position;
    }

    /// The counts are there for people; one that doesn't follow from the positions means that these were edited.
    private static void requireSum(StrictObject node, String name, long sum) throws PlanException {
        if (node.count(name) != sum) {
            throw node.wrong(name, sum + ", which follows from the positions");
        }
    }
}
