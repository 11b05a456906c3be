package dev.lacuna.journal;

import dev.lacuna.journal.JournalException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteException;

/// Translates what the database says into what people can act on.
final class JournalFailures {

    private JournalFailures() {}

    static JournalException translate(Path file, SQLException e) {
        Kind kind = kindOf(e);
        String message = "The journal " + file + " "
                + switch (kind) {
                    case LOCKED ->
                        "is held by another process for too long. Look which one has it open (lsof " + file
                                + "), then try again.";
                    case FULL -> "can't take any more: its disk is full. Free some room there, then try again.";
                    case BROKEN -> "is damaged, or no journal at all." + moveAway(file);
                    case DENIED -> "can't be opened or written to. Check the rights on it and on its folder.";
                    case NEWER, NO_LIBRARY, OTHER -> "failed: " + sentence(String.valueOf(e.getMessage()));
                };
        return new JournalException(kind, message, e);
    }

    static JournalException translate(Path file, IOException e) {
        boolean denied = e instanceof AccessDeniedException;
        return new JournalException(
                denied ? Kind.DENIED : Kind.OTHER,
                "The journal " + file + " can't be made: "
                        + (denied ? "access is denied" : String.valueOf(e.getMessage()))
                        + ". Check the rights on its folder, or name another with LACUNA_HOME.",
                e);
    }

    static JournalException foreign(Path file) {
        return new JournalException(
                Kind.BROKEN, "The file " + file + " is a database, but no journal." + moveAway(file), null);
    }

    static JournalException newer(Path file, int found, int known) {
        return new JournalException(
                Kind.NEWER,
                "The journal " + file + " was written by a newer version of this program (its form is " + found
                        + ", this version knows up to " + known
                        + "). Use that version, or a folder of its own with LACUNA_HOME. Nothing was changed.",
                null);
    }

    private static String moveAway(Path file) {
        return " Move it away together with " + file.getFileName() + "-wal and " + file.getFileName()
                + "-shm, and keep them: a new journal is begun, and the audit trail will say what is missing.";
    }

    private static Kind kindOf(SQLException e) {
        if (!(e instanceof SQLiteException failure)) {
            return Kind.OTHER;
        }
        String code = failure.getResultCode().name();
        if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) {
            return Kind.LOCKED;
        }
        if (code.equals("SQLITE_FULL") || code.equals("SQLITE_IOERR_WRITE") || code.equals("SQLITE_IOERR_SHMSIZE")) {
            return Kind.FULL;
        }
        if (code.startsWith("SQLITE_CORRUPT") || code.equals("SQLITE_NOTADB")) {
            return Kind.BROKEN;
        }
        boolean denied = code.startsWith("SQLITE_READONLY")
                || code.startsWith("SQLITE_CANTOPEN")
                || code.equals("SQLITE_PERM")
                || code.equals("SQLITE_IOERR_ACCESS");
        return denied ? Kind.DENIED : Kind.OTHER;
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
