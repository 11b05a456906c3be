package dev.lacuna.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/// The audit trail in the database.
final class AuditTable {

    private final Connection connection;

    AuditTable(Connection connection) {
        this.connection = connection;
    }

    /// Adds an entry behind the last one; within a transaction, so that no other gets in between.
    ///
    /// @param beside the head noted beside the journal: an empty trail whose journal was taken away goes on
    ///     behind it, so that the loss stays visible
    /// @param text makes the entry's text for its number
    AuditEntry append(AuditHead beside, LongFunction<String> text) throws SQLException {
        AuditHead last = last();
        AuditHead head = last.number() == 0 ? beside : last;
        long number = head.number() + 1;
        String says = text.apply(number);
        var entry = new AuditEntry(number, head.hash(), Chain.hash(head.hash(), says), says);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO audit VALUES (?, ?, ?, ?)")) {
            insert.setLong(1, entry.number());
            insert.setString(2, entry.previous());
            insert.setString(3, entry.hash());
            insert.setString(4, entry.text());
            insert.executeUpdate();
        }
        return entry;
    }

    private AuditHead last() throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1");
                ResultSet row = query.executeQuery()) {
            return row.next() ? new AuditHead(row.getLong(1), row.getString(2)) : AuditHead.NONE;
        }
    }

    List<AuditEntry> all() throws SQLException {
        List<AuditEntry> entries = new ArrayList<>();
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT number, previous, hash, text FROM audit ORDER BY number");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                entries.add(new AuditEntry(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)));
            }
        }
        return entries;
    }
}
