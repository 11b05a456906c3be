package dev.lacuna.repair;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lacuna.model.Choice;
import dev.lacuna.model.CopyForm;
import dev.lacuna.model.Edit;
import dev.lacuna.model.HeaderRules;
import dev.lacuna.model.TimeSpan;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The JSON form of what a plan chooses and of how its copies differ from their originals.
final class ChoiceJson {

    private static final String[] EDITS = {
        "set_header", "rename_header", "patch_json", "set_time", "shift_time", "count_redrive"
    };
    private static final JsonMapper MAPPER = new JsonMapper();

    private ChoiceJson() {}

    static ObjectNode choice(Choice choice) {
        return MAPPER.createObjectNode()
                .put(
                        "from_time",
                        choice.time().map(span -> span.from().toString()).orElse(null))
                .put("to_time", choice.time().map(span -> span.to().toString()).orElse(null))
                .put("filter", choice.filter().orElse(null))
                .put("not_held_by", choice.notHeldBy().orElse(null));
    }

    static Choice choice(StrictObject node) throws PlanException {
        Optional<Instant> from = node.optionalTime("from_time");
        Optional<Instant> to = node.optionalTime("to_time");
        if (from.isPresent() != to.isPresent() || (from.isPresent() && to.get().isBefore(from.get()))) {
            throw node.wrong("to_time", "a time not before from_time, or neither");
        }
        var choice = new Choice(
                from.map(start -> TimeSpan.between(start, to.orElseThrow())),
                node.optionalText("filter"),
                node.optionalText("not_held_by"));
        node.end();
        return choice;
    }

    static ObjectNode form(CopyForm form) {
        ObjectNode node = MAPPER.createObjectNode();
        ArrayNode keep = node.putArray("keep_headers");
        form.headers().keep().forEach(keep::add);
        ArrayNode drop = node.putArray("drop_headers");
        form.headers().drop().forEach(drop::add);
        ArrayNode edits = node.putArray("edits");
        form.edits().forEach(edit -> edits.add(edit(edit)));
        return node;
    }

    private static ObjectNode edit(Edit edit) {
        ObjectNode node = MAPPER.createObjectNode();
        return switch (edit) {
            case Edit.SetHeader(String name, String value) ->
                node.put("edit", "set_header").put("name", name).put("value", value);
            case Edit.RenameHeader(String name, String to) ->
                node.put("edit", "rename_header").put("from", name).put("to", to);
            case Edit.PatchJson(String patch) -> node.put("edit", "patch_json").set("patch", JsonEdit.tree(patch));
            case Edit.SetTime(Instant time) -> node.put("edit", "set_time").put("time", time.toString());
            case Edit.ShiftTime(Duration by) -> node.put("edit", "shift_time").put("by", by.toString());
            case Edit.CountRedrive count -> node.put("edit", "count_redrive");
        };
    }

    static CopyForm form(StrictObject node) throws PlanException {
        var headers = new HeaderRules(node.texts("keep_headers"), node.texts("drop_headers"));
        List<Edit> edits = new ArrayList<>();
        for (StrictObject edit : node.objects("edits")) {
            edits.add(edit(edit));
            edit.end();
        }
        node.end();
        return new CopyForm(headers, edits);
    }

    private static Edit edit(StrictObject node) throws PlanException {
        return switch (node.choice("edit", EDITS, name -> name)) {
            case "set_header" -> new Edit.SetHeader(node.text("name"), node.text("value"));
            case "rename_header" -> new Edit.RenameHeader(node.text("from"), node.text("to"));
            case "patch_json" -> new Edit.PatchJson(node.json("patch", "an array of operations by RFC 6902"));
            case "set_time" -> new Edit.SetTime(node.time("time"));
            case "shift_time" -> new Edit.ShiftTime(duration(node));
            default -> new Edit.CountRedrive();
        };
    }

    private static Duration duration(StrictObject node) throws PlanException {
        try {
            return Duration.parse(node.text("by"));
        } catch (DateTimeException e) {
            throw node.wrong("by", "a duration by ISO 8601, as PT2H or PT-30M");
        }
    }
}
