package dev.lacuna.journal;

import java.util.Locale;

/// What somebody else asks of a task that runs, by the journal; its process looks for that twice a second.
public enum TaskWish {
    PAUSE,
    RESUME,
    CANCEL;

    /// As files and command lines say it.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TaskWish of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
