package dev.lacuna.journal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/// The journal's file, open. Writers of several processes take turns; readers see what was committed. Confined to
/// whoever holds the lock of [Journal].
final class Database implements AutoCloseable {

    /// Something to be done with the database.
    interface Work<R> {
        R run(Connection connection) throws SQLException;
    }

    /// What a database may take.
    ///
    /// @param patience how long to wait for another process
    /// @param pages the most pages of 4 KB; 0 for as many as there is room for
    record Limits(Duration patience, int pages) {
        static final Limits USUAL = new Limits(Duration.ofSeconds(10), 0);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Path file;
    private final Connection connection;
    private final @Nullable Object identity;

    private Database(Path file, Connection connection) throws IOException {
        this.file = file;
        this.connection = connection;
        this.identity = identityOf(file);
    }

    /// Opens the file, makes it where there is none, and brings it to this form.
    static Database open(Path file, Schema schema, Limits limits) throws JournalException {
        long deadline = System.nanoTime() + limits.patience().toNanos();
        while (true) {
            try {
                return openOnce(file, schema, limits);
            } catch (JournalException e) {
                // to switch to the write-ahead log takes the file alone, and doesn't wait for it
                if (e.kind() != JournalException.Kind.LOCKED || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static Database openOnce(Path file, Schema schema, Limits limits) throws JournalException {
        Connection connection = null;
        try {
            make(file);
            connection = config(limits).createConnection("jdbc:sqlite:" + file);
            var database = new Database(file, connection);
            database.bringUp(schema);
            connection = null;
            return database;
        } catch (IOException e) {
            throw JournalFailures.translate(file, e);
        } catch (SQLException e) {
            throw JournalFailures.translate(file, e);
        } finally {
            if (connection != null) {
                close(connection);
            }
        }
    }

    private static void make(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent(), "an absolute path");
        Files.createDirectories(folder);
        try {
            Files.createFile(file, OwnerOnly.attributes(file)); // what lies beside it gets the same rights
        } catch (FileAlreadyExistsException e) {
            // as it should be from the second time on
        }
    }

    private static SQLiteConfig config(Limits limits) {
        var config = new SQLiteConfig();
        config.setBusyTimeout(Math.toIntExact(limits.patience().toMillis()));
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // an entry must stand on the disk before what it announces is done
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        if (limits.pages() > 0) {
            config.setMaxPageCount(limits.pages());
        }
        return config;
    }

    private void bringUp(Schema schema) throws SQLException, JournalException {
        int version = Schema.versionOf(connection);
        if (version > schema.version()) {
            throw JournalFailures.newer(file, version, schema.version());
        }
        if (version < schema.version()) {
            if (Schema.isForeign(connection)) {
                throw JournalFailures.foreign(file);
            }
            transaction(open -> {
                schema.bringUp(open);
                return version;
            });
        }
    }

    /// Whether its path still leads to the file that is open: what is written to one that was deleted is lost.
    boolean isInPlace() {
        try {
            return Objects.equals(identity, identityOf(file));
        } catch (IOException e) {
            return false;
        }
    }

    private static @Nullable Object identityOf(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    <R> R read(Work<R> work) throws JournalException {
        try {
            return work.run(connection);
        } catch (SQLException e) {
            throw JournalFailures.translate(file, e);
        }
    }

    /// Does all of the work or nothing, while no other process writes.
    <R> R write(Work<R> work) throws JournalException {
        try {
            return transaction(work);
        } catch (SQLException e) {
            throw JournalFailures.translate(file, e);
        }
    }

    private <R> R transaction(Work<R> work) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            boolean done = false;
            try {
                R result = work.run(connection);
                statement.execute("COMMIT");
                done = true;
                return result;
            } finally {
                if (!done) {
                    takeBack(statement);
                }
            }
        }
    }

    /// What the work failed with is told; that the database has taken it back already is no news.
    private void takeBack(Statement statement) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            LOG.debug("{} could not be rolled back", file, e);
        }
    }

    @Override
    public void close() {
        close(connection);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("the journal could not be closed", e);
        }
    }
}
