package dev.lacuna.journal;

import java.util.Optional;

/// The last entry of an audit trail, named by its number and hash: whoever kept it elsewhere can tell whether all up to
/// it is still as it was.
public record AuditHead(long number, String hash) {

    /// Of a trail without an entry.
    static final AuditHead NONE = new AuditHead(0, "0".repeat(64));

    /// @param text `NUMBER:HASH`
    public static Optional<AuditHead> parse(String text) {
        if (!text.matches("[0-9]{1,18}:[0-9a-f]{64}")) {
            return Optional.empty();
        }
        int colon = text.indexOf(':');
        return Optional.of(new AuditHead(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1)));
    }

    /// `NUMBER:HASH`
    @Override
    public String toString() {
        return number + ":" + hash;
    }
}
