package dev.lacuna.decode.schema;

/// Why payloads can't be read although nothing is known to be wrong with them: their schema is not at hand.
///
/// @param id the schema's number in the registry, or [#NO_ID] where it is not about one schema
/// @param reason a clause for people, without any of a payload's content: "the registry … did not answer"
/// @param advice a sentence that says what to do
public record SchemaTrouble(Kind kind, int id, String reason, String advice) {

    public static final int NO_ID = -1;

    /// What kind of trouble.
    public enum Kind {
        /// The registry answers, and has no such schema.
        UNKNOWN_ID,
        /// The registry does not answer, or not what a registry answers.
        UNREACHABLE,
        /// The registry refuses the credentials.
        DENIED,
        /// There is a schema, and it can't be used.
        UNUSABLE,
        /// Nobody said where schemas are.
        NO_SCHEMA
    }
}
