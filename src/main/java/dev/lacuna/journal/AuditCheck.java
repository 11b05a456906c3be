package dev.lacuna.journal;

import java.util.List;
import java.util.Optional;

/// What was found when an audit trail was checked.
///
/// @param entries how many there are
/// @param head the last of them
/// @param broken the first thing that is wrong; empty where all is as it was written
/// @param unproven what could not be looked at, in words for people
public record AuditCheck(long entries, AuditHead head, Optional<Broken> broken, List<String> unproven) {

    public AuditCheck {
        unproven = List.copyOf(unproven);
    }

    /// Where the trail is broken.
    ///
    /// @param number the first entry that is changed, missing or in the wrong place
    /// @param what in words for people
    public record Broken(long number, String what) {}

    public boolean isWhole() {
        return broken.isEmpty();
    }
}
