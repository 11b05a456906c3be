package dev.lacuna.report;

import dev.lacuna.journal.AuditEntry;
import dev.lacuna.journal.JournalTask;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the journal holds as CSV or JSON Lines: a row per task, or per entry of the audit trail.
public final class JournalReport {

    public static final List<String> TASK_COLUMNS = List.of(
            "id",
            "kind",
            "state",
            "subject",
            "source",
            "target",
            "plan",
            "plan_sha256",
            "plan_file",
            "who",
            "pid",
            "tool_version",
            "started",
            "updated",
            "ended",
            "counts",
            "message",
            "command",
            "can_go_on");

    public static final List<String> AUDIT_COLUMNS = List.of(
            "number",
            "at",
            "moment",
            "kind",
            "task",
            "who",
            "pid",
            "tool_version",
            "plan",
            "plan_sha256",
            "target",
            "cluster",
            "subject",
            "confirmed",
            "outcome",
            "counts",
            "positions",
            "previous",
            "hash");

    private JournalReport() {}

    public static void writeTasksCsv(List<JournalTask> tasks, Writer out) throws IOException {
        NamedRows.writeCsv(TASK_COLUMNS, cells(tasks), out);
    }

    public static void writeTasksJsonLines(List<JournalTask> tasks, Writer out) throws IOException {
        NamedRows.writeJsonLines(cells(tasks), out);
    }

    public static void writeAuditCsv(List<AuditEntry> entries, Writer out) throws IOException {
        NamedRows.writeCsv(
                AUDIT_COLUMNS, entries.stream().map(JournalReport::cells).toList(), out);
    }

    public static void writeAuditJsonLines(List<AuditEntry> entries, Writer out) throws IOException {
        NamedRows.writeJsonLines(entries.stream().map(JournalReport::cells).toList(), out);
    }

    private static List<Map<String, @Nullable Object>> cells(List<JournalTask> tasks) {
        return tasks.stream().map(JournalReport::cells).toList();
    }

    private static Map<String, @Nullable Object> cells(JournalTask task) {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        cells.put("id", task.id());
        cells.put("kind", task.kind().id());
        cells.put("state", task.stateId());
        cells.put("subject", task.subject());
        cells.put("source", task.source());
        cells.put("target", task.target());
        cells.put("plan", task.planId());
        cells.put("plan_sha256", task.planHash());
        cells.put("plan_file", task.planFile());
        cells.put("who", task.worker().name());
        cells.put("pid", task.worker().pid());
        cells.put("tool_version", task.toolVersion());
        NamedRows.putTime(cells, "started", task.started());
        NamedRows.putTime(cells, "updated", task.updated());
        NamedRows.putTime(cells, "ended", task.ended().orElse(null));
        cells.put("counts", NamedRows.object(task.counts()));
        cells.put("message", task.message());
        cells.put("command", task.command());
        cells.put("can_go_on", task.canGoOn());
        return cells;
    }

    /// Of an entry that can't be read only what holds the chain together.
    private static Map<String, @Nullable Object> cells(AuditEntry entry) {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        cells.put("number", entry.number());
        entry.said().ifPresent(said -> {
            NamedRows.putTime(cells, "at", said.at());
            cells.put("moment", said.record().moment().name().toLowerCase(Locale.ROOT));
            cells.put("kind", said.record().kind().id());
            cells.put("task", said.record().task());
            cells.put("who", said.who());
            cells.put("pid", said.pid());
            cells.put("tool_version", said.toolVersion());
            cells.put("plan", said.record().planId());
            cells.put("plan_sha256", said.record().planHash());
            cells.put("target", said.record().target());
            cells.put("cluster", said.record().cluster());
            cells.put("subject", said.record().subject());
            cells.put("confirmed", said.record().confirmed());
            cells.put("outcome", said.record().outcome());
            cells.put("counts", NamedRows.object(said.record().counts()));
            cells.put("positions", NamedRows.object(said.record().positions()));
        });
        cells.put("previous", entry.previous());
        cells.put("hash", entry.hash());
        return cells;
    }
}
