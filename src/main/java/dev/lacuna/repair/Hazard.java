package dev.lacuna.repair;

/// Harm that a repair may do to what it touches, known before it runs.
///
/// @param title a noun phrase: "Old events on a compacted stream"
/// @param explanation what would happen, and what to do about it
public record Hazard(Level level, String title, String explanation) {

    /// How much it weighs.
    public enum Level {
        /// Good to know.
        NOTE,
        /// To be considered by whoever knows the consumers.
        WARNING,
        /// The repair is refused until someone has agreed to it.
        BLOCKING
    }

    public static Hazard note(String title, String explanation) {
        return new Hazard(Level.NOTE, title, explanation);
    }

    public static Hazard warning(String title, String explanation) {
        return new Hazard(Level.WARNING, title, explanation);
    }

    public static Hazard blocking(String title, String explanation) {
        return new Hazard(Level.BLOCKING, title, explanation);
    }

    public boolean isBlocking() {
        return level == Level.BLOCKING;
    }
}
