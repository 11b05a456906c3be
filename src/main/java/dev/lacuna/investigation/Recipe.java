package dev.lacuna.investigation;

/// How somebody could do a task again, kept with it in the journal; without secrets.
///
/// @param planFile where its plan lies; empty where it is in no file
/// @param command the command line that does the same; empty where none is known
public record Recipe(String planFile, String command) {

    public static final Recipe NONE = new Recipe("", "");
}
