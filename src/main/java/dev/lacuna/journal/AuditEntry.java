package dev.lacuna.journal;

import java.time.Instant;
import java.util.Optional;

/// One entry of the audit trail.
///
/// @param number counts up from 1, without a gap
/// @param previous the hash of the entry before it; of the first one, zeros
/// @param hash the SHA-256 of `previous`, a line feed and `text`
/// @param text what it says, as JSON; the bytes that are hashed
public record AuditEntry(long number, String previous, String hash, String text) {

    /// What the text says.
    ///
    /// @param who `user@host`
    public record Said(Instant at, String who, long pid, String toolVersion, AuditRecord record) {}

    /// Empty where the text can't be read, which a check of the trail explains.
    public Optional<Said> said() {
        return AuditJson.parse(text);
    }
}
