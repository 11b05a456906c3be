package dev.lacuna.decode.schema;

import java.util.Optional;

/// Why payloads can't be read although nothing is known to be wrong with them: their schema is not at hand.
///
/// @param id which schema of the registry; empty where it is not about one
/// @param reason a clause for people, without any of a payload's content: "the registry … did not answer"
/// @param advice a sentence that says what to do
public record SchemaTrouble(Kind kind, Optional<SchemaId> id, String reason, String advice) {

    /// Of no schema in particular.
    public static final Optional<SchemaId> NO_ID = Optional.empty();

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
