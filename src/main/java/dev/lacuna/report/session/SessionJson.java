package dev.lacuna.report.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lacuna.journal.KeptNote;
import dev.lacuna.model.Finding;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.Incident;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The smaller parts of a session file as JSON: its head with the view, incidents, groups, notes, repairs.
final class SessionJson {

    private SessionJson() {}

    static ObjectNode of(SavedSession.Head head, SavedView view) {
        ObjectNode cells = Cells.object();
        cells.put("source", head.source());
        cells.put("source_id", head.sourceId());
        cells.put("product", head.product());
        cells.put("nodes", head.nodes());
        cells.put("profile", head.profile());
        cells.put("saved_at", head.savedAt().toString());
        cells.put("saved_at_ms", head.savedAt().toEpochMilli());
        cells.put("tool_version", head.toolVersion());
        cells.set("view", of(view));
        return cells;
    }

    static SavedSession.Head head(Cells cells) {
        return new SavedSession.Head(
                cells.text("source"),
                cells.text("source_id"),
                cells.text("product"),
                cells.integer("nodes"),
                cells.text("profile"),
                cells.instant("saved_at_ms"),
                cells.text("tool_version"));
    }

    private static ObjectNode of(SavedView view) {
        ObjectNode cells = Cells.object();
        cells.put("stream", view.stream());
        cells.put("axis", view.axis());
        cells.put("fitted", view.fitted());
        cells.put("from", view.from());
        cells.put("to", view.to());
        cells.put("scroll", view.scroll());
        cells.set("pinned", Cells.array(view.pinned()));
        cells.set("collapsed", Cells.array(view.collapsed()));
        cells.set("hidden", Cells.array(view.hidden()));
        cells.put("only_with_findings", view.onlyWithFindings());
        cells.put("crosshair", view.crosshair());
        cells.set("groups", Cells.array(view.groups()));
        cells.put("finding", view.finding());
        cells.put("zone", view.zone());
        cells.put("filter", view.filter());
        cells.set("columns", Cells.lists(view.columns()));
        return cells;
    }

    static SavedView view(Cells session) {
        Cells cells = session.object("view");
        return new SavedView(
                cells.text("stream"),
                cells.text("axis"),
                cells.truth("fitted"),
                cells.number("from"),
                cells.number("to"),
                cells.decimal("scroll"),
                cells.texts("pinned"),
                cells.texts("collapsed"),
                cells.texts("hidden"),
                cells.truth("only_with_findings"),
                cells.truth("crosshair"),
                cells.texts("groups"),
                cells.text("finding"),
                cells.text("zone"),
                cells.optional("filter").orElse(""),
                cells.has("columns") ? cells.listsByName("columns") : Map.of());
    }

    static ObjectNode of(String stream, Incident incident) {
        ObjectNode cells = Cells.object();
        cells.put("stream", stream);
        cells.put("incident", incident.id());
        cells.put("from_time_ms", incident.time().fromMillis());
        cells.put("to_time_ms", incident.time().toMillis());
        cells.set(
                "findings",
                Cells.array(incident.findings().stream().map(Finding::id).toList()));
        return cells;
    }

    static ObjectNode of(String stream, SavedStream.Trail trail) {
        ObjectNode cells = Cells.object();
        cells.put("stream", stream);
        cells.put("group", trail.group());
        cells.put("partition", trail.partition());
        cells.set("points", Cells.rows(trail.points()));
        return cells;
    }

    static ObjectNode of(GroupCommit commit) {
        ObjectNode cells = Cells.object();
        cells.put("source", commit.partition().stream().source());
        cells.put("stream", commit.partition().stream().name());
        cells.put("group", commit.group());
        cells.put("partition", commit.partition().number());
        cells.put("next", commit.next().toString());
        cells.put("time_ms", commit.millis());
        cells.put("leader_epoch", commit.leaderEpoch());
        return cells;
    }

    static ObjectNode of(KeptNote note) {
        ObjectNode cells = Cells.object();
        cells.put("id", note.id());
        cells.put("source", note.source());
        cells.put("stream", note.stream());
        cells.set(
                "partitions",
                Cells.array(note.partitions().stream()
                        .mapToLong(Integer::longValue)
                        .sorted()
                        .toArray()));
        cells.put("axis", note.axis());
        cells.put("from", note.from());
        cells.put("to", note.to());
        cells.put("text", note.text());
        cells.put("written_ms", note.writtenMillis());
        return cells;
    }

    static KeptNote note(Cells cells) {
        Set<Integer> partitions = Arrays.stream(cells.numbers("partitions"))
                .mapToObj(number -> (int) number)
                .collect(Collectors.toSet());
        return new KeptNote(
                cells.text("id"),
                cells.text("source"),
                cells.text("stream"),
                partitions,
                cells.text("axis"),
                cells.number("from"),
                cells.number("to"),
                cells.text("text"),
                cells.number("written_ms"));
    }

    static ObjectNode of(SavedRepair repair) {
        ObjectNode cells = Cells.object();
        cells.put("task", repair.task());
        cells.put("kind", repair.kind());
        cells.put("state", repair.state());
        cells.put("plan", repair.planId());
        cells.put("plan_sha256", repair.planHash());
        cells.put("plan_text", repair.plan());
        cells.put("subject", repair.subject());
        cells.put("source", repair.source());
        cells.put("target", repair.target());
        cells.put("command", repair.command());
        cells.put("who", repair.who());
        cells.put("tool_version", repair.toolVersion());
        cells.put("started", repair.started().toString());
        cells.put("started_ms", repair.started().toEpochMilli());
        repair.ended().ifPresent(ended -> cells.put("ended_ms", ended.toEpochMilli()));
        cells.set("counts", Cells.numbers(repair.counts()));
        cells.set("positions", Cells.texts(repair.positions()));
        cells.put("confirmed", repair.confirmed());
        cells.put("message", repair.message());
        return cells;
    }

    static SavedRepair repair(Cells cells) {
        return new SavedRepair(
                cells.number("task"),
                cells.text("kind"),
                cells.text("state"),
                cells.text("plan"),
                cells.text("plan_sha256"),
                cells.text("plan_text"),
                cells.text("subject"),
                cells.text("source"),
                cells.text("target"),
                cells.text("command"),
                cells.text("who"),
                cells.text("tool_version"),
                cells.instant("started_ms"),
                cells.has("ended_ms") ? Optional.of(Instant.ofEpochMilli(cells.number("ended_ms"))) : Optional.empty(),
                cells.numbersByName("counts"),
                cells.textsByName("positions"),
                cells.text("confirmed"),
                cells.text("message"));
    }
}
