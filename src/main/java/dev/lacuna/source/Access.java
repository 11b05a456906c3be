package dev.lacuna.source;

/// What may be done with a source, as far as whoever opens it has said.
///
/// @param readOnly whether every write must be refused
/// @param by the profile or the file that it was named by; empty for a bare address
/// @param production whether that calls it production: then a write is agreed to by typing its name
/// @param confirmed the name that somebody has typed; empty where nobody did
public record Access(boolean readOnly, String by, boolean production, String confirmed) {

    /// Of a bare address.
    public static final Access PLAIN = new Access(false, "", false, "");

    public Access(boolean readOnly, String by, boolean production) {
        this(readOnly, by, production, "");
    }

    public Access confirmedAs(String name) {
        return new Access(readOnly, by, production, name);
    }
}
