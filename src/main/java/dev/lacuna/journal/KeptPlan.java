package dev.lacuna.journal;

/// A plan as it was when it was made or run.
///
/// @param id the plan's id
/// @param kind what sort of plan: `replay`
/// @param json its frozen text, as in its file; it holds positions and counts, no payload
/// @param file where it is kept; empty where it is kept nowhere else
public record KeptPlan(String id, String kind, String json, String file) {

    public KeptPlan(String id, String kind, String json) {
        this(id, kind, json, "");
    }

    /// What tells it from every other text: the SHA-256 of its JSON, in hex.
    public String hash() {
        return Sha.hex(json);
    }
}
