package dev.lacuna.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tasks and their plans in the database. Newest are those with the highest number: clocks are set back at times.
final class TaskTable {

    private static final String SELECT = """
            SELECT t.*,
              coalesce((SELECT p.file FROM plan p WHERE p.id = t.plan_id AND p.hash = t.plan_hash), '') AS plan_file,
              t.plan_id <> '' AND EXISTS (SELECT 1 FROM task l
                WHERE l.plan_id = t.plan_id AND l.kind = t.kind AND l.id > t.id) AS repeated
            FROM task t""";

    private final Connection connection;

    TaskTable(Connection connection) {
        this.connection = connection;
    }

    long add(TaskStart start, Worker worker, String toolVersion, Instant now) throws SQLException {
        if (start.plan().isPresent()) {
            keep(start.plan().get());
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO task (kind, plan_id, plan_hash, source, target, subject, command, state, user, host, pid,
                  place, mark, tool_version, started, updated, counts, message)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{}', '') RETURNING id""")) {
            var values = new Values(insert);
            values.add(start.kind().id());
            values.add(start.plan().map(KeptPlan::id).orElse(""));
            values.add(start.plan().map(KeptPlan::hash).orElse(""));
            values.add(start.source()).add(start.target()).add(start.subject()).add(start.command());
            values.add(KeptState.RUNNING.id());
            values.add(worker.user()).add(worker.host()).add(worker.pid());
            values.add(worker.place()).add(worker.mark()).add(toolVersion);
            values.add(now.toEpochMilli()).add(now.toEpochMilli());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /// @return false where the task has ended already, or may not go there; nothing is changed then
    boolean move(long id, KeptState state, Map<String, Long> counts, String message, Instant now) throws SQLException {
        Optional<KeptState> before = stateOf(id);
        if (before.isEmpty() || (before.get() != state && !before.get().mayBecome(state))) {
            return false;
        }
        if (before.get() == state && state.isTerminal()) {
            return false;
        }
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE task SET state = ?, updated = ?, ended = ?, counts = ?, message = ? WHERE id = ?")) {
            update.setString(1, state.id());
            update.setLong(2, now.toEpochMilli());
            update.setObject(3, state.isTerminal() ? now.toEpochMilli() : null);
            update.setString(4, AuditJson.counts(counts));
            update.setString(5, message);
            update.setLong(6, id);
            return update.executeUpdate() == 1;
        }
    }

    /// @return false where the task has ended, or there is none
    boolean wish(long id, TaskWish wish) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE task SET wish = ? WHERE id = ? AND ended IS NULL")) {
            update.setString(1, wish.id());
            update.setLong(2, id);
            return update.executeUpdate() == 1;
        }
    }

    Optional<TaskWish> wishOf(long id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT wish FROM task WHERE id = ?")) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(row.getString(1))
                                .filter(wish -> !wish.isEmpty())
                                .map(TaskWish::of)
                        : Optional.empty();
            }
        }
    }

    /// Forgets a wish, but for one that came in its place.
    void done(long id, TaskWish wish) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE task SET wish = '' WHERE id = ? AND wish = ?")) {
            update.setLong(1, id);
            update.setString(2, wish.id());
            update.executeUpdate();
        }
    }

    private Optional<KeptState> stateOf(long id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT state FROM task WHERE id = ?")) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(KeptState.of(row.getString(1))) : Optional.empty();
            }
        }
    }

    /// Keeps the plan that a task has made.
    void planned(long id, KeptPlan plan) throws SQLException {
        keep(plan);
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE task SET plan_id = ?, plan_hash = ? WHERE id = ?")) {
            update.setString(1, plan.id());
            update.setString(2, plan.hash());
            update.setLong(3, id);
            update.executeUpdate();
        }
    }

    void keep(KeptPlan plan) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO plan (id, hash, kind, json, file) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET file = excluded.file WHERE excluded.file <> ''""")) {
            new Values(insert)
                    .add(plan.id())
                    .add(plan.hash())
                    .add(plan.kind())
                    .add(plan.json())
                    .add(plan.file());
            insert.executeUpdate();
        }
    }

    Optional<KeptPlan> planOf(long task) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT p.* FROM plan p JOIN task t ON p.id = t.plan_id AND p.hash = t.plan_hash WHERE t.id = ?""")) {
            query.setLong(1, task);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new KeptPlan(
                                row.getString("id"),
                                row.getString("kind"),
                                row.getString("json"),
                                row.getString("file")))
                        : Optional.empty();
            }
        }
    }

    /// Newest first.
    List<JournalTask> newest(int most, Worker reader, Instant now) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SELECT + " ORDER BY t.id DESC LIMIT ?")) {
            query.setInt(1, most);
            return all(query, reader, now);
        }
    }

    Optional<JournalTask> find(long id, Worker reader, Instant now) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SELECT + " WHERE t.id = ?")) {
            query.setLong(1, id);
            return all(query, reader, now).stream().findFirst();
        }
    }

    private static List<JournalTask> all(PreparedStatement query, Worker reader, Instant now) throws SQLException {
        List<JournalTask> tasks = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                tasks.add(task(row, reader, now));
            }
        }
        return tasks;
    }

    private static JournalTask task(ResultSet row, Worker reader, Instant now) throws SQLException {
        var worker = new Worker(
                row.getString("user"),
                row.getString("host"),
                row.getLong("pid"),
                row.getString("place"),
                row.getString("mark"));
        KeptState state = KeptState.of(row.getString("state"));
        Instant updated = Instant.ofEpochMilli(row.getLong("updated"));
        long ended = row.getLong("ended");
        Optional<Instant> end = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended));
        return new JournalTask(
                row.getLong("id"),
                TaskKind.of(row.getString("kind")),
                row.getString("plan_id"),
                row.getString("plan_hash"),
                row.getString("plan_file"),
                row.getString("source"),
                row.getString("target"),
                row.getString("subject"),
                row.getString("command"),
                state,
                !state.isTerminal() && !worker.isAlive(reader, updated, now),
                row.getBoolean("repeated"),
                worker,
                row.getString("tool_version"),
                Instant.ofEpochMilli(row.getLong("started")),
                updated,
                end,
                AuditJson.counts(row.getString("counts")),
                row.getString("message"));
    }

    /// Sets the values of a statement one after another.
    private static final class Values {

        private final PreparedStatement statement;
        private int next = 1;

        Values(PreparedStatement statement) {
            this.statement = statement;
        }

        Values add(String value) throws SQLException {
            statement.setString(next++, value);
            return this;
        }

        Values add(long value) throws SQLException {
            statement.setLong(next++, value);
            return this;
        }
    }
}
