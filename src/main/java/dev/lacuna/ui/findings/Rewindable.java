package dev.lacuna.ui.findings;

import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import java.util.Optional;

/// Says which findings setting a consumer group back could mend.
public final class Rewindable {

    private Rewindable() {}

    /// Whether it is open and says that a group did not read what it should have read.
    public static boolean isRewindable(Finding finding) {
        return finding.kind() == FindingKind.GROUP_SKIP
                && FindingsViewModel.isOpen(finding)
                && groupOf(finding).isPresent();
    }

    /// The group that a finding is about.
    public static Optional<String> groupOf(Finding finding) {
        return Optional.ofNullable(finding.evidence().text("group"));
    }
}
