package dev.lacuna.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the tests of the journal share.
final class JournalFixture {

    static final Database.Limits IMPATIENT = new Database.Limits(Duration.ofMillis(200), 0);

    private JournalFixture() {}

    static Journal impatient(Path folder) {
        return new Journal(folder, Clock.systemUTC(), "test", Schema.CURRENT, IMPATIENT);
    }

    static KeptPlan plan(String id) {
        return new KeptPlan(id, "replay", "{\"id\":\"" + id + "\"}");
    }

    static TaskStart run(String plan) {
        return new TaskStart(
                TaskKind.RUN,
                "kafka://a:9092",
                "kafka://b:9092",
                "orders",
                "lacuna run p.json --execute",
                Optional.of(plan(plan)));
    }

    static AuditRecord begun(String plan) {
        return new AuditRecord(
                AuditRecord.Moment.BEGUN,
                TaskKind.RUN,
                1,
                plan,
                plan(plan).hash(),
                "kafka://b:9092",
                "cluster-b",
                "orders",
                "",
                "",
                new TreeMap<>(Map.of("planned", 10L)),
                new TreeMap<>());
    }

    /// What somebody does to the file who is not this program.
    static void tamper(Path folder, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Journal.NAME));
                Statement statement = connection.createStatement()) {
            for (String change : statements) {
                statement.execute(change);
            }
        }
    }

    static void openTheTrail(Path folder) throws SQLException {
        tamper(folder, "DROP TRIGGER audit_is_not_changed", "DROP TRIGGER audit_is_not_shortened");
    }
}
