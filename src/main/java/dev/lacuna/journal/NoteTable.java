package dev.lacuna.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Notes in the database, each a row of its own: two windows that write at once take nothing from each other.
final class NoteTable {

    private final Connection connection;

    NoteTable(Connection connection) {
        this.connection = connection;
    }

    /// In the order they were written first.
    List<KeptNote> of(String source) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT * FROM note WHERE source = ? ORDER BY number")) {
            query.setString(1, source);
            List<KeptNote> notes = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    notes.add(new KeptNote(
                            row.getString("id"),
                            row.getString("source"),
                            row.getString("stream"),
                            numbers(row.getString("partitions")),
                            row.getString("axis"),
                            row.getLong("from_place"),
                            row.getLong("to_place"),
                            row.getString("text"),
                            row.getLong("written")));
                }
            }
            return notes;
        }
    }

    private static Set<Integer> numbers(String text) {
        return Arrays.stream(text.split(","))
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
    }

    /// A note that is there already gets these words, unless it was written again since.
    void keep(KeptNote note) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO note (id, source, stream, partitions, axis, from_place, to_place, text, written)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET text = excluded.text, written = excluded.written
                  WHERE excluded.written >= note.written""")) {
            insert.setString(1, note.id());
            insert.setString(2, note.source());
            insert.setString(3, note.stream());
            insert.setString(
                    4, note.partitions().stream().sorted().map(String::valueOf).collect(Collectors.joining(",")));
            insert.setString(5, note.axis());
            insert.setLong(6, note.from());
            insert.setLong(7, note.to());
            insert.setString(8, note.text());
            insert.setLong(9, note.writtenMillis());
            insert.executeUpdate();
        }
    }

    void remove(String id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM note WHERE id = ?")) {
            delete.setString(1, id);
            delete.executeUpdate();
        }
    }
}
