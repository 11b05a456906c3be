package dev.lacuna.journal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

/// SQLite itself, which is unpacked into a folder before it can be loaded: the one for temporary files, or the
/// journal's own where that can't be written to, or nothing in it may be executed.
final class NativeLibrary {

    private static final String FOLDER = "org.sqlite.tmpdir";

    private static boolean loaded;

    private NativeLibrary() {}

    static synchronized void load(Path folder) throws JournalException {
        if (loaded) {
            return;
        }
        String chosen = System.getProperty(FOLDER, System.getProperty("java.io.tmpdir", ""));
        Throwable failure = tryIn(chosen);
        if (failure != null) {
            failure = tryIn(folder.toString());
        }
        if (failure != null) {
            System.setProperty(FOLDER, chosen);
            throw new JournalException(
                    JournalException.Kind.NO_LIBRARY,
                    "The journal's library (SQLite) can't be unpacked and loaded: neither in " + chosen + " nor in "
                            + folder + ". Name a folder that can be written to and may hold programs:"
                            + " LACUNA_OPTS=-Dorg.sqlite.tmpdir=FOLDER.",
                    failure);
        }
        loaded = true;
    }

    /// @return why not, or null once it is loaded
    private static @Nullable Throwable tryIn(String folder) {
        System.setProperty(FOLDER, folder);
        try {
            return SQLiteJDBCLoader.initialize() ? null : new IllegalStateException("not loaded from " + folder);
        } catch (Exception | LinkageError e) { // the loader declares no narrower one
            return e;
        }
    }
}
