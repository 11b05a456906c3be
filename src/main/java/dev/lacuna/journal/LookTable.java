package dev.lacuna.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/// Where looks at a plan's target have to begin, a row for each partition; the newest look counts.
final class LookTable {

    private final Connection connection;

    LookTable(Connection connection) {
        this.connection = connection;
    }

    Map<Integer, KeptLook> of(String plan, String target) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT partition, position, seal FROM look WHERE plan = ? AND target = ?")) {
            query.setString(1, plan);
            query.setString(2, target);
            Map<Integer, KeptLook> looks = new TreeMap<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    looks.put(row.getInt("partition"), new KeptLook(row.getLong("position"), row.getString("seal")));
                }
            }
            return looks;
        }
    }

    void keep(String plan, String target, Map<Integer, KeptLook> looks) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO look (plan, target, partition, position, seal) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (plan, target, partition)
                DO UPDATE SET position = excluded.position, seal = excluded.seal""")) {
            for (Map.Entry<Integer, KeptLook> entry : looks.entrySet()) {
                insert.setString(1, plan);
                insert.setString(2, target);
                insert.setInt(3, entry.getKey());
                insert.setLong(4, entry.getValue().position());
                insert.setString(5, entry.getValue().seal());
                insert.executeUpdate();
            }
        }
    }
}
