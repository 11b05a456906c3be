package dev.lacuna.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The form of the journal's database, as the steps that lead to it: a journal of an older form goes the steps that it
/// lacks, in one transaction with all else that is written.
///
/// @param steps each a list of statements; never changed once released, only added to
record Schema(List<List<String>> steps) {

    /// What the file says it belongs to: `Lacu`.
    private static final int APPLICATION = 0x4c616375;

    static final Schema CURRENT = new Schema(List.of(
            List.of("""
            CREATE TABLE plan (
              id TEXT NOT NULL, hash TEXT NOT NULL, kind TEXT NOT NULL, json TEXT NOT NULL, file TEXT NOT NULL,
              PRIMARY KEY (id, hash)) STRICT""", """
            CREATE TABLE task (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              kind TEXT NOT NULL, plan_id TEXT NOT NULL, plan_hash TEXT NOT NULL,
              source TEXT NOT NULL, target TEXT NOT NULL, subject TEXT NOT NULL, command TEXT NOT NULL,
              state TEXT NOT NULL,
              user TEXT NOT NULL, host TEXT NOT NULL, pid INTEGER NOT NULL, place TEXT NOT NULL, mark TEXT NOT NULL,
              tool_version TEXT NOT NULL,
              started INTEGER NOT NULL, updated INTEGER NOT NULL, ended INTEGER,
              counts TEXT NOT NULL, message TEXT NOT NULL) STRICT""", "CREATE INDEX task_of_plan ON task (plan_id, kind)", """
            CREATE TABLE audit (
              number INTEGER PRIMARY KEY, previous TEXT NOT NULL, hash TEXT NOT NULL, text TEXT NOT NULL) STRICT""", """
            CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
              BEGIN SELECT RAISE(ABORT, 'the audit trail is only ever added to'); END""", """
            CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
              BEGIN SELECT RAISE(ABORT, 'the audit trail is only ever added to'); END"""),
            List.of("""
            CREATE TABLE note (
              number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
              source TEXT NOT NULL, stream TEXT NOT NULL, partitions TEXT NOT NULL,
              axis TEXT NOT NULL, from_place INTEGER NOT NULL, to_place INTEGER NOT NULL,
              text TEXT NOT NULL, written INTEGER NOT NULL) STRICT""", "CREATE INDEX note_of_source ON note (source)"),
            List.of("""
            CREATE TABLE look (
              plan TEXT NOT NULL, target TEXT NOT NULL, partition INTEGER NOT NULL, position INTEGER NOT NULL,
              PRIMARY KEY (plan, target, partition)) STRICT"""),
            List.of("ALTER TABLE look ADD COLUMN seal TEXT NOT NULL DEFAULT ''"),
            List.of("ALTER TABLE task ADD COLUMN wish TEXT NOT NULL DEFAULT ''")));

    Schema {
        steps = List.copyOf(steps);
    }

    int version() {
        return steps.size();
    }

    static int versionOf(Connection connection) throws SQLException {
        return number(connection, "PRAGMA user_version");
    }

    /// Whether a database of no version holds something that is not ours.
    static boolean isForeign(Connection connection) throws SQLException {
        int application = number(connection, "PRAGMA application_id");
        return application != APPLICATION
                && (application != 0 || number(connection, "SELECT count(*) FROM sqlite_schema") > 0);
    }

    /// Goes the steps that are lacking; within a transaction.
    void bringUp(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int next = versionOf(connection); next < steps.size(); next++) {
                for (String change : steps.get(next)) {
                    statement.execute(change);
                }
            }
            statement.execute("PRAGMA application_id = " + APPLICATION);
            statement.execute("PRAGMA user_version = " + version());
        }
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
